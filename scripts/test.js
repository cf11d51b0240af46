'use strict';

/** `npm test [-- TIER…]`: builds everything and runs the tests; all tiers unless some are named. */

const { Failure, runScript } = require('./lib/failure');
const { nodeTier } = require('./lib/node-tests');
const { prepare } = require('./lib/prepare');
const { rustTests } = require('./lib/rust-tests');
const say = require('./lib/say');
const { typeTests } = require('./lib/type-tests');

/** Name, and what runs it: resolves with the number of tests that passed, or throws. */
const TIERS = {
  rust: rustTests,
  unit: () => nodeTier(['unit', 'support']),
  compat: () => nodeTier(['compat']),
  e2e: () => nodeTier(['e2e']),
  process: () => nodeTier(['process']),
  types: typeTests,
};

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in TIERS));
  if (unknown !== undefined) {
    throw new Failure(`there is no tier ${unknown}: npm test [-- ${Object.keys(TIERS).join(' | ')}]`);
  }
  const { emulator } = await prepare();
  // Tests that need a process of its own start this one.
  process.env.OSS_EMULATOR_BINARY = emulator;

  const results = [];
  for (const name of wanted.length > 0 ? wanted : Object.keys(TIERS)) {
    say.heading(`Tests: ${name}`);
    const start = Date.now();
    results.push({ name, ...(await attempt(TIERS[name])), ms: Date.now() - start });
  }
  say.heading('Summary');
  for (const { name, passed, problem, ms } of results) {
    say.line(`  ${name.padEnd(8)} ${problem ?? `${passed} passed`} (${say.duration(ms)})`);
  }
  if (results.some(({ problem }) => problem)) process.exitCode = 1;
}

/** A tier that fails does not keep the others from running. */
async function attempt(tier) {
  try {
    const passed = await tier();
    return passed > 0 ? { passed } : { problem: 'FAILED: there are no tests' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { problem: `FAILED: ${error.message}` };
  }
}

runScript(main);
