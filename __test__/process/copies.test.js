'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');
const { tempDir } = require('../support/temp.js');

const ROOT = path.join(__dirname, '../..');
const SCRIPT = path.join(__dirname, 'children/copies.js');

const dir = tempDir();
after(() => dir.remove());

/** The package as npm installs it, with the addon beside it. */
function copyPackage(name) {
  const { files } = require('../../package.json');
  const addons = fs.readdirSync(ROOT).filter((file) => file.endsWith('.node'));
  for (const file of ['package.json', ...files, ...addons]) {
    const source = path.join(ROOT, file);
    if (fs.existsSync(source)) fs.cpSync(source, dir.path(name, file), { recursive: true });
  }
  return dir.path(name);
}

test('three copies of the package share a process and its workers', async () => {
  const result = await runChild(SCRIPT, [ROOT, copyPackage('one'), copyPackage('two')]);
  assertEnded(result);
  // Two requests a copy, in two rounds and two workers.
  assert.deepEqual(JSON.parse(result.stdout), { codes: [0, 0], requests: 24 });
});
