'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { declaredAndUsed } = require('../support/declared');

const ROOT = path.join(__dirname, '../..');

/** The rows of docs/TYPES.md: the reason by the name. */
function documented() {
  const text = fs.readFileSync(path.join(ROOT, 'docs/TYPES.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (`.*?`) \| (.*) \|$/gm)];
  return new Map(
    rows.flatMap(([, names, reason]) => [...names.matchAll(/`(.*?)`/g)].map(([, name]) => [name, reason]))
  );
}

test('what @types/ali-oss declares is used by a program that compiles with our types, or documented as wrong', (t) => {
  const { declared, used } = declaredAndUsed(
    path.join(ROOT, 'node_modules/@types/ali-oss/index.d.ts'),
    path.join(ROOT, '__test__/types/drop-in/tsconfig.theirs.json')
  );
  const wrong = documented();
  const unused = [...declared].filter((name) => !used.has(name));
  assert.deepStrictEqual(
    unused.filter((name) => !wrong.has(name)),
    [],
    'neither used nor documented'
  );
  assert.deepStrictEqual(
    [...wrong.keys()].filter((name) => !declared.has(name)),
    [],
    'documented, but not declared'
  );
  t.diagnostic(`${declared.size} declarations, ${declared.size - unused.length} used; left out:`);
  for (const name of unused) t.diagnostic(`${name}: ${wrong.get(name)}`);
});
