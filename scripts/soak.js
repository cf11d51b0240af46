'use strict';

/**
 * `npm run test:soak [-- SEED]`: the emulator is killed a hundred times under load and compared with its model for twenty
 * seeds, uploads and downloads are killed two hundred times each, and the client lives through chaos; every time with other random
 * numbers, unless a seed is given.
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

async function main() {
  const seed = readSeed(process.argv.slice(2));
  const seeds = Array.from({ length: MODEL_SEEDS }, (_, index) => seed + index);
  say.heading(`Soak, seed ${seed} (again: npm run test:soak -- ${seed})`);
  const kills = { OSS_KILLS: String(KILLS), OSS_KILL_SEED: String(seed) };
  const results = [
    await soak(`${KILLS} kills`, ['--test', 'server', 'kill'], kills),
    await soak(`model, ${MODEL_SEEDS} seeds`, ['--test', 'model'], { OSS_MODEL_SEEDS: seeds.join() }),
    await killTransfers(seed),
  ];
  results.push(await soakChaos(seed));
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
  const start = Date.now();
  const show = (text) => say.passing(`  ${title} … ${text}`);
  show('');
  const { code, stdout, stderr } = await run('cargo', args, { env, onLine: show });
  say.clear();
  const passed = code === 0 && passedRustTests(stdout) > 0;
  if (!passed) say.line(`${stdout}${stderr}`.trimEnd());
  for (const [line] of stdout.matchAll(/^(seed \d+|before kill \d+): .*/gm)) say.line(`    ${line}`);
  say.line(`  ${title}: ${passed ? 'passed' : 'FAILED'} (${say.duration(Date.now() - start)})`);
  return passed;
}

/** Shows what the client came to while a tenth of its attempts failed; says whether nothing was lost, doubled or left. */
async function soakChaos(seed) {
  const { emulator } = await prepare();
  const env = {
    OSS_EMULATOR_BINARY: emulator,
    CHAOS_OPERATIONS: String(CHAOS_OPERATIONS),
    CHAOS_SEED: String(seed),
  };
  const start = Date.now();
  const args = ['--test', '--test-reporter=spec', '__test__/e2e/chaos.test.js'];
  const { code, stdout, stderr } = await run(process.execPath, args, { env });
  if (code !== 0) say.line(`${stdout}${stderr}`.trimEnd());
  for (const [, told] of stdout.matchAll(/(chaos: .*)$/gm)) say.line(`    ${told}`);
  const title = `${CHAOS_OPERATIONS} operations of chaos`;
  say.line(`  ${title}: ${code === 0 ? 'passed' : 'FAILED'} (${say.duration(Date.now() - start)})`);
  return code === 0;
}

/** Kills uploads and downloads at random moments; says whether the same call, made again, always put it right. */
async function killTransfers(seed) {
  const { emulator } = await prepare();
  const title = `${TRANSFER_KILLS} kills of uploads, ${TRANSFER_KILLS} of downloads`;
  const env = {
    OSS_EMULATOR_BINARY: emulator,
    OSS_TRANSFER_KILLS: String(TRANSFER_KILLS),
    OSS_TRANSFER_KILL_SEED: String(seed),
  };
  const test = path.join(ROOT, '__test__/process/transfers-killed.test.js');
  const start = Date.now();
  const show = (text) => say.passing(`  ${title} … ${text}`);
  const { code, stdout, stderr } = await run(process.execPath, ['--test', test], { env, onLine: show });
  say.clear();
  if (code !== 0) say.line(`${stdout}${stderr}`.trimEnd());
  for (const [, line] of stdout.matchAll(/^# ((?:upload|download): .*)/gm)) say.line(`    ${line}`);
  say.line(`  ${title}: ${code === 0 ? 'passed' : 'FAILED'} (${say.duration(Date.now() - start)})`);
  return code === 0;
}

runScript(main);
