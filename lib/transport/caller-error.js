'use strict';

/** @import { Client } from '../types' */

const SITE = 'https://github.com/ali-sdk/ali-oss';

/** What ali-oss adds to the first sentence of a timeout. */
const ADVICE = new Map([
  [
    'ConnectionTimeoutError',
    `please increase the timeout or reduce the partSize, see more details at ${SITE}#connectiontimeouterror`,
  ],
  ['ResponseTimeoutError', `please increase the timeout, see more details at ${SITE}#responsetimeouterror`],
]);

/** Codes of Node by which no connection was made. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What an error of the caller's `urllib` means for a repetition: no connection, a broken one, or nothing that a repetition would
 * heal.
 *
 * @param {any} error
 */
function kindOf(error) {
  const { code, name, status } = error ?? {};
  if (name === 'ConnectionTimeoutError' || name === 'SocketAssignTimeoutError' || status === -2)
    return 'connect';
  if (name === 'RequestError' || UNCONNECTED.has(code)) return 'connect';
  return name !== 'ResponseTimeoutError' && status === -1 ? 'interrupted' : 'other';
}

/**
 * The Error that ali-oss makes of what its `urllib` throws.
 *
 * @param {Client} client
 * @param {any} thrown
 */
async function callerError(client, thrown) {
  const error = await client.requestError(thrown ?? {});
  const advice = ADVICE.get(error.name);
  if (advice) error.message = `${error.message.split(',')[0]}, ${advice}`;
  return error;
}

module.exports = { callerError, kindOf };
