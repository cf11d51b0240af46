'use strict';

const { Readable } = require('node:stream');

/**
 * Whether a value brings a body piece by piece: a stream of Node.js or of the web, a Blob, a Response of `fetch`, or
 * anything that can be iterated asynchronously.
 *
 * @param {any} value
 */
function isSource(value) {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return (
    typeof value.pipe === 'function' ||
    typeof value.getReader === 'function' ||
    typeof value[Symbol.asyncIterator] === 'function' ||
    isBlob(value) ||
    isResponse(value)
  );
}

/** @param {any} value */
function isBlob(value) {
  return typeof Blob === 'function' && value instanceof Blob;
}

/** @param {any} value */
function isResponse(value) {
  return typeof Response === 'function' && value instanceof Response;
}

/**
 * The bytes of a source, if their number is known.
 *
 * @param {any} source
 * @returns {number | undefined}
 */
function lengthOf(source) {
  return isBlob(source) ? source.size : undefined;
}

/**
 * The pieces of a source. Leaving the iteration early gives the source up.
 *
 * @param {any} source
 * @returns {AsyncIterable<unknown>}
 */
function piecesOf(source) {
  if (typeof source.pipe === 'function') return piecesOfNode(source);
  if (isBlob(source)) return source.stream();
  if (isResponse(source)) {
    if (source.bodyUsed) throw new TypeError('the body of the Response has been read already');
    return source.body ?? Readable.from([]);
  }
  if (typeof source[Symbol.asyncIterator] === 'function') return source;
  return Readable.fromWeb(source);
}

/** @param {any} stream */
function piecesOfNode(stream) {
  // A stream that can only be written to has no bytes; ali-oss stores an empty object then.
  if (stream.readable === undefined || (stream.writableFinished && !stream.readable))
    return Readable.from([]);
  if (stream.destroyed) throw stream.errored ?? new Error('premature close');
  return typeof stream[Symbol.asyncIterator] === 'function' ? stream : new Readable().wrap(stream);
}

/**
 * A piece as bytes; strings are UTF-8.
 *
 * @param {any} piece
 * @returns {Buffer}
 */
function bytesOf(piece) {
  if (Buffer.isBuffer(piece)) return piece;
  if (typeof piece === 'string') return Buffer.from(piece);
  if (ArrayBuffer.isView(piece)) return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  if (piece instanceof ArrayBuffer) return Buffer.from(piece);
  throw new TypeError(
    `a stream of a body must bring bytes or strings, not ${piece === null ? 'null' : typeof piece}`
  );
}

module.exports = { isSource, lengthOf, piecesOf, bytesOf };
