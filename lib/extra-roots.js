'use strict';

/** @type {Buffer[] | undefined} */
let roots;

/** Root certificates of NODE_EXTRA_CA_CERTS, read once as Node does, with a warning when they cannot be. */
function extraRoots() {
  roots ??= readRoots(process.env.NODE_EXTRA_CA_CERTS);
  return roots;
}

/** @param {string | undefined} path */
function readRoots(path) {
  if (!path) return [];
  try {
    return [require('node:fs').readFileSync(path)];
  } catch (error) {
    process.emitWarning(`NODE_EXTRA_CA_CERTS is ignored: ${/** @type {Error} */ (error).message}`, {
      code: 'OSS_EXTRA_CA_CERTS',
    });
    return [];
  }
}

module.exports = { extraRoots };
