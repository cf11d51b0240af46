'use strict';

const MOST_PARTS = 10_000;
const DEFAULT_SIZE = 1024 * 1024;

/**
 * Bytes of a part: those asked for, or as many more as make 10,000 parts of the whole.
 *
 * @param {number} fileSize
 * @param {number} [partSize]
 */
function _getPartSize(fileSize, partSize) {
  const wanted = partSize || DEFAULT_SIZE;
  const least = Math.ceil(fileSize / MOST_PARTS);
  if (wanted >= least) return wanted;
  console.warn(
    `partSize has been set to ${least}, because the partSize you provided causes partNumber to be greater than 10,000`
  );
  return least;
}

/**
 * Where parts begin and end in the whole.
 *
 * @param {number} fileSize
 * @param {number} partSize
 */
function _divideParts(fileSize, partSize) {
  return _divideMultipartCopyParts(fileSize, partSize, 0);
}

/**
 * Where parts begin and end in a source of which only some is copied.
 *
 * @param {number} copySize
 * @param {number} partSize
 * @param {number} startOffset
 */
function _divideMultipartCopyParts(copySize, partSize, startOffset) {
  const last = startOffset + copySize;
  return Array.from({ length: Math.ceil(copySize / partSize) }, (_, i) => {
    const start = startOffset + i * partSize;
    return { start, end: Math.min(start + partSize, last) };
  });
}

module.exports = { _divideMultipartCopyParts, _divideParts, _getPartSize };
