'use strict';

/** @import { Client } from '../types' */

const { byOurNames, timeOf } = require('./read');
const { Refresh } = require('./refresh');

/** @type {WeakMap<Client, Refresh>} */
const refreshes = new WeakMap();

/** @param {Client} client */
function refreshOf(client) {
  let refresh = refreshes.get(client);
  if (!refresh) {
    refresh = new Refresh(() => replace(client));
    refreshes.set(client, refresh);
  }
  return refresh;
}

/**
 * `whenFresh` of a client that has a `refreshSTSToken`.
 *
 * @param {Client} client
 * @returns {Promise<void> | undefined}
 */
function whenFresh(client) {
  const { options } = client;
  const now = Date.now();
  if (now >= timeOf(options.expiration)) return refreshNow(client);
  if (now - Number(client.stsTokenFreshTime) < options.refreshSTSTokenInterval) return undefined;
  return refreshOf(client).withPatience(client, now);
}

/** @param {Client} client */
function refreshNow(client) {
  return refreshOf(client).now(client);
}

/** @param {Client} client */
async function replace(client) {
  const credential = byOurNames(await client.options.refreshSTSToken?.());
  for (const key of ['accessKeySecret', 'accessKeyId', 'stsToken']) {
    if (!(key in credential)) throw new Error(`refreshSTSToken must return contains ${key}`);
  }
  // An expiry that came with the last credential says nothing of this one.
  if (!('expiration' in credential)) delete client.options.expiration;
  Object.assign(client.options, credential);
  client.stsTokenFreshTime = new Date();
}

module.exports = { whenFresh, refreshNow };
