'use strict';

/** @import { Client } from '../types' */

const { channel } = require('node:diagnostics_channel');

/** Pause after the first failed refresh; doubles up to the limit. */
const PAUSE = 1000;
const LONGEST_PAUSE = 60000;

/** How long a call waits for a refresh that is due while the credential may still be good. */
const PATIENCE = 5000;

/** Tells of refreshes: `{ client, status: 'refreshed' | 'failed', error? }`. */
const events = channel('ali-oss-native:credentials');

/** The refreshes of one credential: one at a time, for all who ask meanwhile, and pauses after failures. */
class Refresh {
  #run;
  /** @type {Promise<void> | null} */
  #pending = null;
  #startedAt = 0;
  #failures = 0;
  #notBefore = 0;

  /** @param {() => Promise<void>} run */
  constructor(run) {
    this.#run = run;
  }

  /**
   * Refreshes, unless that is under way already; rejects when it fails.
   *
   * @param {Client} [client] whose call needs it
   */
  now(client) {
    this.#pending ??= this.#start(client);
    return this.#pending;
  }

  /**
   * Refreshes a credential that may still be good, unless the last failure was a moment ago. Never rejects.
   *
   * @param {Client | undefined} client
   * @param {number} now
   */
  ifWorthwhile(client, now) {
    if (!this.#pending && now < this.#notBefore) return undefined;
    return this.now(client).catch(() => {});
  }

  /**
   * The same, for those who wait; they do not for more than five seconds after its start.
   *
   * @param {Client | undefined} client
   * @param {number} now
   */
  withPatience(client, now) {
    const refreshed = this.ifWorthwhile(client, now);
    const left = PATIENCE - (now - this.#startedAt);
    return refreshed && left > 0 ? atMost(refreshed, left) : undefined;
  }

  /** @param {Client | undefined} client */
  #start(client) {
    this.#startedAt = Date.now();
    return this.#run().then(
      () => {
        this.#pending = null;
        this.#failures = 0;
        if (events.hasSubscribers) events.publish({ client, status: 'refreshed' });
      },
      (error) => {
        this.#pending = null;
        this.#notBefore = Date.now() + Math.min(PAUSE * 2 ** this.#failures, LONGEST_PAUSE);
        this.#failures += 1;
        if (events.hasSubscribers) events.publish({ client, status: 'failed', error });
        throw error;
      }
    );
  }
}

/**
 * Waits for a promise that does not reject, but not for longer than the time.
 *
 * @param {Promise<void>} promise
 * @param {number} time milliseconds
 */
async function atMost(promise, time) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const elapsed = new Promise((resolve) => {
    timer = setTimeout(resolve, time);
  });
  await Promise.race([promise, elapsed]);
  clearTimeout(timer);
}

module.exports = { Refresh };
