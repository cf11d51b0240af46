'use strict';

/** `npm run bench`: sets up, measures, prints, writes RESULTS.md if all was measured, fails if an aim is missed. */

const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const operations = require('./lib/operations');

const USAGE = `usage: npm run bench -- [options]
  --quick         short rounds: shows that it works; figures are rough
  --only IDS      only these operations: ${operations.map(({ id }) => id).join(', ')}
  --peers NAMES   only these clients: ours, ali-oss, undici, bun-s3, aws-sdk, reqwest, hyper
  --rounds N      rounds per client
  --seconds S     length of a round
  --json FILE     writes the figures there too
  --no-check      exits with 0 even if an aim is missed
`;

/** Calls that send what is in a file. */
const FROM_A_FILE = ['putFile', 'putStream'];

/** Seconds, but for the counts `rounds` and `processes` (rounds of `require`). */
const FULL = { rounds: 7, seconds: 1.5, warmUp: 3, settle: 0.1, processes: 21 };
const QUICK = { rounds: 3, seconds: 0.3, warmUp: 1, settle: 0.05, processes: 5 };

function choose(list, all, key) {
  if (list === undefined) return all;
  const wanted = list.split(',');
  const unknown = wanted.find((name) => !all.some((each) => each[key] === name));
  if (unknown !== undefined) throw new TypeError(`unknown: ${unknown}`);
  return all.filter((each) => wanted.includes(each[key]));
}

function positive(text, fallback, whole) {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!(value > 0) || (whole && !Number.isInteger(value))) {
    throw new TypeError(`must be a ${whole ? 'whole ' : ''}number above 0: ${text}`);
  }
  return value;
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      peers: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'string' },
      'no-check': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const timing = { ...(values.quick ? QUICK : FULL) };
  timing.rounds = positive(values.rounds, timing.rounds, true);
  timing.seconds = positive(values.seconds, timing.seconds, false);
  const complete = !(values.quick || values.only || values.peers || values.rounds || values.seconds);
  return { ...values, operations: choose(values.only, operations, 'id'), timing, complete };
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

async function main(options) {
  // Only after this are the peers there to be loaded.
  const environment = require('./lib/setup').setup();
  const peers = choose(options.peers, require('./peers'), 'name');
  const { measure } = require('./lib/measure');
  const report = require('./lib/report');
  const files = require('./lib/files');

  const machine = require('./lib/machine').describe(environment.runtimes);
  const sink = await require('./lib/sink').start(environment.native);
  const results = [];
  const folder = files.makeFolder();
  try {
    const context = { ...environment, port: sink.port, sink, folder };
    if (options.operations.some(({ call }) => FROM_A_FILE.includes(call))) {
      await files.fetchSource(sink.port, folder, 1 << 30);
    }
    for (const operation of options.operations) {
      const result = await measure(operation, peers, context, options.timing, progress);
      progress('');
      process.stdout.write(`${report.operation(result)}\n`);
      results.push(result);
    }
  } finally {
    await sink.close();
    files.removeFolder(folder);
  }

  const aims = require('./lib/aims').check(results);
  if (aims.length > 0) process.stdout.write(report.aims(aims));
  if (options.quick) process.stdout.write('Quick run: measured before the JIT compiler is done, so rough.\n');
  const run = {
    machine,
    sink: sink.place,
    timing: options.timing,
    peers: peers.map(({ name, does }) => ({ name, does })),
    results,
    aims,
  };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(run, null, 2)}\n`);
  const measured = aims.every(({ ratio }) => ratio !== null);
  if (options.complete && measured) writeFileSync(path.join(__dirname, 'RESULTS.md'), report.results(run));
  return aims.every(({ met }) => met) || options['no-check'] ? 0 : 1;
}

let options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exit(2);
}
if (options.help) {
  process.stdout.write(USAGE);
} else {
  main(options).then(
    (status) => {
      process.exitCode = status;
    },
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exitCode = 1;
    }
  );
}
