'use strict';

/** `npm run test:foreign [-- CLIENT…]`: clients of other makers drive the emulator; all unless some are named. */

const { buildEmulator } = require('./lib/build');
const { Failure, runScript } = require('./lib/failure');
const { CLIENTS, driveWith } = require('./lib/foreign-clients');
const { install } = require('./lib/install');
const say = require('./lib/say');

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in CLIENTS));
  if (unknown !== undefined) {
    throw new Failure(
      `there is no client ${unknown}: npm run test:foreign [-- ${Object.keys(CLIENTS).join(' | ')}]`
    );
  }
  say.heading('Setting up (the first time takes some minutes)');
  await install();
  const program = await buildEmulator();
  for (const client of wanted.length > 0 ? wanted : Object.keys(CLIENTS)) {
    say.heading(`Emulator driven by ${client}`);
    const start = Date.now();
    const outcome = await driveWith(client, program, (line) => say.passing(`  ${line}`));
    say.clear();
    show(outcome, Date.now() - start);
    if (outcome.problems.length > 0) process.exitCode = 1;
  }
}

function show({ report, problems }, ms) {
  const { version, cases, worlds, readBack, replies, errors, made, leftOut } = report;
  say.line(`  version ${version}, ${cases} cases, in ${worlds.join('; ')} (${say.duration(ms)})`);
  say.line(`  ${readBack} different assertions on read-back state`);
  say.line(`  ${errors} different assertions on errors`);
  say.line(`  ${replies} different assertions on other replies`);
  say.line(`  ${made} in all, since the cases are repeated in each of these worlds`);
  for (const { feature, reason } of leftOut) say.line(`  left out: ${feature}: ${reason}`);
  say.line(`  ${problems.length === 0 ? 'no failures' : `FAILED: ${problems.length}`}`);
  for (const problem of problems) say.line(`    ${problem.replaceAll('\n', '\n    ')}`);
}

runScript(main);
