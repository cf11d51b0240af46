'use strict';

// Downloads that break off go on behind the last byte, unseen (docs/RETRIES.md).

const assert = require('node:assert/strict');
const { Writable } = require('node:stream');
const { after, before, beforeEach, describe, test } = require('node:test');
const { startEmulator } = require('../support/emulator.js');
const { clientOf, failureOf } = require('../support/reached.js');
const { tempDir } = require('../support/temp.js');

const BUCKET = 'broken';
const SIZE = 3_000_000;
const MIDDLE = 1_234_567;
const BYTES = Buffer.from(
  Uint32Array.from({ length: SIZE / 4 }, (_, i) => Math.imul(i, 2_654_435_761)).buffer
);

const BREAKS = {
  'it ends': (after) => ({ type: 'truncate', after }),
  'it is reset': (after) => ({ type: 'truncate', after, end: 'reset' }),
  'it stalls': (after) => ({ type: 'stall', after }),
};
const PLACES = { start: 0, middle: MIDDLE, end: SIZE - 1 };

let emulator;
let client;
let dir;

before(async () => {
  emulator = await startEmulator();
  dir = tempDir();
});

after(async () => {
  dir.remove();
  await emulator.stop();
});

beforeEach(async () => {
  await emulator.reset();
  client = clientOf(emulator, { bucket: BUCKET, timeout: 1000, retryMax: 2 });
  await client.putBucket(BUCKET);
  await client.put('big', BYTES);
});

const breakOff = (action, times = 1) => emulator.addFault({ operation: 'GetObject', times, action });

/** Every way to read an object, to its bytes. */
const WAYS = {
  'a Buffer': async (options) => (await client.get('big', options)).content,
  'a file': async (options) => {
    await client.get('big', dir.path('big'), options);
    return dir.read('big');
  },
  'a Writable': async (options) => {
    const chunks = [];
    const into = new Writable({ write: (chunk, _, done) => done(null, chunks.push(chunk)) });
    into.pipe ??= () => {};
    await client.get('big', into, options);
    return Buffer.concat(chunks);
  },
  'a stream': async (options) => {
    const { stream } = await client.getStream('big', options);
    return Buffer.concat(await stream.toArray());
  },
};

/** The requests for the object, by their Range. */
async function ranges() {
  const requests = (await emulator.journal()).filter(({ method }) => method === 'GET');
  return requests.map(({ head_base64: head }) => {
    const text = Buffer.from(head, 'base64').toString('latin1');
    const header = (name) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1];
    return [header('range'), header('if-match')];
  });
}

/** Resolves when the newest GET has been answered as far as its head. */
async function underWay(seen) {
  for (;;) {
    const newest = (await emulator.journal()).findLast(({ method }) => method === 'GET');
    if (newest?.sequence > seen && newest.status === 200) return;
  }
}

for (const [way, read] of Object.entries(WAYS)) {
  describe(`into ${way}`, () => {
    for (const [how, fault] of Object.entries(BREAKS)) {
      for (const [where, at] of Object.entries(PLACES)) {
        test(`${how} at the ${where}`, async () => {
          await breakOff(fault(at));
          assert.ok((await read()).equals(BYTES));
          const [, second, ...more] = await ranges();
          assert.deepEqual(more, []);
          assert.match(second[0], /^bytes=\d+-2999999$/);
          assert.match(second[1], /^"[0-9A-F]{32}"$/);
        });
      }
    }

    test('a range goes on within itself', async () => {
      await breakOff(BREAKS['it ends'](1000));
      const bytes = await read({ headers: { Range: 'bytes=100-99999' } });
      assert.ok(bytes.equals(BYTES.subarray(100, 100_000)));
      const [, [range]] = await ranges();
      assert.match(range, /^bytes=\d+-99999$/);
    });

    test('it breaks off more often than there are retries, and gets on each time', async () => {
      await breakOff(BREAKS['it ends'](500_000), 5);
      assert.ok((await read()).equals(BYTES));
    });

    test('it gets nowhere', async () => {
      await breakOff(BREAKS['it ends'](0), 9);
      const error = await failureOf(read());
      assert.equal(error.name, 'ResponseError');
      assert.equal(error.attempts.length, 3);
      assert.ok(error.attempts.every(({ cause, remoteAddress }) => cause && remoteAddress));
    });

    test('the object becomes another one, or is deleted', async () => {
      dir.write('big', 'old');
      for (const [change, code] of [
        [() => client.put('big', Buffer.alloc(SIZE)), 'ObjectChanged'],
        [() => client.delete('big'), 'NoSuchKey'],
      ]) {
        await client.put('big', BYTES);
        await breakOff({ type: 'stall', after: MIDDLE });
        const seen = (await emulator.journal()).at(-1).sequence;
        const failed = failureOf(read({ timeout: 2000 }));
        await underWay(seen);
        await change();
        const error = await failed;
        assert.equal(error.code, code);
        assert.equal(error.attempts.length, 2);
        if (way === 'a file') assert.equal(String(dir.read('big')), 'old');
      }
    });

    test('a byte is wrong in the rest', async () => {
      await breakOff(BREAKS['it ends'](MIDDLE));
      await emulator.addFault({ operation: 'GetObject', action: { type: 'flip', at: 1_500_000 } });
      const error = await failureOf(read());
      assert.equal(error.code, 'CrcMismatch');
      assert.ok(error.attempts.length >= 1);
    });
  });
}

test('what is not as it is stored is not gone on with', async () => {
  const options = { headers: { 'Accept-Encoding': 'gzip' } };
  await breakOff(BREAKS['it ends'](MIDDLE));
  const { stream } = await client.getStream('big', options);
  const error = await failureOf(stream.toArray());
  assert.equal(error.name, 'ResponseError');
  assert.equal(error.attempts.length, 1);
  // Nobody has seen the bytes of a Buffer, so it is fetched anew.
  await breakOff(BREAKS['it ends'](MIDDLE));
  assert.ok((await client.get('big', options)).content.equals(BYTES));
});

test('without retries a download fails where it breaks off', async () => {
  client.options.retryMax = 0;
  await breakOff(BREAKS['it ends'](MIDDLE));
  const { stream } = await client.getStream('big');
  assert.equal((await failureOf(stream.toArray())).attempts.length, 1);
});
