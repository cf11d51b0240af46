'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Reply, Transfer, TransferEvent } from '../types' */

const { abortError } = require('../abort');
const { refreshNow, refusedToken, whenFresh } = require('../credentials');
const { outcomeError } = require('../errors');
const { nextCall, outcomeOf, port } = require('../native');
const { nativeRequest, nodeRequest } = require('../transport/own');

/**
 * Carries out a transfer: Rust moves the bytes and asks before each request for the client, since its options and its
 * credential may have changed.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params what errors tell of the request
 * @param {Transfer} transfer
 * @param {Pick<OSS.TransferOptions, 'signal' | 'onProgress'>} options
 * @param {{ content?: Buffer | null, source?: { open(): void, run(): void, close(): void, error: unknown } }} [body]
 * @returns {Promise<Reply & { document: any }>}
 */
async function run(client, params, transfer, { signal, onProgress }, { content = null, source } = {}) {
  if (signal?.aborted) throw abortError(signal.reason);
  refuseUrllib(client);
  const number = nextCall();
  const running = new Running(client, number, onProgress);
  const native = client._native.current;
  source?.open();
  const text = JSON.stringify({ ...transfer, progress: onProgress !== undefined });
  native.startTransfer(number, text, content);
  const ended = outcomeOf(number);
  source?.run();
  const stop = () => port().stopTransfer(number);
  signal?.addEventListener('abort', stop, { once: true });
  running.listen();
  try {
    const reply = await ended;
    if (running.failure) throw running.failure.reason;
    if (reply.error) throw outcomeError(/** @type {any} */ (reply), params, source?.error);
    running.finish(/** @type {any} */ (reply.document).size);
    return /** @type {any} */ (reply);
  } finally {
    running.end();
    signal?.removeEventListener('abort', stop);
    source?.close();
  }
}

/**
 * What sends a request of clients whose requests go over Node's `http`.
 *
 * @param {Client} client
 */
function relayOf(client) {
  if (client.urllib.request === nativeRequest) return undefined;
  const { Relay } = require('../transport/relay');
  const { NodeExchange } = require('../transport/node');
  return new Relay(() => new NodeExchange(client, null));
}

/**
 * Refuses clients with a `urllib` of the caller: it would have to be told what each request of a transfer is, and going past it
 * would be worse.
 *
 * @param {Client} client
 */
function refuseUrllib({ urllib }) {
  if (urllib.request !== nativeRequest && urllib.request !== nodeRequest)
    throw new Error('transfers do not go through the urllib of a client: use one without');
}

/** What a transfer that is under way wants to know, and tells. */
class Running {
  /** @type {{ reason: unknown } | undefined} what a function of the caller failed with */
  failure;
  #client;
  #number;
  #onProgress;
  #ended = false;
  /** @type {OSS.TransferProgress | undefined} */
  #last;

  /**
   * @param {Client} client
   * @param {number} number
   * @param {((progress: OSS.TransferProgress) => void) | undefined} onProgress
   */
  constructor(client, number, onProgress) {
    this.#client = client;
    this.#number = number;
    this.#onProgress = onProgress;
  }

  /** Hears the transfer until it ends, in the asynchronous context of its caller. */
  async listen() {
    for (;;) {
      const call = nextCall();
      port().readTransfer(call, this.#number);
      const { event } = await outcomeOf(call);
      if (!event) return;
      if (event.ask === undefined) this.#report(/** @type {any} */ (event));
      else this.#answer(/** @type {any} */ (event));
    }
  }

  /** @param {number} size */
  finish(size) {
    if (this.#last?.transferred !== size || this.#last.total !== size)
      this.#report({ transferred: size, total: size, rate: this.#last?.rate ?? 0 });
    if (this.failure) throw this.failure.reason;
  }

  end() {
    this.#ended = true;
  }

  /** @param {OSS.TransferProgress} progress */
  #report({ transferred, total, rate }) {
    if (this.#ended || this.failure || !this.#onProgress) return;
    this.#last = { transferred, total: total ?? undefined, rate };
    try {
      this.#onProgress({ ...this.#last });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Required<Pick<TransferEvent, 'ask' | 'now'>> & { refused?: string }} question */
  async #answer({ ask, refused, now }) {
    const client = this.#client;
    try {
      if (refused) {
        if (!refusedToken(client, { kind: 'service', message: '', code: refused, attempts: [] }))
          return port().declineTransfer(this.#number, ask);
        // Another request may have seen to it since this one was signed.
        if (Number(client.stsTokenFreshTime) <= now) await refreshNow(client);
      } else {
        await whenFresh(client);
      }
      const skew = Number(client.options.amendTimeSkewed) || 0;
      const relay = relayOf(client);
      client._native.current.answerTransfer(this.#number, ask, Date.now() + skew, relay?.number);
      relay?.run();
    } catch (error) {
      this.#fail(error);
      port().declineTransfer(this.#number, ask);
    }
  }

  /** @param {unknown} reason */
  #fail(reason) {
    this.failure ??= { reason };
    port().stopTransfer(this.#number);
  }
}

module.exports = { run };
