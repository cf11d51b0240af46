'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { ours, setUp, theirs } = require('./both.js');

const { client } = setUp('fixes-requests');
const HELLO = Buffer.from('hello');

test('F17: more than 1,000 keys are deleted, in order', async () => {
  const keys = Array.from({ length: 2001 }, (_, i) => `many/${String(i).padStart(4, '0')}`);
  const ends = [0, 999, 1000, 1999, 2000].map((at) => keys[at]);
  await Promise.all(ends.map((key) => client(ours).put(key, HELLO)));

  await assert.rejects(client(theirs).deleteMulti(keys), { status: 400, code: 'MalformedXML' });
  const { deleted } = await client(ours).deleteMulti(keys);
  assert.deepEqual(
    deleted.map(({ Key }) => Key),
    keys
  );
  const { objects } = await client(ours).listV2({ prefix: 'many/' });
  assert.deepEqual(objects, []);
});

for (const key of ['a/../b', 'a/./b', '../b', 'a/..', './a']) {
  for (const authorizationV4 of [false, true]) {
    test(`F18: ${key} is a key as any other, ${authorizationV4 ? 'V4' : 'V1'}`, async () => {
      const [wrong, right] = [client(theirs, { authorizationV4 }), client(ours, { authorizationV4 })];
      await assert.rejects(wrong.put(key, HELLO), { code: 'SignatureDoesNotMatch' });
      await right.put(key, HELLO);
      const { objects } = await right.listV2({ prefix: key });
      assert.deepEqual(
        objects.map(({ name }) => name),
        [key]
      );
      assert.equal(String((await right.get(key)).content), 'hello');
      await right.delete(key);
    });
  }
}

/** Queries that V4 signs in a way of its own in ali-oss. */
const QUERIES = {
  'an empty prefix': { prefix: '' },
  'an undefined delimiter': { delimiter: undefined, 'max-keys': 5 },
};
for (const [kind, query] of Object.entries(QUERIES)) {
  test(`F19: ${kind} is signed as the service reads it`, async () => {
    await assert.rejects(client(theirs, { authorizationV4: true }).list(query), {
      code: 'SignatureDoesNotMatch',
    });
    assert.equal((await client(ours, { authorizationV4: true }).list(query)).res.status, 200);
  });
}

test('F19: names are signed in the order of their bytes', async () => {
  const subres = { 'response-content-type': 'text/x-mine', 'Zulu-name': '9', 'alpha-name': '0' };
  const get = (library) => client(library, { authorizationV4: true }).get('names', { subres });
  await client(ours).put('names', HELLO);
  await assert.rejects(get(theirs), { code: 'SignatureDoesNotMatch' });
  assert.equal((await get(ours)).res.headers['content-type'], 'text/x-mine');
});
