'use strict';

/** `npm run compat`: makes each call on ali-oss and on this library, prints the results and writes them into docs/COMPAT.md. */

const fs = require('node:fs');
const path = require('node:path');
const { resultsIn } = require('../__test__/compat/harness/document');
const { ROOT, step } = require('./lib/command');
const { runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');
const say = require('./lib/say');

const DOCUMENT = path.join(ROOT, 'docs/COMPAT.md');
const TESTS = path.join(ROOT, '__test__/compat/compat.test.js');

async function main() {
  await prepare({ emulator: false });
  say.heading('Comparing with ali-oss');
  const env = { UPDATE_COMPAT: '1', OSS_EMULATOR_HOST: '' };
  await step('every case, twice', process.execPath, ['--test', '--test-reporter=spec', TESTS], { env });
  say.line(`\n${resultsIn(fs.readFileSync(DOCUMENT, 'utf8'))}\n`);
  say.line(`  written to ${path.relative(ROOT, DOCUMENT)}`);
}

runScript(main);
