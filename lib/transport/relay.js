'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Failure, Reply, WireRequest } from '../types' */

const { outcomeError } = require('../errors');
const { nextCall, outcomeOf, port } = require('../native');

/**
 * One request on its way, and what came of it.
 *
 * @typedef {object} Exchange
 * @property {any} [result] what the caller's `urllib` gave
 * @property {unknown} [error] why there was no reply
 * @property {(request: WireRequest, relay: number, number: number) => void} send
 * @property {() => void} close gives the exchange up unless it has ended
 * @property {(reply: Reply) => boolean} brought whether a reply may be its own
 * @property {(reply: Reply) => void} describe adds to a reply what Rust was not told of it
 * @property {(client: Client, reply: Reply & { error: Failure }, params: OSS.RequestParams, source?: unknown) => Error | Promise<Error>} errorOf
 */

/** Carries out what Rust asks for during one operation: an exchange for each attempt, and for what has to be looked up. */
class Relay {
  /** The number by which Rust knows it. */
  number = nextCall();
  /** @type {Exchange[]} */
  #exchanges = [];
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
        const exchange = this.#make();
        exchange.send(request, this.number, this.#exchanges.push(exchange));
      } else if (givenUp !== undefined) {
        this.#exchanges[givenUp]?.close();
      } else {
        break;
      }
    }
    this.#exchanges.at(-1)?.close();
    port().closeRelay(this.number);
  }

  /**
   * Adds to a reply what Rust was not told of it.
   *
   * @param {Reply} reply
   */
  describe(reply) {
    const exchange = this.#exchangeOf(reply);
    exchange?.describe(reply);
    return exchange;
  }

  /**
   * The Error of an operation that failed.
   *
   * @param {Client} client
   * @param {Reply & { error: Failure }} reply
   * @param {OSS.RequestParams} params
   * @param {unknown} [source] what the source of the body failed with
   * @returns {Error | Promise<Error>}
   */
  errorOf(client, reply, params, source) {
    const exchange = this.describe(reply);
    return exchange ? exchange.errorOf(client, reply, params, source) : outcomeError(reply, params, source);
  }

  /**
   * The exchange that a reply, or its absence, is of: a lookup may have come after it.
   *
   * @param {Reply} reply
   */
  #exchangeOf(reply) {
    const newest = [...this.#exchanges].reverse();
    if (reply.status !== undefined) return newest.find((exchange) => exchange.brought(reply));
    return newest.find(({ error }) => messageOf(error) === reply.error?.message) ?? newest[0];
  }
}

/** @param {any} error */
function messageOf(error) {
  return String(error?.message ?? error);
}

module.exports = { Relay, messageOf };
