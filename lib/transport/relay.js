'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Failure, Reply, WireRequest } from '../types' */

const { nextCall, outcomeOf, port } = require('../native');

/**
 * One request on its way, and what came of it.
 *
 * @typedef {object} Exchange
 * @property {any} [result] what the caller's `urllib` gave
 * @property {(request: WireRequest, relay: number) => void} send
 * @property {() => void} close gives the exchange up unless it has ended
 * @property {(reply: Reply) => void} describe adds to a reply what Rust was not told of it
 * @property {(client: Client, reply: Reply & { error: Failure }, params: OSS.RequestParams, source?: unknown) => Error | Promise<Error>} errorOf
 */

/** Carries out what Rust asks for during one operation: an exchange for each attempt. */
class Relay {
  /** The number by which Rust knows it. */
  number = nextCall();
  /** @type {Exchange | undefined} the last one */
  exchange = undefined;
  #make;

  /** @param {() => Exchange} make */
  constructor(make) {
    this.#make = make;
  }

  /** Sends requests until no more can follow: the operation is over, and so is the body of its reply. */
  async run() {
    for (;;) {
      const call = nextCall();
      port().nextRequest(call, this.number);
      const { request, givenUp } = /** @type {any} */ (await outcomeOf(call));
      if (request) {
        this.exchange = this.#make();
        this.exchange.send(request, this.number);
      } else {
        this.exchange?.close();
        if (!givenUp) break;
      }
    }
    port().closeRelay(this.number);
  }
}

module.exports = { Relay };
