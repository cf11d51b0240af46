'use strict';

/** `npm run bench [-- options]`: measures the release build; `--help` lists the options. */

const path = require('node:path');
const { runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');

runScript(async () => {
  if (!process.argv.includes('--help')) await prepare({ release: true, emulator: false });
  require(path.join(__dirname, '../benchmark/run.js'));
});
