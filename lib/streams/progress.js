'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { AsyncResource } = require('node:async_hooks');
const { listen, nextCall, outcomeOf, port } = require('../native');

/**
 * Tells the caller of a call how far its body has come. Rust counts, and says so ten times a second at most.
 */
class Progress {
  /** The number under which Rust tells. */
  number = nextCall();
  #stop = new AbortController();
  #signal;
  #relay = () => this.#stop.abort(this.#signal?.reason);
  #furthest = -1;
  #leave;

  /**
   * @param {(progress: OSS.TransferProgress) => void} onProgress
   * @param {AbortSignal} [signal] the caller's
   */
  constructor(onProgress, signal) {
    if (typeof onProgress !== 'function')
      throw new TypeError(`onProgress must be a function, not ${typeof onProgress}`);
    const tell = AsyncResource.bind(onProgress);
    this.#leave = listen(this.number, ({ transferred, total, rate }) => {
      // A request that is made again with a new token counts from the start.
      if (transferred < this.#furthest) return;
      this.#furthest = transferred;
      try {
        tell({ transferred, total, rate });
      } catch (error) {
        this.#stop.abort(error);
      }
    });
    this.#signal = signal;
    if (signal?.aborted) this.#relay();
    else signal?.addEventListener('abort', this.#relay, { once: true });
  }

  /** Speaks when the caller's signal does, or when `onProgress` has thrown. */
  get signal() {
    return this.#stop.signal;
  }

  /**
   * Says that there are many bodies, each with a request that has this progress.
   *
   * @param {number} total bytes of all
   * @param {number} moved bytes that are there already
   */
  open(total, moved) {
    port().openProgress(this.number, total, moved);
  }

  /** Says that all bodies have been moved; resolves when the caller has been told. */
  async complete() {
    const call = nextCall();
    port().finishProgress(call, this.number);
    await outcomeOf(call);
  }

  /** Nothing more is told. */
  close() {
    port().closeProgress(this.number);
    this.#leave();
    this.#signal?.removeEventListener('abort', this.#relay);
  }
}

/**
 * Sends a request whose caller wants to know how far its body has come. That of a reply that is a stream goes on after the
 * request, until the stream is closed.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @param {Client['request']} request
 */
async function watched(client, { onProgress, ...params }, request) {
  const progress = new Progress(/** @type {any} */ (onProgress), params.signal);
  let flows = false;
  try {
    const result = await request.call(client, { ...params, progress, signal: progress.signal });
    flows = params.customResponse === true;
    return result;
  } finally {
    if (!flows) progress.close();
  }
}

module.exports = { Progress, watched };
