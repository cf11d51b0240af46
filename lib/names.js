'use strict';

const EXISTING = /^[a-z0-9_][a-z0-9-_]{1,61}[a-z0-9_]$/;
const NEW = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/**
 * Refuses what cannot be a bucket's name. ali-oss lets `undefined` and `null` pass as words (DESIGN, F22).
 *
 * @param {unknown} name
 * @param {boolean} [create] names to be created cannot have underscores, existing ones of early days can
 */
function checkBucketName(name, create = false) {
  if (typeof name !== 'string' || !(create ? NEW : EXISTING).test(name)) {
    throw new Error('The bucket must be conform to the specifications');
  }
}

/**
 * An object's key without leading slashes, which OSS does not allow.
 *
 * @param {string} name
 */
function objectName(name) {
  return name.replace(/^\/+/, '');
}

/**
 * Refuses half of a surrogate pair, which UTF-8 has no bytes for: Rust would read U+FFFD, the name of another object.
 *
 * @param {string | undefined} name
 */
function checkUnicode(name) {
  // Only these names can hold one; encodeURIComponent throws in ali-oss's words.
  if (typeof name === 'string' && /[\ud800-\udfff]/.test(name)) encodeURIComponent(name);
}

module.exports = { checkBucketName, checkUnicode, objectName };
