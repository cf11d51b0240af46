'use strict';

const binding = require('./load-binding');

/**
 * The one door to Rust for work that takes time.
 *
 * Each call gets a number; whatever has been finished since the last turn of the event loop comes back in one batch, as
 * JSON, so that one `JSON.parse` makes all values.
 */

/** @import { Reply } from './types' */

/** @type {Map<number, (reply: Reply) => void>} */
const waiting = new Map();
let lastCall = 0;

/** @type {InstanceType<typeof binding.Port> | undefined} */
let opened;

/** The way between this environment and Rust, opened by the first client. */
function port() {
  opened ??= new binding.Port(deliver);
  return opened;
}

/**
 * @param {string} text the outcomes
 * @param {Buffer[] | null} [buffers] what holds their bodies
 */
function deliver(text, buffers) {
  /** @type {(Reply & { call: number, buffer?: number, start?: number, end?: number })[]} */
  const replies = JSON.parse(text);
  for (let i = 0; i < replies.length; i++) {
    const reply = replies[i];
    const settle = waiting.get(reply.call);
    waiting.delete(reply.call);
    let body = null;
    if (buffers && reply.buffer !== undefined) {
      body = buffers[reply.buffer];
      if (reply.end !== undefined) body = body.subarray(reply.start, reply.end);
    }
    reply.body = body;
    if (settle) settle(reply);
    // What is no call's is a notice: a code and a message.
    else if (reply.call === 0) notice(/** @type {any} */ (reply));
  }
}

/** @param {{ code: string, message: string }} reply */
function notice({ code, message }) {
  require('./warn-once').warnOnce(code, message);
}

/** A number for the next call. */
function nextCall() {
  lastCall = lastCall === 0xffffffff ? 1 : lastCall + 1;
  return lastCall;
}

/**
 * What became of a native call that was started in this turn. An outcome is a value, also when the call failed.
 *
 * @param {number} call
 * @returns {Promise<Reply>}
 */
function outcomeOf(call) {
  return new Promise((resolve) => {
    waiting.set(call, resolve);
  });
}

/**
 * Hears all that is said under a number, which is not the number of a call.
 *
 * @param {number} number
 * @param {(reply: any) => void} hear
 * @returns {() => void} ends it
 */
function listen(number, hear) {
  const heard = (/** @type {Reply} */ reply) => {
    waiting.set(number, heard);
    hear(reply);
  };
  waiting.set(number, heard);
  return () => waiting.delete(number);
}

module.exports = { binding, listen, port, nextCall, outcomeOf };
