'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const OSS = require('../..');
const { later } = require('../../lib/later');

/** Folders whose `index.js` tells which methods are in which file, and files there that are shared by others. */
const FOLDERS = {
  objects: ['replacing.js', 'sub-resource.js'],
  buckets: ['lifecycle-rules.js', 'params.js'],
  multipart: [],
  live: [],
  helpers: [],
  transfers: ['local-path.js', 'many.js', 'order.js', 'patterns.js', 'run.js'],
};
/** Exported for a neighbour, not for callers. */
const SHARED = ['folderOf', 'partData', 'withoutWhole'];

test('a method is read when it is called, and gets its client, its arguments and its result', () => {
  let reads = 0;
  const family = later(() => {
    reads += 1;
    return {
      both(a, b) {
        return [this, a, b];
      },
    };
  }, ['both']);
  assert.strictEqual(reads, 0);
  assert.strictEqual(family.both.name, 'both');
  assert.deepStrictEqual(family.both(1, 2), [family, 1, 2]);
  assert.strictEqual(reads, 1);
});

for (const [folder, shared] of Object.entries(FOLDERS)) {
  test(`the table of lib/${folder} names the methods of its files`, () => {
    const directory = path.join(__dirname, '../../lib', folder);
    const files = fs.readdirSync(directory).filter((file) => file !== 'index.js' && !shared.includes(file));
    const found = files.flatMap((file) => Object.keys(require(path.join(directory, file))));
    const named = Object.keys(require(directory));
    assert.deepStrictEqual(named.sort(), found.filter((name) => !SHARED.includes(name)).sort());
    for (const name of named) assert.strictEqual(OSS.prototype[name].name, name);
  });
}
