'use strict';

// A process that uploads in parts is killed at random points, and a new one goes on from the checkpoint it has kept, until the
// object is there: byte for byte. UPLOAD_KILLS says how often, UPLOAD_KILL_SEED repeats a run.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const crypto = require('node:crypto');
const { once } = require('node:events');
const path = require('node:path');
const readline = require('node:readline');
const { after, before, test } = require('node:test');
const OSS = require('../../index.js');
const { DEMO, startEmulator } = require('../support/emulator.js');
const { tempDir } = require('../support/temp.js');

const SCRIPT = path.join(__dirname, 'children/upload.js');
const BUCKET = 'upload-kills';
const KILLS = Number(process.env.UPLOAD_KILLS ?? 6);
const SEED = Number(process.env.UPLOAD_KILL_SEED ?? 1);
const KILLS_AN_OBJECT = 4;
const PARTS = 30;
const SIZE = PARTS * 100 * 1024 + 17;

const dir = tempDir();
let emulator;
let client;

before(async () => {
  emulator = await startEmulator();
  const endpoint = `http://localhost:${emulator.port}`;
  client = new OSS({ ...DEMO.user, region: DEMO.region, endpoint, sldEnable: true, bucket: BUCKET });
  await client.putBucket(BUCKET);
});

after(async () => {
  dir.remove();
  await emulator.stop();
});

/** Whole numbers below `limit`, the same for the same seed. */
function numbers(seed) {
  let count = 0;
  return (limit) => {
    const digest = crypto.createHash('sha256').update(`${seed} ${count++}`).digest();
    return digest.readUInt32BE() % limit;
  };
}

/**
 * Runs the upload; with `stop` it is killed so many milliseconds after so many lines. Returns whether it came to its end, and
 * the lines.
 */
async function upload(key, file, kept, stop) {
  const args = [SCRIPT, String(emulator.port), BUCKET, key, file, kept];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'close');
  const lines = [];
  const kill = () => setTimeout(() => child.kill('SIGKILL'), stop.ms);
  if (stop?.lines === 0) kill();
  readline.createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    if (lines.length === stop?.lines) kill();
  });
  const [code, signal] = await exit;
  assert.ok(code === 0 || signal === 'SIGKILL', `ended with ${code ?? signal}`);
  return { ended: code === 0, lines };
}

test(`an upload that is killed ${KILLS} times goes on, and its objects are whole (seed ${SEED})`, async (t) => {
  const below = numbers(SEED);
  let kills = 0;
  for (let object = 0; kills < KILLS; object += 1) {
    const key = `object-${object}`;
    const bytes = crypto.createHash('shake256', { outputLength: SIZE }).update(`${SEED} ${key}`).digest();
    const file = dir.write(key, bytes);
    const kept = dir.path(`${key}.checkpoint`);
    let ended = false;
    for (let n = 0; n < KILLS_AN_OBJECT && kills < KILLS && !ended; n += 1) {
      const run = await upload(key, file, kept, { lines: below(Math.ceil(PARTS / 3)), ms: below(25) });
      ended = run.ended;
      if (!ended) kills += 1;
    }
    if (!ended) {
      const started = dir.exists(`${key}.checkpoint`) ? JSON.parse(dir.read(`${key}.checkpoint`)) : undefined;
      const { lines } = await upload(key, file, kept);
      const todo = PARTS + 1 - (started?.doneParts.length ?? 0);
      // A line before the first part when it begins anew, and one when the whole is there.
      assert.ok(lines.length <= todo + 2, `${lines.length} lines for ${todo} parts`);
    }
    const { content } = await client.get(key);
    assert.ok(content.equals(bytes), `${key} is not what was uploaded`);
    t.diagnostic(`${key}: whole after ${kills} kills`);
  }
});
