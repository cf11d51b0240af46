'use strict';

// Transfers whose process is killed at a random moment: the same call, made again, ends with the right bytes, and what
// goes over the wire twice is at most what was under way.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const crypto = require('node:crypto');
const { once } = require('node:events');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { DEMO, startEmulator } = require('../support/emulator.js');
const { random } = require('../support/random.js');
const { tempDir } = require('../support/temp.js');
const OSS = require('../../index.js');

const SCRIPT = path.join(__dirname, 'children/transfer.js');
/** `npm run test:soak` asks for more, and for other moments. */
const KILLS = Number(process.env.OSS_TRANSFER_KILLS ?? 5);
const SEED = Number(process.env.OSS_TRANSFER_KILL_SEED ?? 20_231);

const PART = 100 * 1024;
const PARALLEL = 4;
const SIZE = 16 * PART + 1000;
/** A part takes about 50 milliseconds, so that there are moments to be killed at. */
const BYTES_PER_SECOND = 2_000_000;

const BUCKET = 'killed-bucket';
const bytes = crypto.createHash('shake256', { outputLength: SIZE }).update('killed').digest();
let emulator;
let dir;
let client;

before(async () => {
  emulator = await startEmulator();
  dir = tempDir();
  process.env.OSS_EMULATOR_HOST = `127.0.0.1:${emulator.port}`;
  client = new OSS({ ...DEMO.user, region: DEMO.region, bucket: BUCKET });
  await client.putBucket(BUCKET);
});

after(async () => {
  dir.remove();
  await emulator.stop();
});

/** Runs the call in a process, for so many milliseconds; says whether it came to its end. */
async function run(kind, file, limit) {
  const options = { kind, port: emulator.port, bucket: BUCKET, file, partSize: PART, parallel: PARALLEL };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors = child.stderr.toArray();
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  const begun = Date.now();
  const timer = limit !== undefined && setTimeout(() => child.kill('SIGKILL'), limit);
  const [code, signal] = await ended;
  clearTimeout(timer);
  assert.ok(code === 0 || signal === 'SIGKILL', `${code}: ${Buffer.concat(await errors)}`);
  return { whole: signal === null, time: Date.now() - begun };
}

/** Bytes of all requests of an operation, as they were announced: that of the body, or of the range. */
async function announced(operation) {
  const requests = (await emulator.journal()).filter((request) => request.operation === operation);
  return requests.reduce((sum, { head_base64: head }) => {
    const text = String(Buffer.from(head, 'base64'));
    const [, first, last] = /^range: bytes=(\d+)-(\d+)/im.exec(text) ?? [];
    const [, length] = /^content-length: (\d+)/im.exec(text) ?? [];
    return sum + (first === undefined ? Number(length) : Math.min(Number(last) + 1, SIZE) - Number(first));
  }, 0);
}

const KINDS = {
  upload: {
    operation: 'UploadPart',
    body: 'request',
    async prepare() {
      await client.delete('object');
      return dir.write('source', bytes);
    },
    there: () =>
      client.head('object').then(
        () => true,
        () => false
      ),
    async check() {
      assert.ok((await client.get('object')).content.equals(bytes));
      assert.deepEqual(dir.list(), ['source']);
      // One that was killed before it knew of its upload leaves that behind, empty.
      for (const { name, uploadId } of (await client.listUploads({})).uploads) {
        assert.deepEqual((await client.listParts(name, uploadId)).parts ?? [], []);
        await client.abortMultipartUpload(name, uploadId);
      }
    },
  },
  download: {
    operation: 'GetObject',
    body: 'reply',
    async prepare() {
      await client.put('object', bytes);
      return dir.write('target', 'old');
    },
    there: async () => dir.read('target').equals(bytes),
    async check() {
      assert.ok(dir.read('target').equals(bytes));
      assert.deepEqual(dir.list(), ['target']);
    },
  },
};

for (const [kind, { operation, body, prepare, there, check }] of Object.entries(KINDS)) {
  test(`${kind}: killed ${KILLS} times, seed ${SEED}`, async () => {
    const next = random(SEED);
    await emulator.addFault({
      operation,
      action: { type: 'slow', body, bytes_per_second: BYTES_PER_SECOND },
    });
    const { time } = await run(kind, await prepare());
    await check();
    let killed = 0;
    let resent = 0;
    while (killed < KILLS) {
      const file = await prepare();
      await emulator.admin('DELETE', '/journal');
      const moment = Math.round(next() * time);
      const first = await run(kind, file, moment);
      // It had done all by then, and perhaps not left yet: there is nothing to go on with.
      const kept = dir.list().some((name) => name.endsWith('.oss-checkpoint'));
      if (first.whole || (!kept && (await there()))) {
        await check();
        continue;
      }
      killed += 1;
      assert.ok((await run(kind, file)).whole);
      const again = (await announced(operation)) - SIZE;
      resent = Math.max(resent, again);
      assert.ok(again <= PARALLEL * PART, `killed after ${moment} ms: ${again} bytes more than there are`);
      await check();
      if (KILLS > 5)
        process.stdout.write(`${kind}, kill ${killed}: after ${moment} ms, ${again} bytes again\n`);
    }
    process.stdout.write(`${kind}: ${killed} kills, at most ${resent} bytes again\n`);
    await emulator.clearFaults();
    dir.remove();
    dir = tempDir();
  });
}
