'use strict';

const assert = require('node:assert/strict');

/** Asserts that a promise rejects with an Error that has these properties. */
async function rejects(promise, expected) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof Error);
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(error[key], value, `${key} of ${error}`);
    return true;
  });
}

module.exports = { rejects };
