'use strict';

// The suite once more, with every bucket under a domain of its own.

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { DEMO, startEmulator } = require('../support/emulator.js');
const { tempDir } = require('../support/temp.js');
const suite = require('./suite.js');
const { domainOf, inWorld } = require('./world.js');

/** A domain names one bucket, so nothing can be asked there of the service or of another bucket. */
const ELSEWHERE = [
  'a bucket that is not there',
  'a bucket is made, listed, used and deleted',
  'useBucket leads the next request there',
  'a storage class, and another one later',
  'a bucket that is not there cannot be deleted',
  'listBuckets page by page',
  'a copy from another bucket, by path and by name',
  'a copy in parts of nothing leaves the client at its bucket',
  'what is known of a bucket',
  'the policy of a bucket',
];

/** More than there are tests; a world takes the next name. */
const BUCKETS = 2000;

const dir = tempDir();
const { warn } = console;
let emulator;

before(async () => {
  emulator = await startEmulator(['--config', dir.write('emulator.json', JSON.stringify(configuration()))]);
  // ali-oss warns on the console about tokens that nobody refreshes.
  console.warn = () => {};
});

after(async () => {
  console.warn = warn;
  closeAgents();
  dir.remove();
  await emulator.stop();
});

/** The account that an emulator has without a configuration, and domains for the buckets of the worlds. */
function configuration() {
  const key = ({ accessKeyId, accessKeySecret }) => ({ id: accessKeyId, secret: accessKeySecret });
  const everything = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const trust = {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: ['acs:ram::1234567890123456:root'] } },
    ],
  };
  const roles = [{ name: 'oss-demo', max_session_seconds: 43_200, trust, policies: [everything] }];
  const users = [{ name: 'demo', policies: [everything], keys: [key(DEMO.user)] }];
  const names = Array.from({ length: BUCKETS }, (_, i) => `e2e-bucket-${i + 1}`);
  return {
    accounts: [{ uid: '1234567890123456', keys: [key(DEMO.root)], users, roles }],
    cnames: names.map((bucket) => ({ domain: domainOf(bucket), bucket })),
  };
}

for (const library of [theirs, ours]) {
  for (const signature of ['v1', 'v4']) {
    describe(`${library.name}, ${signature}, cname`, () => {
      for (const [subject, behaviours] of Object.entries(suite)) {
        for (const behaviour of behaviours) {
          if (ELSEWHERE.includes(behaviour.name)) continue;
          test(`${subject}: ${behaviour.name}`, () => {
            const isOurs = library.OSS !== theirs.OSS;
            return inWorld({ library, isOurs, emulator, signature, style: 'cname' }, behaviour);
          });
        }
      }
    });
  }
}

test('what is left out is in the suite', () => {
  const names = Object.values(suite).flatMap((behaviours) => behaviours.map(({ name }) => name));
  assert.deepEqual(
    ELSEWHERE.filter((name) => !names.includes(name)),
    []
  );
});
