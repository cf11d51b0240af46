'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Writable } = require('node:stream');

/** What is kept in memory; the rest goes to a temporary file. */
const IN_MEMORY = 1024 * 1024;

/**
 * Takes a body whose reply is not known yet: the caller's `urllib` tells the status only after it has written all. What is an
 * object goes on from here to where it belongs; what is an error never gets there.
 */
class Spool extends Writable {
  /** @type {Buffer[]} */
  #pieces = [];
  #size = 0;
  /** @type {fs.promises.FileHandle | undefined} */
  #file;

  /**
   * @override
   * @param {Buffer} piece
   * @param {BufferEncoding} _encoding
   * @param {(error?: Error | null) => void} callback
   */
  _write(piece, _encoding, callback) {
    this.#size += piece.length;
    if (this.#size <= IN_MEMORY) {
      this.#pieces.push(piece);
      callback();
      return;
    }
    this.#append(piece).then(() => callback(), callback);
  }

  /** @param {Buffer} piece */
  async #append(piece) {
    this.#file ??= await temporary();
    await this.#file.appendFile(piece);
  }

  /**
   * Ends the taking, and gives what came; undefined if that was nothing.
   *
   * @returns {Promise<AsyncIterable<Buffer> | undefined>}
   */
  async finish() {
    if (!this.writableFinished) {
      if (this.destroyed) throw this.errored ?? new Error('the body was given up');
      await new Promise((resolve, reject) => {
        this.once('error', reject);
        this.end(resolve);
      });
    }
    return this.#size === 0 ? undefined : this.#read();
  }

  async *#read() {
    yield* this.#pieces;
    const file = this.#file;
    if (!file) return;
    this.#file = undefined;
    yield* file.createReadStream({ start: 0 });
  }

  /** Forgets what came. */
  discard() {
    this.#pieces = [];
    this.#file?.close().catch(() => {});
    this.#file = undefined;
    this.destroy();
  }
}

/** A file of nobody: it goes when it is closed. */
async function temporary() {
  const place = path.join(os.tmpdir(), `ali-oss-native-${randomUUID()}`);
  const file = await fs.promises.open(place, 'wx+', 0o600);
  await fs.promises.unlink(place);
  return file;
}

module.exports = { Spool };
