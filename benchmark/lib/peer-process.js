'use strict';

/**
 * The process of one peer and one operation, run by Node.js or Bun: `peer-process.js PEER OPERATION PORT FOLDER`, where FOLDER
 * has the file `source` and room for others. Each line on standard input is `{"seconds":N}` or `{"calls":N}`; the answer is what a loop that long cost, or the
 * error.
 */

const readline = require('node:readline');
const calls = require('./calls');
const cpu = require('./cpu');
const loops = require('./loops');
const operations = require('./operations');

const [name, id, port, folder] = process.argv.slice(2);
const operation = operations.find((each) => each.id === id);

async function start() {
  const peer = require('../peers').find((each) => each.name === name);
  await peer.setup(Number(port));
  const call = await calls.prepare(peer, operation, Number(port), folder);
  return async (length) => {
    const stop = cpu.start();
    const ops = operation.inFlight
      ? await loops.inFlight(call, operation.inFlight, length)
      : await loops.inTurn(call, length);
    return { ops, ...stop(), peakBytes: process.resourceUsage().maxRSS * 1024 };
  };
}

const started = start();
// Told with the first answer instead.
started.catch(() => {});

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', async (line) => {
  let answer;
  try {
    const run = await started;
    answer = await run(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
// Idle connections must not keep the process, nor may it outlive the one that drives it.
lines.on('close', () => process.exit());
