'use strict';

/** @import OSS from '../../index' */
/** @import { Failure, Reply } from '../types' */

const { Readable } = require('node:stream');
const { abortError } = require('../abort');
const { outcomeError } = require('../errors');
const { nextCall, outcomeOf, port } = require('../native');

/** Closes the connection of a body that nobody can read any more. */
const forgotten = new FinalizationRegistry((/** @type {number} */ number) => port().closeDownload(number));

/**
 * The body of a reply. Its connection is free again after the last byte, and closed when the stream is destroyed or
 * forgotten before.
 */
class Download extends Readable {
  #number;
  #reply;
  #params;
  #reading = 0;
  #stop = () => this.destroy(abortError(this.#params.signal?.reason));

  /**
   * @param {Reply & { call: number }} reply
   * @param {OSS.RequestParams} params
   */
  constructor(reply, params) {
    super({ highWaterMark: 256 * 1024 });
    this.#number = reply.call;
    this.#reply = reply;
    this.#params = params;
    /** What a message of Node's `http` tells of a reply. */
    this.statusCode = reply.status;
    this.statusMessage = reply.statusMessage;
    this.headers = reply.headers;
    forgotten.register(this, this.#number, this);
    // The signal may have spoken since the head came.
    if (params.signal?.aborted) this.#stop();
    else params.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  /** @override */
  _read() {
    this.#reading = nextCall();
    port().readDownload(this.#reading, this.#number);
    outcomeOf(this.#reading).then((piece) => this.#take(piece));
  }

  /**
   * @param {Reply} piece
   */
  #take({ body, error }) {
    this.#reading = 0;
    if (this.destroyed) return;
    if (error) this.destroy(this.#failure(error));
    else this.push(body);
  }

  /** @param {Failure} error */
  #failure(error) {
    return outcomeError({ ...this.#reply, error }, this.#params);
  }

  /**
   * @override
   * @param {Error | null} error
   * @param {(error?: Error | null) => void} callback
   */
  _destroy(error, callback) {
    forgotten.unregister(this);
    this.#params.signal?.removeEventListener('abort', this.#stop);
    if (this.#reading) port().cancel(this.#reading);
    port().closeDownload(this.#number);
    callback(error);
  }
}

module.exports = { Download };
