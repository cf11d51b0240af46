'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');

const SCRIPT = path.join(__dirname, 'children/workers.js');
const WORKERS = process.env.PROCESS_WORKERS ?? '50';

test(`${WORKERS} workers are terminated in the middle of their requests`, async () => {
  const result = await runChild(SCRIPT, [WORKERS, '5'], { limit: 120_000 });
  assertEnded(result);
  assert.equal(result.stdout.trim(), 'still here');
});
