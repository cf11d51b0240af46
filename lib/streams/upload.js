'use strict';

/** @import OSS from '../../index' */

const { MOST, tooLarge } = require('../body-size');
const { nextCall, outcomeOf, port } = require('../native');
const { shareable } = require('../share-buffer');
const { bytesOf, lengthOf, opened } = require('./sources');

/** Bytes that are gathered while those before them are handed over. */
const GATHERED = 256 * 1024;

/**
 * A body that is sent while its source brings it. The source is read no faster than the socket takes its bytes, and it is
 * given up when the request ends before it.
 */
class Upload {
  /** The number by which Rust knows the body. */
  number = nextCall();
  /** @type {unknown} what the source failed with */
  error = undefined;
  /** @type {Error | undefined} that the source brings more than a request can carry */
  tooLarge = undefined;
  #source;
  #zeroCopy;
  #length;
  #most;
  /** @type {Buffer[]} */
  #gathered = [];
  #size = 0;
  #brought = 0;
  /** @type {Promise<void> | null} */
  #writing = null;
  #open = true;

  /**
   * @param {any} source
   * @param {number | undefined} length in bytes, if it is known
   * @param {boolean} zeroCopy whether large pieces are read where they are
   * @param {number} [most] bytes that the source may bring
   */
  constructor(source, length, zeroCopy, most = Number.POSITIVE_INFINITY) {
    this.#source = opened(source);
    this.#length = length;
    this.#zeroCopy = zeroCopy;
    this.#most = most;
  }

  /** Makes the body, for a request that is about to start. */
  open() {
    const length = this.#length;
    if (length !== undefined && length > this.#most) throw tooLarge(length);
    port().openUpload(this.number, length);
  }

  /** Sends all that the source brings; an error of the source breaks the request off. */
  async run() {
    try {
      for await (const piece of this.#source.pieces()) {
        if (!this.#open) return;
        this.#gather(bytesOf(piece));
        if (this.#writing && this.#size >= GATHERED) await this.#writing;
        if (!this.#writing && this.#size > 0) this.#write();
        if (!this.#open) return;
      }
      while (this.#writing) await this.#writing;
      if (this.#size > 0) this.#write();
      await this.#writing;
      if (this.#open) await this.#end();
    } catch (error) {
      this.error = error;
      if (this.#open) await this.#end(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says that the request has ended: whatever the source still brings is not wanted. */
  close() {
    this.#open = false;
    port().closeUpload(this.number);
    this.#source.giveUp();
  }

  /** @param {Buffer} bytes */
  #gather(bytes) {
    if (bytes.length === 0) return;
    this.#brought += bytes.length;
    if (this.#brought > this.#most) {
      this.tooLarge = tooLarge();
      throw this.tooLarge;
    }
    this.#gathered.push(bytes);
    this.#size += bytes.length;
  }

  #write() {
    const pieces = this.#gathered.map((piece) => shareable(piece, this.#zeroCopy) ?? piece);
    this.#gathered = [];
    this.#size = 0;
    const call = nextCall();
    port().writeUpload(call, this.number, pieces);
    this.#writing = outcomeOf(call).then(({ closed }) => {
      if (closed) this.#open = false;
      this.#writing = null;
    });
  }

  /** @param {string} [failure] */
  async #end(failure) {
    while (this.#writing) await this.#writing;
    const call = nextCall();
    port().endUpload(call, this.number, failure);
    await outcomeOf(call);
  }
}

/**
 * The body of a request that sends a stream; the source is given up if it cannot be one.
 *
 * @param {OSS.RequestParams} params
 * @param {OSS.ClientOptions} options
 * @param {number} [most] bytes that the source may bring
 */
function uploadOf({ headers, stream }, options, most = MOST) {
  try {
    const length = statedLength(/** @type {any} */ (headers)) ?? lengthOf(stream);
    return new Upload(stream, length, options.zeroCopy !== false, most);
  } catch (error) {
    opened(stream).giveUp();
    throw error;
  }
}

/**
 * The content length among the headers.
 *
 * @param {Record<string, unknown> | undefined} headers
 */
function statedLength(headers = {}) {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'content-length');
  const given = name === undefined ? '' : (headers[name] ?? '');
  if (given === '') return undefined;
  const length = Number(given);
  if (!Number.isSafeInteger(length) || length < 0)
    throw new TypeError(`content length ${given} is not a number of bytes`);
  return length;
}

module.exports = { Upload, uploadOf };
