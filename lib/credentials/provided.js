'use strict';

/** @import { Client } from '../types' */

const { cacheOf } = require('./cache');

/**
 * `whenFresh` of a client that has a provider: `client.options` holds its credential when the call goes on.
 *
 * @param {Client} client
 * @returns {Promise<void> | undefined}
 */
function whenFresh(client) {
  const cache = cacheOf(/** @type {any} */ (client.options.credentials));
  const waiting = cache.whenFresh(client);
  if (waiting) return waiting.then(() => adopt(client, cache));
  adopt(client, cache);
  return undefined;
}

/**
 * Gives the client another credential than the one that the service refused: one that another client has fetched
 * meanwhile, or a new one.
 *
 * @param {Client} client
 */
async function refreshNow(client) {
  const cache = cacheOf(/** @type {any} */ (client.options.credentials));
  if (cache.current?.stsToken === client.options.stsToken) await cache.refresh(client);
  adopt(client, cache);
}

/**
 * @param {Client} client
 * @param {{ current: import('./cache').Credential | undefined }} cache
 */
function adopt(client, { current }) {
  const { options } = client;
  if (
    !current ||
    (options.accessKeyId === current.accessKeyId &&
      options.accessKeySecret === current.accessKeySecret &&
      options.stsToken === current.stsToken)
  )
    return;
  Object.assign(options, current);
  client.stsTokenFreshTime = new Date();
}

module.exports = { whenFresh, refreshNow };
