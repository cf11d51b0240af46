'use strict';

/** Up to this many bytes Rust copies on the way in; larger buffers are read where they are. */
const COPIED = 256 * 1024;

/**
 * A body that Rust may read while JavaScript goes on.
 *
 * A large Buffer is used in place. Its memory must not go away meanwhile, so it is barred from being transferred, for good;
 * memory that can shrink or is shared is copied. The bytes must not be changed before the call has ended.
 *
 * @param {Buffer | string | undefined | null} content
 * @param {boolean} zeroCopy false copies always
 * @param {boolean} [waits] Rust may get it only after a wait, or again: small ones are copied here too
 */
function shareable(content, zeroCopy, waits = false) {
  if (content === undefined || content === null || content === '') return null;
  if (typeof content === 'string') return Buffer.from(content);
  if (content.length <= COPIED) return waits ? Buffer.from(content) : content;
  const memory = content.buffer;
  if (!zeroCopy || !(memory instanceof ArrayBuffer) || memory.resizable) return Buffer.from(content);
  return pin(memory) ? content : Buffer.from(content);
}

/** Methods that take memory away whatever `markAsUntransferable` says (Node.js 21 and later). */
const TAKING = ['transfer', 'transferToFixedLength', 'transferToImmutable'].filter(
  (name) => name in ArrayBuffer.prototype
);

/**
 * Bars memory from being taken away from its ArrayBuffer, for good; false where that cannot be done.
 *
 * What is left is `ArrayBuffer.prototype.transfer.call(memory)`, which nobody calls by accident.
 *
 * @param {ArrayBuffer} memory
 */
function pin(memory) {
  require('node:worker_threads').markAsUntransferable(memory);
  if (TAKING.every((name) => Object.hasOwn(memory, name))) return true;
  if (!Object.isExtensible(memory)) return false;
  for (const name of TAKING) Object.defineProperty(memory, name, { value: refuse });
  return true;
}

function refuse() {
  throw new TypeError(
    'this ArrayBuffer cannot be transferred: a request has read, or is reading, its memory'
  );
}

module.exports = { shareable };
