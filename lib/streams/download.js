'use strict';

/** @import { Failure, Reply, SentParams } from '../types' */

const { Readable } = require('node:stream');
const { abortError } = require('../abort');
const { outcomeError } = require('../errors');
const { nextCall, outcomeOf, port } = require('../native');

/** Closes the connection of a body that nobody can read any more. */
const forgotten = new FinalizationRegistry((/** @type {() => void} */ close) => close());

/**
 * What is left to do when a body is not read any more. It must not know the stream, which would never be forgotten then.
 *
 * @param {number} number
 * @param {SentParams} params
 * @param {() => void} stop what the signal calls
 */
function closerOf(number, { progress, signal }, stop) {
  return () => {
    port().closeDownload(number);
    signal?.removeEventListener('abort', stop);
    progress?.close();
  };
}

/**
 * What a signal calls. Signals may live long, and must not keep the stream.
 *
 * @param {WeakRef<Download>} download
 * @param {AbortSignal | undefined} signal
 */
function stopperOf(download, signal) {
  return () => download.deref()?.destroy(abortError(signal?.reason));
}

/**
 * The body of a reply. Its connection is free again after the last byte, and closed when the stream is destroyed or
 * forgotten before.
 */
class Download extends Readable {
  #number;
  #reply;
  #params;
  #reading = 0;
  #close;

  /**
   * @param {Reply & { call: number }} reply
   * @param {SentParams} params
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
    const { signal } = params;
    const stop = stopperOf(new WeakRef(this), signal);
    this.#close = closerOf(reply.call, params, stop);
    forgotten.register(this, this.#close, this);
    // The signal may have spoken since the head came.
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
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
    if (this.#reading) port().cancel(this.#reading);
    this.#close();
    callback(error);
  }
}

module.exports = { Download };
