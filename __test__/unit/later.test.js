'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const OSS = require('../..');
const families = require('../../lib/families');
const { later } = require('../../lib/later');

/** Folders of methods, and files there that are shared by others. */
const FOLDERS = {
  objects: ['delete-batch.js', 'replacing.js', 'sub-resource.js'],
  buckets: ['lifecycle-rules.js', 'params.js'],
  multipart: [],
  iterators: ['pages.js'],
  live: [],
  helpers: [],
  transfers: ['local-path.js', 'many.js', 'order.js', 'patterns.js', 'run.js'],
};
/** Exported for a neighbour, not for callers. */
const SHARED = ['folderOf', 'partData', 'withoutWhole'];

test('a method is read when it is called, and gets its client, its arguments and its result', () => {
  let reads = 0;
  const family = {
    both(a, b) {
      return [this, a, b];
    },
    other() {},
    mended() {},
  };
  const read = () => {
    reads += 1;
    return family;
  };
  const target = {};
  later(target, read, ['both', 'other', 'mended']);
  const { both } = target;
  const mine = () => {};
  target.mended = mine;
  assert.strictEqual(reads, 0);
  assert.deepStrictEqual(Object.keys(target), ['both', 'other', 'mended']);
  assert.strictEqual(both.name, 'both');
  assert.deepStrictEqual(target.both(1, 2), [target, 1, 2]);
  assert.strictEqual(reads, 1);

  assert.strictEqual(target.both, family.both);
  assert.strictEqual(target.other, family.other);
  assert.strictEqual(target.mended, mine, 'what someone has put there stays');
  assert.deepStrictEqual(both.call(5, 1, 2), [5, 1, 2], 'what was taken before still works');
});

test('the table of families names the methods of its files', () => {
  for (const [read, names] of families) {
    const found = Object.keys(read()).filter((name) => !SHARED.includes(name));
    assert.deepStrictEqual([...names].sort(), found.sort());
    for (const name of names) assert.strictEqual(OSS.prototype[name].name, name);
  }
});

test('no file of a folder of methods is forgotten', () => {
  const read = new Set(families.map(([file]) => /'\.\/(.*)'/.exec(file)[1]));
  for (const [folder, shared] of Object.entries(FOLDERS)) {
    const files = fs.readdirSync(path.join(__dirname, '../../lib', folder));
    for (const file of files.filter((each) => !shared.includes(each)))
      assert.ok(read.has(`${folder}/${path.basename(file, '.js')}`), `${folder}/${file}`);
  }
});
