'use strict';

/** @import OSS from '../index' */
/** @import { Client, Failure, Reply } from './types' */

const { stopWith } = require('./abort');
const { outcomeError } = require('./errors');
const { outcomeOf, port } = require('./native');

/**
 * Lets `requestErrorRetryHandle` say whether a failed attempt is followed by another, as often as Rust asks; gives what the call
 * comes to.
 *
 * @param {Client} client
 * @param {number} call
 * @param {Reply} reply what the attempt came to
 * @param {OSS.RequestParams} params
 * @param {(reply: Reply & { error: Failure }, params: OSS.RequestParams) => Error | Promise<Error>} [errorOf]
 * @returns {Promise<Reply>}
 */
async function consulted(client, call, reply, params, errorOf = outcomeError) {
  while (reply.ask) {
    const outcome = outcomeOf(call);
    const leave = params.signal && stopWith(params.signal, call);
    try {
      port().answer(call, mayRepeat(client, await errorOf(/** @type {any} */ (reply), params)));
      reply = await outcome;
    } catch (error) {
      // What the function throws is what the call fails with.
      port().answer(call, false);
      await outcome;
      throw error;
    } finally {
      leave?.();
    }
  }
  return reply;
}

/**
 * @param {Client} client
 * @param {any} error
 */
function mayRepeat({ options }, error) {
  const handle = options.requestErrorRetryHandle;
  // It may have been taken away since the call began.
  if (typeof handle !== 'function') return true;
  return Boolean(handle(error));
}

module.exports = { consulted };
