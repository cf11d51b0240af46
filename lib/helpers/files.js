'use strict';

const fs = require('node:fs');

/** @param {string} path */
function _statFile(path) {
  return fs.promises.stat(path);
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

module.exports = { _deleteFileSafe, _statFile };
