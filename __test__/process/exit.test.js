'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');
const { REQUESTS } = require('./children/requests.js');

const EXIT = path.join(__dirname, 'children/exit.js');
const IDLE = path.join(__dirname, 'children/idle.js');

for (const kind of [...Object.keys(REQUESTS), 'all']) {
  test(`process.exit in the middle of a request: ${kind}`, async () => {
    assertEnded(await runChild(EXIT, ['exit', kind]), 7);
  });
}

test('an uncaught exception in the middle of requests', async () => {
  const result = await runChild(EXIT, ['throw', 'all']);
  assertEnded(result, 1);
  assert.match(result.stderr, /nobody catches this/);
});

test('a request on the way keeps the process until it is settled', async () => {
  const result = await runChild(EXIT, ['answer', 'head']);
  assertEnded(result);
  // The connection broke, and the retries found nobody.
  assert.deepEqual(result.stdout.trim().split('\n'), ['RequestError', 'answered']);
});

test('idle clients do not keep the process', async () => {
  const result = await runChild(IDLE, [], { limit: 10_000 });
  assertEnded(result);
  assert.equal(result.stdout.trim(), String(Object.keys(REQUESTS).length));
});
