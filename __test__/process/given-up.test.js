'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');
const { startEmulator } = require('../support/emulator.js');

const CHILD = path.join(__dirname, 'children/given-up.js');
/** How many bodies; `npm run test:soak` says 10,000. */
const COUNT = Number(process.env.OSS_GIVEN_UP ?? 1000);
const MIB = 1024 * 1024;
/** What an allocator may keep. */
const SLACK = 16 * MIB;

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.stop());

for (const kind of ['downloads', 'uploads']) {
  test(`${COUNT} ${kind} that are given up leave nothing behind`, async (t) => {
    const args = [String(emulator.port), kind, String(COUNT)];
    const result = await runChild(CHILD, args, { execArgv: ['--expose-gc'], limit: 600_000 });
    assertEnded(result);
    const { early, late, works } = JSON.parse(result.stdout);
    const show = ({ descriptors, rss, sockets }) =>
      `${(rss / MIB).toFixed(1)} MiB, ${descriptors} descriptors, ${sockets} sockets`;
    t.diagnostic(`after a fifth: ${show(early)}; at the end: ${show(late)}`);
    assert.ok(works);
    assert.ok(late.rss - early.rss <= SLACK, `${show(early)}; ${show(late)}`);
    // Idle connections come and go.
    assert.ok(Math.abs(late.sockets - early.sockets) <= 20, `${show(early)}; ${show(late)}`);
    assert.ok(Math.abs(late.descriptors - early.descriptors) <= 20, `${show(early)}; ${show(late)}`);
  });
}
