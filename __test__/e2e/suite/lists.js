'use strict';

const assert = require('node:assert/strict');

const KEYS = ['a.txt', 'b/1.txt', 'b/2.txt', 'b/c/3.txt', 'd.txt'];

async function fill(client) {
  for (const key of KEYS) await client.put(key, Buffer.from(key));
}

const namesOf = ({ objects }) => objects.map(({ name }) => name);

module.exports = [
  {
    name: 'list of an empty bucket',
    async run({ client }) {
      const { objects, prefixes, nextMarker, isTruncated } = await client.list();
      assert.deepEqual(
        { objects, prefixes, nextMarker, isTruncated },
        {
          objects: [],
          prefixes: null,
          nextMarker: null,
          isTruncated: false,
        }
      );
    },
  },
  {
    name: 'list with everything of an object',
    async run({ client }) {
      const { res } = await client.put('b/1.txt', Buffer.from('12345'));
      const [object] = (await client.list({ prefix: 'b/' })).objects;
      assert.match(object.lastModified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      assert.ok(object.owner.id.length > 0);
      assert.deepEqual(
        { ...object, lastModified: '', owner: {}, url: '' },
        {
          name: 'b/1.txt',
          url: '',
          lastModified: '',
          etag: res.headers.etag,
          type: 'Normal',
          size: 5,
          storageClass: 'Standard',
          owner: {},
          restoreInfo: undefined,
        }
      );
    },
  },
  {
    name: 'list with prefix and delimiter',
    async run({ client }) {
      await fill(client);
      assert.deepEqual(namesOf(await client.list({ prefix: 'b/' })), KEYS.slice(1, 4));
      const top = await client.list({ delimiter: '/' });
      assert.deepEqual([namesOf(top), top.prefixes], [['a.txt', 'd.txt'], ['b/']]);
      const inside = await client.list({ prefix: 'b/', delimiter: '/' });
      assert.deepEqual([namesOf(inside), inside.prefixes], [['b/1.txt', 'b/2.txt'], ['b/c/']]);
    },
  },
  {
    name: 'list page by page',
    async run({ client }) {
      await fill(client);
      const seen = [];
      let marker;
      do {
        const page = await client.list({ 'max-keys': 2, ...(marker && { marker }) });
        seen.push(namesOf(page));
        assert.equal(page.isTruncated, page.nextMarker !== null);
        marker = page.nextMarker;
      } while (marker);
      assert.deepEqual(seen, [KEYS.slice(0, 2), KEYS.slice(2, 4), KEYS.slice(4)]);
    },
  },
  {
    name: 'listV2 page by page',
    async run({ client }) {
      await fill(client);
      const seen = [];
      let token;
      do {
        const page = await client.listV2({ 'max-keys': 2, ...(token && { 'continuation-token': token }) });
        seen.push(namesOf(page));
        assert.equal(page.keyCount, page.objects.length);
        assert.equal(page.continuationToken, token ?? null);
        token = page.nextContinuationToken;
      } while (token);
      assert.deepEqual(seen, [KEYS.slice(0, 2), KEYS.slice(2, 4), KEYS.slice(4)]);
    },
  },
  {
    name: 'listV2 with start-after, prefix, delimiter and owner',
    async run({ client }) {
      await fill(client);
      const after = await client.listV2({ 'start-after': 'b/2.txt' });
      assert.deepEqual(namesOf(after), ['b/c/3.txt', 'd.txt']);
      assert.equal(after.objects[0].owner, null);
      const owned = await client.listV2({ prefix: 'a', 'fetch-owner': 'true' });
      assert.ok(owned.objects[0].owner.id.length > 0);
      const top = await client.listV2({ delimiter: '/' });
      assert.deepEqual([namesOf(top), top.prefixes, top.keyCount], [['a.txt', 'd.txt'], ['b/'], 3]);
    },
  },
  {
    name: 'odd prefixes and encoded names',
    async run({ client }) {
      await client.put("中 a+b%c'd&e/x", Buffer.from('x'));
      assert.deepEqual(namesOf(await client.list({ prefix: "中 a+b%c'd&e/" })), ["中 a+b%c'd&e/x"]);
      const encoded = await client.list({ 'encoding-type': 'url' });
      assert.equal(decodeURIComponent(namesOf(encoded)[0].replaceAll('+', ' ')), "中 a+b%c'd&e/x");
    },
  },
  {
    name: 'an empty prefix (F19)',
    async run({ client, isOurs, isV4 }) {
      await fill(client);
      const listing = client.list({ prefix: '' });
      if (isV4 && !isOurs) await assert.rejects(listing, { name: 'SignatureDoesNotMatchError' });
      else assert.deepEqual(namesOf(await listing), KEYS);
    },
  },
  {
    name: 'max-keys out of its limits',
    async run({ client }) {
      await assert.rejects(client.list({ 'max-keys': 1001 }), { name: 'InvalidArgumentError', status: 400 });
    },
  },
];
