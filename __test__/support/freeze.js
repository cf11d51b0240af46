'use strict';

// A `Date` that stands still, so that two clients sign the same instant. Timers are not touched.

const RealDate = globalThis.Date;
const INSTANT = RealDate.parse('2026-11-23T12:34:56.123Z');

/** Replaces the global `Date` until the returned function is called. */
function freezeDate(instant = INSTANT) {
  class FrozenDate extends RealDate {
    constructor(...args) {
      super(...(args.length ? args : [instant]));
    }

    static now() {
      return instant;
    }
  }
  // `Date()` without `new` stays a string, and `Date.name` stays `Date`.
  globalThis.Date = new Proxy(FrozenDate, {
    apply: () => new RealDate(instant).toString(),
    get: (target, key) => (key === 'name' ? 'Date' : Reflect.get(target, key)),
  });
  return function thaw() {
    globalThis.Date = RealDate;
  };
}

module.exports = { INSTANT, freezeDate };
