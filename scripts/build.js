'use strict';

/** `npm run build`: the addon with full optimisation; `--debug` builds it as the tests use it. */

const { runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');

runScript(() => prepare({ release: !process.argv.includes('--debug'), emulator: false }));
