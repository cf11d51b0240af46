'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { nextCall, outcomeOf } = require('./native');

/**
 * Refuses further calls, waits for those under way, and closes the connections. Streams that are still read stay readable.
 *
 * @this {Client}
 * @returns {Promise<void>}
 */
async function close() {
  const call = nextCall();
  this._native.current.close(call);
  await outcomeOf(call);
}

/**
 * What the connections of this client are doing and have done.
 *
 * @this {Client}
 * @returns {OSS.ClientStats}
 */
function stats() {
  return this._native.current.stats();
}

module.exports = { close, stats };
