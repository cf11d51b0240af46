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
  if (isBlob(source)) return source.size;
  // A body that fetch has decoded is not as long as it was.
  if (!isResponse(source) || source.headers.has('content-encoding')) return undefined;
  const length = source.body === null ? 0 : Number(source.headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : undefined;
}

/**
 * A source that is about to be read: its pieces, and how to give it up, which can be done at any time.
 *
 * @param {any} source
 * @returns {{ pieces(): AsyncIterable<unknown>, giveUp(): void }}
 */
function opened(source) {
  if (typeof source.pipe === 'function') return openedNode(source);
  if (isBlob(source)) return openedWeb(source.stream());
  if (isResponse(source)) {
    if (source.bodyUsed) throw new TypeError('the body of the Response has been read already');
    return source.body ? openedWeb(source.body) : openedNode(Readable.from([]));
  }
  if (typeof source.getReader === 'function') return openedWeb(source);
  const iterator = source[Symbol.asyncIterator]();
  return {
    pieces: () => ({ [Symbol.asyncIterator]: () => iterator }),
    // One that waits for something ends when it comes, and nobody is left to be told of its errors.
    giveUp: () => void Promise.resolve(iterator.return?.()).catch(() => {}),
  };
}

/**
 * @param {any} stream
 * @returns {ReturnType<typeof opened>}
 */
function openedNode(stream) {
  return {
    pieces: () => piecesOfNode(stream),
    giveUp() {
      if (typeof stream.destroy !== 'function' || stream.destroyed || stream.readableEnded !== false) return;
      // Whoever made it hears of errors that come of it; there need not be anybody.
      stream.once('error', () => {});
      stream.destroy();
    },
  };
}

/**
 * @param {ReadableStream} stream
 * @returns {ReturnType<typeof opened>}
 */
function openedWeb(stream) {
  const reader = stream.getReader();
  return {
    async *pieces() {
      for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
    },
    giveUp: () => void reader.cancel().catch(() => {}),
  };
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

/**
 * The pieces of a source. Leaving the iteration early gives the source up.
 *
 * @param {any} source
 */
function piecesOf(source) {
  return opened(source).pieces();
}

module.exports = { bytesOf, isSource, lengthOf, opened, piecesOf };
