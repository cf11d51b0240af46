'use strict';

// Requests that ali-oss signs in another form than it sends (DESIGN, F24): the service refuses them, and takes ours.

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { DEMO, startEmulator } = require('../support/emulator.js');

const BUCKET = 'signatures';
const HELLO = Buffer.from('hello');
const IN_V1 = [false];
const IN_BOTH = [false, true];
const IN_V4 = [true];

/** Which versions ali-oss gets wrong, and the call. */
const CALLS = {
  'metadata of null': [IN_BOTH, (client) => client.put('a', HELLO, { meta: { gone: null, kept: 'x' } })],
  'a header of undefined': [
    IN_BOTH,
    (client) => client.put('a', HELLO, { headers: { 'x-oss-meta-a': undefined } }),
  ],
  'metadata in Latin-1': [IN_BOTH, (client) => client.put('a', HELLO, { meta: { name: 'café' } })],
  'a sub-resource of false': [IN_V1, (client) => client.get('a', { subres: { 'response-expires': false } })],
  'a list in a query': [IN_V4, (client) => client.list({ prefix: ['a', 'b'] })],
  'an object in a query': [IN_V4, (client) => client.list({ prefix: { a: 1 } })],
  'one name in query and sub-resources': [
    IN_V4,
    (client) => client.list({ prefix: 'x' }, { subres: { prefix: 'a' } }),
  ],
};

/** What signed URLs hold, and ali-oss's options for the client. */
const URLS = {
  'a list': [{}, (client) => client.signatureUrl('a', { subResource: { 'response-expires': ['b', 'c'] } })],
  false: [{}, (client) => client.signatureUrl('a', { subResource: { 'response-expires': false } })],
  'a key under a header encoding': [
    { headerEncoding: 'latin1' },
    (client) => client.signatureUrl('dir/中 文.txt'),
  ],
  'a list in V4': [{}, (client) => client.signatureUrlV4('GET', 60, { queries: { a: ['b', 'c'] } }, 'a')],
};

describe('signatures that ali-oss gets wrong', () => {
  let emulator;
  const client = (library, authorizationV4, options) =>
    library.reach(
      emulator.port,
      (way) =>
        new library.OSS({
          ...DEMO.user,
          region: DEMO.region,
          bucket: BUCKET,
          authorizationV4,
          ...options,
          ...way,
        })
    );

  before(async () => {
    emulator = await startEmulator();
    const owner = client(ours, true);
    await owner.putBucket(BUCKET);
    for (const key of ['a', 'dir/中 文.txt']) await owner.put(key, HELLO);
  });

  after(async () => {
    closeAgents();
    await emulator.stop();
  });

  for (const [what, [versions, call]] of Object.entries(CALLS)) {
    for (const v4 of versions) {
      test(`${what}, ${v4 ? 'V4' : 'V1'}`, async () => {
        await assert.rejects(call(client(theirs, v4)), { code: 'SignatureDoesNotMatch' });
        assert.equal((await call(client(ours, v4))).res.status, 200);
      });
    }
  }

  for (const [what, [options, sign]] of Object.entries(URLS)) {
    test(`${what} in a signed URL`, async () => {
      // The same URL at an address that DNS knows: path style signs the same resource.
      const status = async (library) => {
        const url = new URL(
          await sign(
            client(library, false, {
              ...options,
              endpoint: `http://localhost:${emulator.port}`,
              sldEnable: true,
            })
          )
        );
        return (await fetch(url)).status;
      };
      assert.deepEqual([await status(theirs), await status(ours)], [403, 200]);
    });
  }
});
