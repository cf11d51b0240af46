'use strict';

/** What `require` of one module costs in this process, which has loaded nothing else: `require-once.js MODULE`. */

const stop = require('./cpu').start();
require(process.argv[2]);
const used = stop();

process.stdout.write(`${JSON.stringify({ ops: 1, ...used })}\n`);
// Some modules leave timers behind.
process.exit();
