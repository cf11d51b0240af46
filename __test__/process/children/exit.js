'use strict';

// Ends while requests are on the way. Arguments: how it ends, and the kind of request, or `all`.

const { once } = require('node:events');
const { startRecorder } = require('../../support/recorder.js');
const { REQUESTS, startAll } = require('./requests.js');

const SILENT = { never: true };
const STALLED = { body: Buffer.alloc(1 << 20), stall: 1 << 16 };

const ENDINGS = {
  exit: () => process.exit(7),
  throw: () => {
    throw new Error('nobody catches this');
  },
  // What is on the way keeps the process; what is idle does not.
  answer: (recorder) => {
    process.on('exit', () => console.log('answered'));
    recorder.close();
  },
};

async function main(ending, kind) {
  const recorder = await startRecorder([kind === 'get' ? STALLED : SILENT]);
  const arrived = once(recorder, 'head');
  if (kind === 'all') startAll(recorder.port, 'exit');
  else REQUESTS[kind](recorder.port, 'exit').catch((error) => console.log(error.name));
  await arrived;
  // Out of the promise, so that a throw is an uncaught exception.
  setImmediate(ENDINGS[ending], recorder);
}

main(...process.argv.slice(2));
