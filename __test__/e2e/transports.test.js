'use strict';

// What the core does about failures it does on each transport: the same requests, the same results (docs/RETRIES.md).

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { closeAgents, transports } = require('../support/clients.js');
const { startEmulator } = require('../support/emulator.js');
const { clientOf, failureOf, requestsOf } = require('../support/reached.js');
const { tempDir } = require('../support/temp.js');

const BUCKET = 'carried';
const BYTES = Buffer.from(
  Uint32Array.from({ length: 500_000 }, (_, i) => Math.imul(i, 2_654_435_761)).buffer
);
const BUSY = { type: 'status', status: 503, code: 'ServiceUnavailable' };

let emulator;
let dir;

before(async () => {
  emulator = await startEmulator();
  dir = tempDir();
});

after(async () => {
  closeAgents();
  dir.remove();
  await emulator.stop();
});

const strike = (operation, action, times = 1) => emulator.addFault({ operation, times, action });

/** The requests of a call, as method and range. */
async function during(call) {
  const before = (await requestsOf(emulator)).length;
  await call();
  return (await requestsOf(emulator)).slice(before).map((request) => request.split(' ')[0]);
}

for (const [name, library] of Object.entries(transports)) {
  describe(name, () => {
    let client;

    before(async () => {
      await emulator.reset();
      client = clientOf(emulator, { bucket: BUCKET, timeout: 2000, retryMax: 2 }, library);
      await client.putBucket(BUCKET);
      await client.put('big', BYTES);
    });

    test('a busy service is asked again, with the same body', async () => {
      for (const body of [Buffer.from('small'), BYTES, dir.write('body', BYTES)]) {
        await strike('PutObject', BUSY, 2);
        assert.deepEqual(await during(() => client.put('again', body)), ['PUT', 'PUT', 'PUT']);
      }
      assert.ok((await client.get('again')).content.equals(BYTES));
    });

    test('an error tells of the attempts', async () => {
      await strike('GetObject', BUSY, 3);
      const error = await failureOf(client.get('big'));
      assert.equal(error.code, 'ServiceUnavailable');
      assert.deepEqual(
        error.attempts.map(({ status }) => status),
        [503, 503, 503]
      );
    });

    test('requestErrorRetryHandle is asked', async () => {
      const asked = [];
      client.options.requestErrorRetryHandle = (error) => asked.push(error.code) < 2;
      try {
        await strike('GetObject', BUSY, 3);
        await failureOf(client.get('big'));
      } finally {
        client.options.requestErrorRetryHandle = undefined;
        await emulator.clearFaults();
      }
      assert.deepEqual(asked, ['ServiceUnavailable', 'ServiceUnavailable']);
    });

    test('a wrong clock costs one request', async () => {
      await emulator.admin('PUT', '/clock', { offset_ms: 3_600_000 });
      try {
        const fresh = clientOf(emulator, { bucket: BUCKET }, library);
        assert.deepEqual(await during(() => fresh.head('big')), ['HEAD', 'HEAD']);
        assert.deepEqual(await during(() => fresh.head('big')), ['HEAD']);
      } finally {
        await emulator.resetClock();
      }
    });

    test('an append whose reply was lost is looked up', async () => {
      await strike('AppendObject', { type: 'lose_reply' });
      const result = await client.append('log', Buffer.from('once'));
      assert.equal(result.nextAppendPosition, '4');
      assert.equal(String((await client.get('log')).content), 'once');
    });

    test('a stream that breaks off goes on', async () => {
      await strike('GetObject', { type: 'truncate', after: 1_234_567, end: 'reset' });
      const { stream } = await client.getStream('big');
      assert.ok(Buffer.concat(await stream.toArray()).equals(BYTES));
    });

    // What urllib reads itself it reads once; a broken one is another attempt, or an error.
    if (name !== 'urllib') {
      test('so do Buffers and files', async () => {
        await strike('GetObject', { type: 'truncate', after: 1_234_567 });
        assert.ok((await client.get('big')).content.equals(BYTES));
        await strike('GetObject', { type: 'truncate', after: 1_234_567 });
        await client.get('big', dir.path('big'));
        assert.ok(dir.read('big').equals(BYTES));
      });
    }
  });
}
