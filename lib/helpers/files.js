'use strict';

/** @import { Client } from '../types' */

const fs = require('node:fs');
const { Readable } = require('node:stream');

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

/**
 * A stream of the bytes from `start` up to, but without, `end`; a stream comes back as it is. For those who override
 * `_uploadPart` and send parts in their own way.
 *
 * @param {any} file
 * @param {number} start
 * @param {number} end
 * @returns {Readable}
 */
function _createStream(file, start, end) {
  if (typeof file?.pipe === 'function' && file.readable !== false) return file;
  if (typeof Blob === 'function' && file instanceof Blob)
    return Readable.fromWeb(/** @type {any} */ (file.slice(start, end).stream()));
  if (Buffer.isBuffer(file)) return Readable.from([file.subarray(start, end)], { objectMode: false });
  if (typeof file === 'string') return fs.createReadStream(file, { start, end: end - 1 });
  throw new Error('_createStream requires Buffer/File/String.');
}

module.exports = { _createStream, _deleteFileSafe, _getFileSize, _statFile };
