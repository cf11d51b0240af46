'use strict';

const { ours } = require('./clients.js');
const { DEMO } = require('./emulator.js');

/** A client, ours unless told otherwise, that speaks to an emulator under the real host names. */
function clientOf(emulator, options, library = ours) {
  const common = { ...DEMO.user, region: DEMO.region, timeout: 20_000 };
  return library.reach(emulator.port, (way) => new library.OSS({ ...common, ...options, ...way }));
}

/** What a call rejects with. */
async function failureOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('the call succeeded');
}

/** The requests that the emulator has had, as `METHOD target`, and how to read them anew. */
async function requestsOf(emulator) {
  return (await emulator.journal()).map(({ method, target }) => `${method} ${target}`);
}

module.exports = { clientOf, failureOf, requestsOf };
