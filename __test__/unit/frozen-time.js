'use strict';

const MINUTE = 60000;
const START = Date.UTC(2030, 0, 1);

/** Time stands still until the test ticks, or ends. */
function frozenTime(t) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: START });
}

/** Lets all that is ready run, without time passing. */
function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Whether a promise is still waiting. */
async function isPending(promise) {
  await settled();
  const marker = {};
  return (await Promise.race([promise, Promise.resolve(marker)])) === marker;
}

/** The token that a call of a client uses. */
async function tokenOf(client) {
  return new URL(await client.asyncSignatureUrl('a')).searchParams.get('security-token');
}

module.exports = { MINUTE, START, frozenTime, settled, isPending, tokenOf };
