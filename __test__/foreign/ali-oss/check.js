'use strict';

const { isDeepStrictEqual, inspect } = require('node:util');

/**
 * Counts the assertions of a suite by kind: `state`, what was read back from the server by a call of its own; `error`,
 * what a call that must fail gives; `reply`, anything else. One assertion counts once however many worlds repeat it.
 */
class Tally {
  #seen = { state: new Set(), error: new Set(), reply: new Set() };
  failures = [];
  made = 0;

  /** The assertions of one case in one world. */
  check(world, name) {
    return new Check({
      note: (kind, what) => {
        this.made += 1;
        const key = `${name}: ${what}`;
        this.#seen[kind].add(key);
      },
      fail: (message) => this.failures.push({ world, name, message }),
    });
  }

  report() {
    const { state, error, reply } = this.#seen;
    return {
      readBack: state.size,
      errors: error.size,
      replies: reply.size,
      made: this.made,
      failures: this.failures,
    };
  }
}

class Check {
  #tally;

  constructor(tally) {
    this.#tally = tally;
  }

  /** State that was read back is as expected: equal, or matched by a pattern. */
  state(what, actual, expected) {
    this.#compare('state', what, actual, expected);
  }

  /** Each of these fields of the state is as expected; each counts. */
  states(what, actual, expected) {
    for (const [field, value] of Object.entries(expected))
      this.state(`${what}, ${field}`, actual?.[field], value);
  }

  reply(what, actual, expected) {
    this.#compare('reply', what, actual, expected);
  }

  /** The call fails with an error of these fields. */
  async error(what, call, expected) {
    let caught;
    try {
      await (typeof call === 'function' ? call() : call);
    } catch (error) {
      caught = error;
    }
    const shown = Object.fromEntries(Object.keys(expected).map((field) => [field, caught?.[field]]));
    const wanted = Object.fromEntries(
      Object.entries(expected).map(([field, value]) => [
        field,
        value instanceof RegExp && value.test(shown[field]) ? shown[field] : value,
      ])
    );
    this.#compare('error', what, caught && shown, wanted);
  }

  #compare(kind, what, actual, expected) {
    this.#tally.note(kind, what);
    const holds =
      expected instanceof RegExp
        ? typeof actual === 'string' && expected.test(actual)
        : isDeepStrictEqual(actual, expected);
    if (!holds) this.#tally.fail(`${what}: expected ${inspect(expected)}, found ${inspect(actual)}`);
  }
}

module.exports = { Tally };
