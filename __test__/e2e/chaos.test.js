'use strict';

// A tenth of all attempts fails at random, and nothing is lost, doubled, mixed or left behind (docs/RETRIES.md).
// `CHAOS_OPERATIONS` and `CHAOS_SEED` say how many operations, with which random numbers.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { startEmulator } = require('../support/emulator.js');
const { Chaos } = require('../support/chaos.js');
const { clientOf } = require('../support/reached.js');

const OPERATIONS = Number(process.env.CHAOS_OPERATIONS || 2000);
const SEED = Number(process.env.CHAOS_SEED || 20261124);
const IN_FLIGHT = 64;
const RATE = 0.1;
const BUCKET = 'chaos';

/** What strikes, in equal shares of the rate. */
const FAULTS = [
  { type: 'reset' },
  { type: 'status', status: 500, code: 'InternalError' },
  { type: 'status', status: 503, code: 'ServiceUnavailable', retry_after: 1 },
  { type: 'stall' },
  { type: 'lose_reply' },
];

let emulator;

before(async () => {
  emulator = await startEmulator();
});

after(() => emulator.stop());

/** A rule is drawn only for the requests that those before it have spared. */
async function unleash() {
  const share = RATE / FAULTS.length;
  for (const [at, action] of FAULTS.entries())
    await emulator.addFault({ action, rate: share / (1 - share * at), seed: SEED + at });
}

test(`${OPERATIONS} operations, ${IN_FLIGHT} in flight, seed ${SEED}`, async () => {
  const client = clientOf(emulator, { bucket: BUCKET, timeout: 1000, retryMax: 3 });
  await client.putBucket(BUCKET);
  const chaos = new Chaos(client, SEED);
  await unleash();
  const start = performance.now();
  await chaos.run(OPERATIONS, IN_FLIGHT);
  const seconds = (performance.now() - start) / 1000;
  await emulator.clearFaults();
  const { calls, errors } = chaos;
  const requests = (await emulator.journal()).at(-1).sequence;
  console.log(
    `chaos: seed ${SEED}, ${OPERATIONS} operations in ${seconds.toFixed(1)} s (${chaos.summary()}): ` +
      `${calls} calls, ${requests} requests, ${errors.length} errors`
  );
  assert.ok(requests > calls * 1.05, `${requests} requests for ${calls} calls: hardly any were repeated`);
  for (const error of errors) {
    assert.ok(error instanceof Error && Array.isArray(error.attempts), String(error));
    assert.ok(error.attempts.length > 0, `${error.stack}`);
  }
  await chaos.checkObjects();
  await chaos.checkLogs();
  await chaos.checkUploads();
});
