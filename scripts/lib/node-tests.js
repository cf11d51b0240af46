'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { run } = require('node:test');
const { spec: Spec } = require('node:test/reporters');
const { ROOT } = require('./command');
const { Failure } = require('./failure');

/** Runs all `*.test.js` below these folders of `__test__`, each file in a process of its own. */
async function nodeTier(folders) {
  const files = folders.flatMap((folder) => testFiles(path.join(ROOT, '__test__', folder)));
  if (files.length === 0) return 0;
  const count = { passed: 0, failed: 0, skipped: 0 };
  const tests = run({ files, concurrency: true });
  tests.on('test:pass', (event) => {
    if (!isTest(event)) return;
    count[event.skip === undefined && event.todo === undefined ? 'passed' : 'skipped'] += 1;
  });
  // A suite that fails tells of its tests, or of a hook.
  tests.on('test:fail', ({ details }) => {
    if (details.error?.failureType !== 'subtestsFailed') count.failed += 1;
  });
  for await (const text of tests.compose(new Spec())) process.stdout.write(text);
  if (count.failed > 0) throw new Failure(`${count.failed} failed, ${count.passed} passed`);
  if (count.skipped > 0) throw new Failure(`${count.skipped} were skipped, which does not count as passed`);
  return count.passed;
}

function testFiles(folder) {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return testFiles(place);
      return entry.name.endsWith('.test.js') ? [place] : [];
    })
    .sort();
}

/** Suites are no tests, and neither is a file, which is reported as one when it has none. */
function isTest({ name, details }) {
  return details.type !== 'suite' && !name.endsWith('.test.js');
}

module.exports = { nodeTier };
