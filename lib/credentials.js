'use strict';

/** @import { Client, Failure } from './types' */

const { channel } = require('node:diagnostics_channel');

/** How long a call waits for a refresh that is due while the credential may still be good. */
const PATIENCE = 5000;
/** Pause after the first failed refresh; doubles up to the limit. */
const PAUSE = 1000;
const LONGEST_PAUSE = 60000;

/** Codes by which the service says that a token is no longer good. */
const REFUSED = new Set(['SecurityTokenExpired', 'InvalidSecurityToken', 'InvalidAccessKeyId']);

/** Tells of refreshes: `{ client, status: 'refreshed' | 'failed', error? }`. */
const events = channel('ali-oss-native:credentials');

/** @type {WeakMap<Client, { pending: Promise<void> | null, startedAt: number, failures: number, notBefore: number }>} */
const states = new WeakMap();

/** @param {Client} client */
function stateOf(client) {
  let state = states.get(client);
  if (!state) {
    state = { pending: null, startedAt: 0, failures: 0, notBefore: 0 };
    states.set(client, state);
  }
  return state;
}

/**
 * Whether the client has a token and a way to get another.
 *
 * @param {Client} client
 */
function canRefresh(client) {
  return Boolean(client.options.stsToken) && typeof client.options.refreshSTSToken === 'function';
}

/**
 * Resolves when the client's credential can be used; undefined when it can be at once, so that a call goes on in the turn
 * that it was made in, before its caller can change or transfer the bytes.
 *
 * A credential that is known to have expired is refreshed first, and the call fails if that fails. One whose interval is
 * over is refreshed too, but as it may still be good, the call goes on with it after an error or after five seconds.
 *
 * @param {Client} client
 */
function whenFresh(client) {
  if (!canRefresh(client)) return undefined;
  const now = Date.now();
  if (hasExpired(client, now)) return refreshNow(client);
  if (now - Number(client.stsTokenFreshTime) < client.options.refreshSTSTokenInterval) return undefined;
  const state = stateOf(client);
  if (!state.pending && now < state.notBefore) return undefined;
  const refreshed = refreshNow(client).catch(() => {});
  const left = PATIENCE - (now - state.startedAt);
  return left > 0 ? atMost(refreshed, left) : undefined;
}

/**
 * @param {Client} client
 * @param {number} now
 */
function hasExpired(client, now) {
  const { expiration } = client.options;
  if (!expiration) return false;
  const time = Number(new Date(expiration));
  return !Number.isNaN(time) && now >= time;
}

/**
 * Whether the service refused the token of a client that can get another.
 *
 * @param {Client} client
 * @param {Failure} error
 */
function refusedToken(client, error) {
  return canRefresh(client) && error.kind === 'service' && REFUSED.has(error.code ?? '');
}

/**
 * Refreshes the credential once for all who ask meanwhile; rejects when the refresh fails.
 *
 * @param {Client} client
 */
function refreshNow(client) {
  const state = stateOf(client);
  if (!state.pending) {
    state.startedAt = Date.now();
    state.pending = refresh(client).then(
      () => {
        Object.assign(state, { pending: null, failures: 0, notBefore: 0 });
        if (events.hasSubscribers) events.publish({ client, status: 'refreshed' });
      },
      (error) => {
        const pause = Math.min(PAUSE * 2 ** state.failures, LONGEST_PAUSE);
        Object.assign(state, { pending: null, failures: state.failures + 1, notBefore: Date.now() + pause });
        if (events.hasSubscribers) events.publish({ client, status: 'failed', error });
        throw error;
      }
    );
  }
  return state.pending;
}

/** @param {Client} client */
async function refresh(client) {
  const given = await client.options.refreshSTSToken?.();
  /** @type {Record<string, any>} */
  const credential = {};
  for (const [key, value] of Object.entries(given ?? {}))
    credential[key.charAt(0).toLowerCase() + key.slice(1)] = value;
  if (credential.securityToken) credential.stsToken = credential.securityToken;
  for (const key of ['accessKeySecret', 'accessKeyId', 'stsToken']) {
    if (!(key in credential)) throw new Error(`refreshSTSToken must return contains ${key}`);
  }
  // An expiry that came with the last credential says nothing of this one.
  if (!('expiration' in credential)) delete client.options.expiration;
  Object.assign(client.options, credential);
  client.stsTokenFreshTime = new Date();
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

module.exports = { canRefresh, whenFresh, refusedToken, refreshNow };
