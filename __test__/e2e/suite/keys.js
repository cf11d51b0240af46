'use strict';

const assert = require('node:assert/strict');

const KEYS = [
  '中文/文件.txt',
  'a b/c d.txt',
  'a+b.txt',
  '100%.txt',
  'a%20b%2Fc.txt',
  "it's.txt",
  '"<a>".txt',
  '😀/👨‍👩‍👧.png',
  'a//b.txt',
  'dir/',
  'a?b=c.txt',
  'a#b.txt',
  'a&b=c.txt',
  'a~!*()-_.txt',
  'a:b@c,d;e$f[g].txt',
  'a\\b.txt',
  'a|b^c`d{e}.txt',
  'k'.repeat(1023),
];

module.exports = [
  {
    name: 'odd keys are stored, listed, signed and deleted as given',
    async run({ client, fetch, isIp }) {
      for (const key of KEYS) {
        const body = Buffer.from(`body of ${key}`);
        assert.equal((await client.put(key, body)).name, key);
        assert.deepEqual((await client.get(key)).content, body);
        if (!isIp) assert.deepEqual(await (await fetch(client.signatureUrl(key))).bytes(), body);
        const url = await client.signatureUrlV4('GET', 60, {}, key);
        assert.deepEqual(await (await fetch(url)).bytes(), body, key);
      }
      const { objects } = await client.listV2({ 'max-keys': 1000 });
      const inByteOrder = KEYS.map((key) => Buffer.from(key)).sort(Buffer.compare);
      assert.deepEqual(
        objects.map(({ name }) => name),
        inByteOrder.map(String)
      );
      for (const key of KEYS) await client.delete(key);
      assert.deepEqual((await client.list()).objects, []);
    },
  },
  {
    name: 'leading slashes are dropped',
    async run({ client }) {
      assert.equal((await client.put('//a.txt', Buffer.from('a'))).name, 'a.txt');
      assert.equal(String((await client.get('/a.txt')).content), 'a');
      assert.equal((await client.list()).objects[0].name, 'a.txt');
    },
  },
  {
    name: 'dots between slashes (F18)',
    async run({ client, keepsDots }) {
      for (const key of ['a/../b.txt', 'a/./b.txt', '../c.txt']) {
        const put = client.put(key, Buffer.from(key));
        if (keepsDots) {
          await put;
          assert.equal(String((await client.get(key)).content), key);
        } else {
          await assert.rejects(put, ({ status }) => status === 403 || status === 400);
        }
      }
    },
  },
];
