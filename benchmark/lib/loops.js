'use strict';

/** Synchronous calls between two looks at the clock. */
const BATCH = 32;

/** Keeps `lanes` calls running until the time or their number is reached, and says how many there were. */
exports.inFlight = async (call, lanes, { seconds = Infinity, calls = Infinity }) => {
  const end = performance.now() + seconds * 1000;
  let ops = 0;
  const lane = async () => {
    while (ops < calls && performance.now() < end) await call(ops++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return ops;
};

/** Calls one after the other until the time is over or their number reached; waits only for those that return a promise. */
exports.inTurn = async (call, { seconds = Infinity, calls = Infinity }) => {
  const end = performance.now() + seconds * 1000;
  let ops = 0;
  do {
    for (let index = 0; index < BATCH && ops < calls; index++) {
      const result = call(ops++);
      if (typeof result?.then === 'function') {
        await result;
        if (performance.now() >= end) return ops;
      }
    }
  } while (ops < calls && performance.now() < end);
  return ops;
};
