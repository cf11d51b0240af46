'use strict';

/** @import { ClientInput, Port, RelayedInput, TransportInput } from '../binding' */

const { binding } = require('./native');

/** The functions of the binding that take a client, as its methods. */
class NativeClient {
  #client;

  /**
   * @param {Port} port
   * @param {TransportInput} input
   */
  constructor(port, input) {
    this.#client = binding.createClient(port, input);
  }

  /** @param {ClientInput} input */
  configure(input) {
    binding.configureClient(this.#client, input);
  }

  /**
   * @param {number} call
   * @param {number} now Unix time in milliseconds
   * @param {string} what
   * @param {string | undefined} details
   * @param {Buffer | null} content
   */
  execute(call, now, what, details, content) {
    binding.execute(this.#client, call, now, what, details, content);
  }

  /**
   * @param {RelayedInput} relayed
   * @param {string} what
   * @param {string | undefined} details
   * @param {Buffer | null} content
   */
  executeThrough(relayed, what, details, content) {
    binding.executeThrough(this.#client, relayed, what, details, content);
  }

  /**
   * @param {number} call
   * @param {string} transfer as JSON
   * @param {Buffer | null} content
   */
  startTransfer(call, transfer, content) {
    binding.startTransfer(this.#client, call, transfer, content);
  }

  /**
   * @param {number} transfer
   * @param {number} question
   * @param {number} now Unix time in milliseconds
   * @param {number} [relay] by which JavaScript sends the request
   */
  answerTransfer(transfer, question, now, relay) {
    binding.answerTransfer(this.#client, transfer, question, now, relay);
  }

  /**
   * @param {string | undefined} bucket
   * @param {string | undefined} object
   * @param {(string | null)[]} query
   * @param {(string | null)[]} subresources
   */
  objectUrl(bucket, object, query, subresources) {
    return binding.objectUrl(this.#client, bucket, object, query, subresources);
  }

  /**
   * @param {string} what method, bucket, Unix time of expiry in seconds and key, a line each
   * @param {string | undefined} details
   */
  signUrlV1(what, details) {
    return binding.signUrlV1(this.#client, what, details);
  }

  /**
   * @param {string} what method, bucket, seconds and key, a line each
   * @param {number} now Unix time in milliseconds
   * @param {string | undefined} details
   */
  signUrlV4(what, now, details) {
    return binding.signUrlV4(this.#client, what, now, details);
  }

  /** Milliseconds by which the service's clock is ahead of ours, as far as it has said so. */
  clockOffset() {
    return binding.clockOffset(this.#client);
  }

  /** @param {Buffer} text */
  signText(text) {
    return binding.signText(this.#client, text);
  }

  /**
   * @param {string} policy
   * @param {number} date Unix time in milliseconds
   * @param {string} region
   */
  signPolicyV4(policy, date, region) {
    return binding.signPolicyV4(this.#client, policy, date, region);
  }

  /**
   * @param {string} what method, bucket, time and key, a line each
   * @param {string} details
   */
  authorizationV4(what, details) {
    return binding.authorizationV4(this.#client, what, details);
  }
}

module.exports = { NativeClient };
