'use strict';

/** `npm run bench:transfers [-- options]`: measures the release build; `--help` lists the options. */

const { main } = require('../benchmark/transfers');
const { runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');

runScript(async () => {
  if (!process.argv.includes('--help')) {
    const { emulator } = await prepare({ release: true });
    process.env.OSS_EMULATOR_BINARY = emulator;
  }
  await main();
});
