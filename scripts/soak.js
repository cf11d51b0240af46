'use strict';

/**
 * `npm run test:soak [-- SEED]`: the emulator is killed a hundred times under load and compared with its model for twenty
 * seeds, processes that upload in parts are killed a hundred times, uploads and downloads two hundred times each, and the client lives
 * through chaos; every time with other random numbers, unless a seed is given.
 */

const { randomInt } = require('node:crypto');
const path = require('node:path');
const { ROOT, run } = require('./lib/command');
const { Failure, runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');
const { passedRustTests } = require('./lib/rust-tests');
const say = require('./lib/say');

const KILLS = 100;
const MODEL_SEEDS = 20;
const CHAOS_OPERATIONS = 20_000;
const TRANSFER_KILLS = 200;
const TRANSFERS = 'process/transfers-killed.test.js';

async function main() {
  const seed = readSeed(process.argv.slice(2));
  const seeds = Array.from({ length: MODEL_SEEDS }, (_, index) => seed + index);
  const { emulator } = await prepare();
  say.heading(`Soak, seed ${seed} (again: npm run test:soak -- ${seed})`);
  const kills = { OSS_KILLS: String(KILLS), OSS_KILL_SEED: String(seed) };
  const results = [
    await soak(`${KILLS} kills`, ['--test', 'server', 'kill'], kills),
    await soak(`model, ${MODEL_SEEDS} seeds`, ['--test', 'model'], { OSS_MODEL_SEEDS: seeds.join() }),
    await soakNode(emulator, `${KILLS} kills of uploads in parts`, 'process/upload-kills.test.js', {
      UPLOAD_KILLS: String(KILLS),
      UPLOAD_KILL_SEED: String(seed),
    }),
    await soakNode(
      emulator,
      `${TRANSFER_KILLS} kills of uploads, ${TRANSFER_KILLS} of downloads`,
      TRANSFERS,
      {
        OSS_TRANSFER_KILLS: String(TRANSFER_KILLS),
        OSS_TRANSFER_KILL_SEED: String(seed),
      }
    ),
    // A tenth of the attempts fails: nothing may be lost, doubled or left.
    await soakNode(emulator, `${CHAOS_OPERATIONS} operations of chaos`, 'e2e/chaos.test.js', {
      CHAOS_OPERATIONS: String(CHAOS_OPERATIONS),
      CHAOS_SEED: String(seed),
    }),
  ];
  if (results.includes(false)) throw new Failure(`the soak failed for seed ${seed}`);
}

function readSeed(args) {
  if (args.length === 0) return randomInt(2 ** 32);
  const seed = Number(args[0]);
  if (args.length > 1 || !/^\d+$/.test(args[0]) || !Number.isSafeInteger(seed + MODEL_SEEDS)) {
    throw new Failure(`${args.join(' ')} is not a seed: npm run test:soak [-- WHOLE NUMBER]`);
  }
  return seed;
}

/** Runs tests of the emulator and shows what they tell of each kill and seed; says whether they passed. */
async function soak(title, tests, env) {
  const args = ['test', '-p', 'oss-emulator', '--locked', ...tests, '--', '--nocapture', '--test-threads=1'];
  const told = /^(seed \d+|before kill \d+): .*/gm;
  return show(title, () => run('cargo', args, { env, onLine: passingLine(title) }), passedRustTests, told);
}

/** Runs a file of tests of the client and shows what it tells; says whether it passed. */
async function soakNode(emulator, title, file, more) {
  const env = { OSS_EMULATOR_BINARY: emulator, ...more };
  const args = ['--test', '--test-reporter=tap', path.join(ROOT, '__test__', file)];
  const passed = (stdout) => Number(/^# pass (\d+)$/m.exec(stdout)?.[1] ?? 0);
  const told = /(?<=^ *# )(object-\d+|upload|download|chaos): .*/gm;
  return show(title, () => run(process.execPath, args, { env, onLine: passingLine(title) }), passed, told);
}

const passingLine = (title) => (text) => say.passing(`  ${title} … ${text}`);

/** Runs tests and shows what they tell; says whether they passed, and that there were any. */
async function show(title, tests, countPassed, told) {
  const start = Date.now();
  passingLine(title)('');
  const { code, stdout, stderr } = await tests();
  say.clear();
  const passed = code === 0 && countPassed(stdout) > 0;
  if (!passed) say.line(`${stdout}${stderr}`.trimEnd());
  for (const [line] of stdout.matchAll(told)) say.line(`    ${line}`);
  say.line(`  ${title}: ${passed ? 'passed' : 'FAILED'} (${say.duration(Date.now() - start)})`);
  return passed;
}

runScript(main);
