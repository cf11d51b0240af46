'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { refreshNow, whenFresh } = require('../credentials');
const { timeOf } = require('../credentials/read');

/** Seconds that a URL is good for unless told otherwise. */
const DEFAULT_EXPIRES = 900;
/** Seven days, the most that the service allows. */
const LONGEST_EXPIRES = 604800;

/**
 * A URL, signed with V4, for a request that anyone may make until it expires, and what the request must carry.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PresignOptions | null} [options]
 * @returns {Promise<OSS.PresignResult>}
 */
async function presign(name, options) {
  const { method = 'GET', expires = DEFAULT_EXPIRES, headers = {}, queries } = options ?? {};
  if (!Number.isInteger(expires) || expires < 1 || expires > LONGEST_EXPIRES) {
    throw new RangeError(
      `expires must be a number of seconds from 1 to ${LONGEST_EXPIRES}, but it is ${expires}`
    );
  }
  const given = Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([header, value]) => [header.toLowerCase(), String(value)])
  );
  await lasting(this, expires);
  const now = Date.now();
  const url = await this.signatureUrlV4(
    method,
    expires,
    { headers: given, queries },
    this._objectName(name),
    Object.keys(given)
  );
  return { url, method: method.toUpperCase(), headers: given, expiration: new Date(now + expires * 1000) };
}

/**
 * Makes sure that the token outlives the URL: another is fetched where one may live that long.
 *
 * @param {Client} client
 * @param {number} expires seconds
 */
async function lasting(client, expires) {
  await whenFresh(client);
  if (left(client) >= expires) return;
  const { credentials } = client.options;
  if (credentials && credentials !== 'anonymous') {
    const { life } = require('../credentials/cache').cacheOf(credentials);
    if (life >= expires * 1000) await refreshNow(client);
  }
  const seconds = left(client);
  if (seconds < expires) {
    throw new RangeError(
      `expires is ${expires} seconds, but the token that would sign the URL is good for ${seconds} seconds more`
    );
  }
}

/**
 * Seconds that the client's token is good for; infinite for keys, and where that is not known.
 *
 * @param {Client} client
 */
function left({ options, _native }) {
  const end = options.stsToken ? timeOf(options.expiration) : Number.NaN;
  if (Number.isNaN(end)) return Number.POSITIVE_INFINITY;
  return Math.floor((end - Date.now() - _native.current.clockOffset()) / 1000);
}

module.exports = { presign };
