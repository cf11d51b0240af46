'use strict';

/**
 * The process of one client and one direction: `transfer-process.js CLIENT DIRECTION PORT FOLDER COUNT MIB`. Moves so many files at a
 * time, and prints as one line of JSON what the event loop and the main thread had of it.
 */

const fs = require('node:fs');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: pause } = require('node:timers/promises');
const { ACCOUNTS } = require('../../scripts/lib/emulator');
const { agentTo } = require('../../__test__/support/agents');
const cpu = require('./cpu');

const [name, direction, port, folder, count, mib] = process.argv.slice(2);
const BUCKET = 'bench-bucket';
const PART = 8 * 1024 * 1024;
/** Without anything to do: the resolution of the timer, and what else the machine does. */
const IDLE = 3000;

const CLIENTS = {
  ours() {
    process.env.OSS_EMULATOR_HOST = `127.0.0.1:${port}`;
    const client = new (require('../..'))(options());
    return {
      upload: (key, file) => client.upload(key, file),
      download: (key, file) => client.download(key, file),
      client,
    };
  },
  'ali-oss'() {
    const agent = agentTo(require('node:http').Agent, Number(port));
    const client = new (require('ali-oss'))({ ...options(), agent });
    return {
      upload: (key, file) => client.multipartUpload(key, file, { partSize: PART, parallel: 5 }),
      download: (key, file) => client.get(key, file),
      client,
    };
  },
};

function options() {
  return { ...ACCOUNTS.user, region: ACCOUNTS.region, bucket: BUCKET, timeout: 120_000 };
}

/** The delays of the event loop while `work` runs, in milliseconds. */
async function watch(work) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await work();
  delays.disable();
  return { p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
}

async function main() {
  const moving = CLIENTS[name]();
  await moving.client.putBucket(BUCKET);
  const size = Number(mib) * 1024 * 1024;
  const source = path.join(folder, 'source');
  if (!fs.existsSync(source)) fs.writeFileSync(source, Buffer.alloc(size, 'ali-oss-native'));
  const keys = Array.from({ length: Number(count) }, (_, i) => `object-${i}`);
  const move = (key) =>
    direction === 'upload' ? moving.upload(key, source) : moving.download(key, path.join(folder, key));
  // The code is loaded and compiled, the connections are there.
  if (direction === 'download') await Promise.all(keys.map((key) => moving.upload(key, source)));
  await move(keys[0]);
  const idle = await watch(() => pause(IDLE));
  const busy = await watch(() => Promise.all(keys.map(move)));
  // Watching wakes the main thread a thousand times a second, so what it uses is measured without.
  const stop = cpu.start();
  await Promise.all(keys.map(move));
  const used = stop();
  for (const key of direction === 'download' ? keys : []) {
    const got = fs.statSync(path.join(folder, key)).size;
    if (got !== size) throw new Error(`${key} has ${got} bytes`);
    fs.rmSync(path.join(folder, key));
  }
  process.stdout.write(`${JSON.stringify({ idle, busy, bytes: size * keys.length, ...used })}\n`);
  process.exit();
}

main();
