'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');
const { startEmulator } = require('../support/emulator.js');

const SCRIPT = path.join(__dirname, 'children/assume-role.js');
const CALLS = process.env.PROCESS_ASSUME_ROLE ?? '2000';

/** Growth that is none: heaps breathe, and so does a pool of 32 connections. */
const MEBIBYTES = 12;
const DESCRIPTORS = 4;

test(`${CALLS} calls of assumeRole hold no more at their end than after a fifth`, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.stop());
  const result = await runChild(SCRIPT, [emulator.origin, CALLS], {
    // V8's young generation grows and shrinks by tens of MiB, and would hide what is looked for.
    execArgv: ['--expose-gc', '--max-semi-space-size=1'],
    limit: 600_000,
  });
  assertEnded(result);
  const { early, late } = JSON.parse(result.stdout);
  const told = `after a fifth ${JSON.stringify(early)}, at the end ${JSON.stringify(late)}`;
  t.diagnostic(told);
  assert.ok(late.rss - early.rss <= MEBIBYTES, told);
  assert.ok(late.descriptors - early.descriptors <= DESCRIPTORS, told);
  assert.ok(late.sockets - early.sockets <= DESCRIPTORS, told);
});
