'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');

const SCRIPT = path.join(__dirname, 'children/buffer.js');

const ATTACKS = ['structuredClone', 'postMessage', 'collect'];
// Node 21 and later; it detaches memory that is marked as untransferable all the same.
if (ArrayBuffer.prototype.transfer) ATTACKS.push('ArrayBuffer.transfer');

for (const how of ATTACKS) {
  test(`64 MiB keep their bytes while they are sent: ${how}`, async () => {
    const result = await runChild(SCRIPT, [how], { execArgv: ['--expose-gc'] });
    assertEnded(result);
    const last = result.stdout.trim().split('\n').at(-1);
    assert.deepEqual(JSON.parse(last), { status: 200, intact: true }, result.stdout);
  });
}
