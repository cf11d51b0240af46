'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { CORE, FACADE } = require('../mutations/faults.js');

test('what each fault of the mutation check replaces is in its file, once', () => {
  const lost = [...FACADE, ...CORE].filter(({ file, find }) => {
    const text = fs.readFileSync(path.join(__dirname, '../..', file), 'utf8');
    return text.split(find).length !== 2;
  });
  assert.deepStrictEqual(
    lost.map(({ file, name }) => `${file}: ${name}`),
    []
  );
});
