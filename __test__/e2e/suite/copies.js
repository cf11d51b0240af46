'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

const hello = Buffer.from('hello, object');
const text = async (client, name) => String((await client.get(name)).content);

module.exports = [
  {
    name: 'a copy has the content and the metadata of its source',
    async run({ client }) {
      await client.put('dir/a b+c.txt', hello, { meta: { uid: 7 }, mime: 'text/x-mine' });
      const { data, res } = await client.copy('copy 中.txt', 'dir/a b+c.txt');
      assert.equal(res.status, 200);
      const head = await client.head('copy 中.txt');
      assert.equal(data.etag, head.res.headers.etag);
      assert.deepEqual([head.meta, head.res.headers['content-type']], [{ uid: '7' }, 'text/x-mine']);
      assert.equal(await text(client, 'copy 中.txt'), 'hello, object');
    },
  },
  {
    name: 'a copy from another bucket, by path and by name',
    async run({ client, bucket, freshName }) {
      const other = freshName();
      await client.putBucket(other);
      await client.useBucket(other).put('from/a.txt', hello);
      client.useBucket(bucket);
      await client.copy('b', `/${other}/from/a.txt`);
      await client.copy('c', 'from/a.txt', other);
      assert.deepEqual(
        [await text(client, 'b'), await text(client, 'c')],
        ['hello, object', 'hello, object']
      );
      await client.useBucket(other).delete('from/a.txt');
      await client.deleteBucket(other);
    },
  },
  {
    name: 'a copy with metadata of its own',
    async run({ client }) {
      await client.put('a', hello, { meta: { uid: 7 } });
      await client.copy('b', 'a', { meta: { pid: 8 }, headers: { 'Content-Type': 'text/x-new' } });
      const { meta, res } = await client.head('b');
      assert.deepEqual([meta, res.headers['content-type']], [{ pid: '8' }, 'text/x-new']);
    },
  },
  {
    name: 'a copy under conditions',
    async run({ client }) {
      const { etag } = (await client.put('a', hello)).res.headers;
      const copy = (headers) => client.copy('b', 'a', { headers });
      assert.equal((await copy({ 'If-Match': etag })).res.status, 200);
      const unchanged = await copy({ 'If-None-Match': etag });
      assert.deepEqual([unchanged.res.status, unchanged.data], [304, null]);
      await rejects(copy({ 'If-Match': '"0"' }), { status: 412, code: 'PreconditionFailed' });
    },
  },
  {
    name: 'a copy of nothing',
    async run({ client }) {
      await rejects(client.copy('b', 'none'), { name: 'NoSuchKeyError', status: 404, code: 'NoSuchKey' });
    },
  },
  {
    name: 'putMeta replaces metadata, and without any removes it',
    async run({ client }) {
      await client.put('a', hello, { meta: { uid: 7, more: 'x' } });
      await client.putMeta('a', { uid: 8 });
      assert.deepEqual((await client.head('a')).meta, { uid: '8' });
      await client.putMeta('a', null);
      assert.equal((await client.head('a')).meta, null);
      assert.equal(await text(client, 'a'), 'hello, object');
    },
  },
  {
    name: 'append from nothing to a file behind a Buffer',
    async run({ client, dir }) {
      const first = await client.append('log', Buffer.from('one,'));
      assert.equal(first.nextAppendPosition, '4');
      const second = await client.append('log', dir.write('two', 'two,'), { position: 4 });
      assert.equal(second.nextAppendPosition, '8');
      await client.append('log', Buffer.from('three'), { position: second.nextAppendPosition });
      const { content, res } = await client.get('log');
      assert.deepEqual([String(content), res.headers['x-oss-object-type']], ['one,two,three', 'Appendable']);
    },
  },
  {
    name: 'append elsewhere than at the end, and to an object that is none to append to',
    async run({ client }) {
      await client.append('log', hello);
      await rejects(client.append('log', hello, { position: 5 }), {
        name: 'PositionNotEqualToLengthError',
        status: 409,
      });
      await client.put('plain', hello);
      await rejects(client.append('plain', hello, { position: hello.length }), {
        name: 'ObjectNotAppendableError',
        status: 409,
      });
    },
  },
  {
    name: 'deleteMulti, with odd keys and with none there',
    async run({ client }) {
      const names = ['a', 'dir/<b>&"c\'', '中 文', 'd+e%20'];
      for (const name of names) await client.put(name, hello);
      const { deleted } = await client.deleteMulti([...names, 'none']);
      assert.deepEqual(deleted.map(({ Key }) => Key).sort(), [...names, 'none'].sort());
      assert.deepEqual((await client.listV2({})).objects, []);
    },
  },
  {
    name: 'deleteMulti, quietly',
    async run({ client }) {
      await client.put('a', hello);
      assert.deepEqual((await client.deleteMulti(['a'], { quiet: true })).deleted, []);
      await rejects(client.head('a'), { status: 404 });
    },
  },
  {
    name: 'deleteMulti of more than a thousand',
    async run({ client, isOurs }) {
      await client.put('key-1200', hello);
      const names = Array.from({ length: 1201 }, (_, n) => `key-${n}`);
      if (!isOurs) {
        await rejects(client.deleteMulti(names), { status: 400, code: 'MalformedXML' });
        return;
      }
      assert.equal((await client.deleteMulti(names)).deleted.length, 1201);
      await rejects(client.head('key-1200'), { status: 404 });
    },
  },
];
