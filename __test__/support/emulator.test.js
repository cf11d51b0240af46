'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { startEmulator } = require('./emulator.js');

test('an emulator listens, keeps its own time, breaks on demand and stops', async () => {
  const emulator = await startEmulator();
  await emulator.setClock(1_000_000_000_000);
  const { now_ms: now } = await emulator.admin('GET', '/clock');
  assert.ok(now >= 1_000_000_000_000 && now < 1_000_000_060_000);
  await emulator.resetClock();
  await emulator.addFault({ action: { type: 'reset' }, times: 1 });
  await assert.rejects(fetch(emulator.origin));
  assert.equal((await fetch(emulator.origin)).status, 403);
  const targets = (await emulator.journal()).map(({ target }) => target);
  assert.ok(targets.includes('/'), JSON.stringify(targets));
  await assert.rejects(emulator.addFault({ nonsense: true }), /400 not a fault/);
  await emulator.stop();
  await assert.rejects(fetch(emulator.origin));
});
