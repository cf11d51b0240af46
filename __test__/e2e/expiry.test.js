'use strict';

// What happens at the moment a token expires (F2): ali-oss and ours against tokens of the emulator that really end.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { DEMO, startEmulator } = require('../support/emulator.js');
const { freezeDate } = require('../support/freeze.js');

const CALLS = 1000;
const LIFE = 900;

let emulator;

before(async () => {
  emulator = await startEmulator();
  await make(ours, { ...DEMO.user }).putBucket('my-bucket');
  await make(ours, { ...DEMO.user }).put('a', Buffer.from('a'));
});

after(async () => {
  closeAgents();
  await emulator.stop();
});

function make(library, options) {
  return library.reach(
    emulator.port,
    (way) => new library.OSS({ region: DEMO.region, bucket: 'my-bucket', ...way, ...options })
  );
}

/** A token of the emulator by the names of ali-oss, with its end. */
async function issue() {
  const sts = new ours.OSS.STS({ ...DEMO.user, endpoint: emulator.origin });
  const { credentials } = await sts.assumeRole(DEMO.roleArn, null, LIFE, 'expiry');
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
    expiration: credentials.Expiration,
  };
}

/** Runs at a time when a token of just now has ended, for the emulator and here. */
async function afterTheEnd(run) {
  const later = Date.now() + (LIFE + 10) * 1000;
  await emulator.setClock(later);
  const thaw = freezeDate(later);
  try {
    await emulator.admin('DELETE', '/journal');
    return await run();
  } finally {
    thaw();
    await emulator.resetClock();
  }
}

/** What became of calls at once, and how many requests carried a token. */
async function crowd(client, calls, token) {
  const outcomes = await Promise.allSettled(Array.from({ length: calls }, () => client.head('a')));
  const journal = await emulator.journal();
  const heads = journal
    .filter((entry) => entry.method === 'HEAD')
    .map((entry) => Buffer.from(entry.head_base64, 'base64').toString('latin1'));
  return {
    failed: outcomes.filter(({ status }) => status === 'rejected').length,
    sent: heads.length,
    withOldToken: heads.filter((head) => head.includes(token)).length,
  };
}

test('of a hundred calls of ali-oss most go out with the token that has ended, and fail', async () => {
  const { expiration: _, ...old } = await issue();
  await afterTheEnd(async () => {
    let refreshes = 0;
    const client = make(theirs, {
      ...old,
      refreshSTSTokenInterval: 1000,
      async refreshSTSToken() {
        refreshes += 1;
        return issue();
      },
    });
    client.stsTokenFreshTime = new Date(Date.now() - LIFE * 1000);
    const seen = await crowd(client, 100, old.stsToken);
    assert.ok(seen.failed >= 90 && seen.withOldToken >= 90, JSON.stringify(seen));
    assert.equal(refreshes, 1);
  });
});

for (const [kind, options] of Object.entries({
  'refreshSTSToken, expiry known': (old, refresh) => ({ ...old, refreshSTSToken: refresh }),
  'refreshSTSToken, interval due': ({ expiration: _, ...old }, refresh) => ({
    ...old,
    refreshSTSTokenInterval: 0,
    refreshSTSToken: refresh,
  }),
  'a provider': (old, refresh) => {
    let given = old;
    return {
      async credentials() {
        const credential = given ?? (await refresh());
        given = undefined;
        return credential;
      },
    };
  },
})) {
  test(`of ${CALLS} calls of ours none does: one refresh (${kind})`, async () => {
    const old = await issue();
    let refreshes = 0;
    const client = make(ours, {
      ...options(old, async () => {
        refreshes += 1;
        return issue();
      }),
    });
    if (client.options.credentials) await client.head('a');
    await afterTheEnd(async () => {
      const seen = await crowd(client, CALLS, old.stsToken);
      assert.deepEqual(seen, { failed: 0, sent: CALLS, withOldToken: 0 });
      assert.equal(refreshes, 1);
    });
  });
}

test('a token whose end is not known is refreshed once when the service refuses it', async () => {
  const { expiration: _, ...old } = await issue();
  let refreshes = 0;
  const client = make(ours, {
    ...old,
    async refreshSTSToken() {
      refreshes += 1;
      return issue();
    },
  });
  await afterTheEnd(async () => {
    client.stsTokenFreshTime = new Date();
    const seen = await crowd(client, 200, old.stsToken);
    assert.equal(seen.failed, 0);
    assert.equal(refreshes, 1);
  });
});

test('where the refresh fails, calls whose token has ended fail with it and send nothing', async () => {
  const old = await issue();
  const reason = new Error('no answer');
  const client = make(ours, { ...old, refreshSTSToken: () => Promise.reject(reason) });
  await afterTheEnd(async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => client.head('a')));
    assert.ok(outcomes.every((outcome) => outcome.reason === reason));
    assert.equal((await emulator.journal()).filter((entry) => entry.method === 'HEAD').length, 0);
  });
});
