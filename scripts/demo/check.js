'use strict';

const assert = require('node:assert/strict');
const say = require('../lib/say');

/** Prints that something was as expected. */
function ok(text) {
  say.line(`  ✓ ${text}`);
}

/** The call must be refused by the service with this code; returns the error. */
async function refused(call, code, status) {
  const error = await call.then(
    () => assert.fail(`expected ${code}, but the call succeeded`),
    (reason) => reason
  );
  if (error.code !== code) throw error;
  assert.equal(error.status, status);
  return error;
}

module.exports = { ok, refused };
