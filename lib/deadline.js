'use strict';

/** @import { Client, SentParams } from './types' */

const { abortError } = require('./abort');

/** The end of the time that a call has, however many requests it makes. */
class Deadline {
  /** @param {unknown} limit milliseconds from now on */
  constructor(limit) {
    if (typeof limit !== 'number' || !Number.isFinite(limit))
      throw new TypeError(`deadline must be a number of milliseconds, not ${String(limit)}`);
    this.limit = limit;
    this.until = Date.now() + limit;
  }
}

/**
 * Options whose deadline begins now, for a call that makes several requests.
 *
 * @template {object} T
 * @param {Client} client
 * @param {T} options
 * @returns {T}
 */
function begun(client, options) {
  /** @type {any} */
  const limit = /** @type {any} */ (options).deadline ?? client.options.deadline;
  if (limit === undefined || limit === null || limit.until !== undefined) return options;
  return { ...options, deadline: new Deadline(limit) };
}

/**
 * Sends a request whose deadline begins now.
 *
 * @param {Client} client
 * @param {SentParams} params
 * @param {unknown} limit
 * @param {Client['request']} request
 */
async function bounded(client, params, limit, request) {
  const deadline = /** @type {any} */ (new Deadline(limit));
  return request.call(client, { ...params, deadline });
}

/**
 * The deadline as Rust takes it, by the clock that requests are dated with.
 *
 * @param {any} deadline
 * @param {import('../index').ClientOptions} options
 */
function crossing({ limit, until }, options) {
  return [until + (Number(options.amendTimeSkewed) || 0), limit];
}

/**
 * Waits for a promise, unless the signal speaks or the deadline passes before.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {SentParams} params
 * @returns {Promise<T>}
 */
function waited(promise, { deadline, signal }) {
  return new Promise((resolve, reject) => {
    /** @type {any} */
    const bound = deadline;
    const timer =
      bound && setTimeout(() => end(reject, deadlineError(bound.limit)), bound.until - Date.now());
    const stop = () => end(reject, abortError(signal?.reason));
    /**
     * @param {(value: any) => void} settle
     * @param {unknown} value
     */
    const end = (settle, value) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      settle(value);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    promise.then(
      (value) => end(resolve, value),
      (error) => end(reject, error)
    );
  });
}

/** @param {number} limit milliseconds */
function deadlineError(limit) {
  const message = `the call has not ended within its deadline of ${limit}ms`;
  const error = Object.assign(new Error(message), { code: 'DeadlineError', status: -2 });
  error.name = 'DeadlineError';
  return error;
}

module.exports = { begun, bounded, crossing, deadlineError, waited };
