'use strict';

const assert = require('node:assert/strict');
const say = require('../lib/say');
const { ok, refused } = require('./check');
const { fixedTokenClient, tokenClient, userClient } = require('./clients');

const KEY = 'notes/hello.txt';
const TEXT = Buffer.from('hello from the RAM user\n');
const QUARTER = 15 * 60;

/** The policy of the guide's second program. */
const READ_ONLY = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: ['oss:Get*'], Resource: ['acs:oss:*:*:my-bucket/*'] }],
};

/** What a token may do, and for how long. */
async function showToken(emulator) {
  say.heading('A read-only token of 15 minutes');
  await userClient().put(KEY, TEXT);
  // The service refuses a request whose date is more than 15 minutes off before it looks at the token. So the clock first
  // goes back, and each move stays within that.
  await emulator.setClock(-8);
  const reader = await fixedTokenClient(READ_ONLY, QUARTER);
  const renewing = await tokenClient(READ_ONLY, QUARTER);

  assert.deepEqual((await reader.get(KEY)).content, TEXT);
  ok(`reads ${KEY}`);
  const write = await refused(reader.put(KEY, Buffer.from('overwritten')), 'AccessDenied', 403);
  ok(`may not write: ${write.status} ${write.code}: ${write.message}`);
  const removal = await refused(reader.delete(KEY), 'AccessDenied', 403);
  ok(`may not delete: ${removal.status} ${removal.code}`);

  await emulator.setClock(+8);
  say.line('  (the clock of the emulator goes 16 minutes forward)');
  const late = await refused(reader.get(KEY), 'SecurityTokenExpired', 403);
  ok(`has expired: ${late.status} ${late.code}: ${late.message}`);
  assert.deepEqual((await renewing.get(KEY)).content, TEXT);
  ok('a client with refreshSTSToken takes a new one and reads on');
  await emulator.setClock(0);
}

module.exports = { showToken };
