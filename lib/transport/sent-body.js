'use strict';

const { Readable } = require('node:stream');
const { nextCall, outcomeOf, port } = require('../native');

/** The body of a request that Rust has: of a file, or of a stream whose bytes it counts and checks. */
class SentBody extends Readable {
  #relay;

  /** @param {number} relay */
  constructor(relay) {
    super({ highWaterMark: 256 * 1024 });
    this.#relay = relay;
  }

  /** @override */
  _read() {
    const call = nextCall();
    port().readDownload(call, this.#relay);
    outcomeOf(call).then(({ body, error }) => {
      if (this.destroyed) return;
      if (error) this.destroy(new Error(error.message));
      else this.push(body);
    });
  }
}

module.exports = { SentBody };
