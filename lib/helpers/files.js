'use strict';

/** @import { Client } from '../types' */

const fs = require('node:fs');

/** @param {string} path */
function _statFile(path) {
  return fs.promises.stat(path);
}

/**
 * How many bytes there are to upload.
 *
 * @this {Client}
 * @param {any} file
 * @returns {Promise<number>}
 */
async function _getFileSize(file) {
  if (ArrayBuffer.isView(file) || file instanceof ArrayBuffer) return file.byteLength;
  if (typeof Blob === 'function' && file instanceof Blob) return file.size;
  if (typeof file === 'string') return (await this._statFile(file)).size;
  throw new Error('_getFileSize requires Buffer/File/String.');
}

/**
 * Removes a file if it is there and can be removed.
 *
 * @param {string} path
 * @returns {Promise<void>}
 */
function _deleteFileSafe(path) {
  return fs.promises.unlink(path).catch(() => {});
}

module.exports = { _deleteFileSafe, _getFileSize, _statFile };
