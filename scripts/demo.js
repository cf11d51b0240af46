'use strict';

/** `npm run demo [-- PATH]`: sets everything up, then shows it at work. The demo itself is in scripts/demo/. */

const fs = require('node:fs');
const path = require('node:path');
const { Failure, runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');

async function main() {
  const [given, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || given?.startsWith('-')) throw new Failure('usage: npm run demo [-- PATH]');
  // npm runs scripts in the repository's folder and keeps the user's own here.
  const from = process.env.INIT_CWD ?? process.cwd();
  const source = given === undefined ? undefined : path.resolve(from, given);
  if (source && !fs.existsSync(source)) throw new Failure(`there is no ${source}`);
  const { emulator } = await prepare();
  const { demo } = require('./demo/index');
  if (!(await demo({ emulator, source }))) process.exitCode = 1;
}

runScript(main);
