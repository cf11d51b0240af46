'use strict';

const binding = require('./load-binding');

/**
 * The one door to Rust for work that takes time.
 *
 * Each call gets a number; whatever has been finished since the last turn of the event loop comes back in one batch of
 * `number, text, body` triples. Texts are JSON, so that one `JSON.parse` makes the whole value.
 */

/** @import { Outcome } from './types' */

/** @type {Map<number, (outcome: Outcome) => void>} */
const waiting = new Map();
let lastCall = 0;

/** @type {InstanceType<typeof binding.Port> | undefined} */
let opened;

/** The way between this environment and Rust, opened by the first client. */
function port() {
  opened ??= new binding.Port(deliver);
  return opened;
}

/** @param {any[]} batch */
function deliver(batch) {
  for (let i = 0; i < batch.length; i += 3) {
    const settle = waiting.get(batch[i]);
    waiting.delete(batch[i]);
    settle?.({ reply: JSON.parse(batch[i + 1]), body: batch[i + 2] });
  }
}

/**
 * Starts a native call and waits for what became of it. An outcome is a value, also when the call failed.
 *
 * @param {(call: number) => void} start hands the call's number to the native method
 * @returns {Promise<Outcome>}
 */
function submit(start) {
  return new Promise((resolve, reject) => {
    lastCall = lastCall === 0xffffffff ? 1 : lastCall + 1;
    const call = lastCall;
    try {
      start(call);
      waiting.set(call, resolve);
    } catch (error) {
      reject(error);
    }
  });
}

module.exports = { binding, port, submit };
