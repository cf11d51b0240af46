'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { rejects } = require('../rejects.js');

const etagOf = (bytes) => `"${crypto.createHash('md5').update(bytes).digest('hex').toUpperCase()}"`;
const hello = Buffer.from('hello, object');

module.exports = [
  {
    name: 'put of a Buffer, read back',
    async run({ client }) {
      const put = await client.put('a/b.txt', hello);
      assert.equal(put.name, 'a/b.txt');
      assert.equal(put.res.status, 200);
      assert.equal(put.res.headers.etag, etagOf(hello));
      assert.match(put.res.headers['x-oss-request-id'], /^[0-9A-F]{24}$/);
      const got = await client.get('a/b.txt');
      assert.deepEqual(got.content, hello);
      assert.equal(got.res.headers['content-type'], 'text/plain');
      assert.equal(got.res.headers['x-oss-hash-crc64ecma'], put.res.headers['x-oss-hash-crc64ecma']);
    },
  },
  {
    name: 'an empty object',
    async run({ client }) {
      await client.put('empty', Buffer.alloc(0));
      const got = await client.get('empty');
      assert.equal(got.content.length, 0);
      assert.equal(got.res.headers['content-length'], '0');
    },
  },
  {
    name: 'an object of 3 MiB that does not repeat',
    async run({ client }) {
      const bytes = crypto
        .createHash('shake256', { outputLength: 3 << 20 })
        .update('seed')
        .digest();
      const put = await client.put('large.bin', bytes);
      assert.equal(put.res.headers.etag, etagOf(bytes));
      assert.ok((await client.get('large.bin')).content.equals(bytes));
    },
  },
  {
    name: 'put of a file, get into a file',
    async run({ client, dir }) {
      const bytes = crypto
        .createHash('shake256', { outputLength: 1 << 20 })
        .update('file')
        .digest();
      const put = await client.put('from/file', dir.write('page.html', bytes));
      assert.equal(put.res.headers.etag, etagOf(bytes));
      const got = await client.get('from/file', dir.path('copy.html'));
      assert.equal(got.content, null);
      assert.ok(dir.read('copy.html').equals(bytes));
      assert.equal(got.res.headers['content-type'], 'text/html');
    },
  },
  {
    name: 'the last put wins',
    async run({ client }) {
      await client.put('twice', Buffer.from('first, and longer'));
      await client.put('twice', Buffer.from('second'));
      assert.equal(String((await client.get('twice')).content), 'second');
    },
  },
  {
    name: 'metadata and headers, read back by head',
    async run({ client }) {
      await client.put('meta.json', hello, {
        mime: 'application/x-custom',
        meta: { uid: 7, Name: encodeURIComponent('中文'), flag: true },
        headers: {
          'Cache-Control': 'max-age=60',
          'Content-Disposition': 'attachment; filename="a b.txt"',
          'Content-Language': 'zh-CN',
          Expires: 'Tue, 01 Dec 2026 00:00:00 GMT',
        },
      });
      const { meta, status, res } = await client.head('meta.json');
      assert.equal(status, 200);
      assert.deepEqual(meta, { uid: '7', name: encodeURIComponent('中文'), flag: 'true' });
      assert.equal(res.headers['content-type'], 'application/x-custom');
      assert.equal(res.headers['content-length'], String(hello.length));
      assert.equal(res.headers['cache-control'], 'max-age=60');
      assert.equal(res.headers['content-disposition'], 'attachment; filename="a b.txt"');
      assert.equal(res.headers['content-language'], 'zh-CN');
      assert.equal(res.headers['x-oss-object-type'], 'Normal');
      assert.equal(res.headers.etag, etagOf(hello));
    },
  },
  {
    name: 'no metadata is null',
    async run({ client }) {
      await client.put('plain', hello);
      assert.equal((await client.head('plain')).meta, null);
    },
  },
  {
    name: 'delete, and delete of nothing',
    async run({ client }) {
      await client.put('gone', hello);
      assert.equal((await client.delete('gone')).res.status, 204);
      await rejects(client.head('gone'), { name: 'NoSuchKeyError', status: 404, code: 'NoSuchKey' });
      assert.equal((await client.delete('gone')).res.status, 204);
    },
  },
  {
    name: 'ranges',
    async run({ client }) {
      await client.put('digits', Buffer.from('0123456789'));
      const range = (value, headers) => client.get('digits', { headers: { Range: value, ...headers } });
      const middle = await range('bytes=2-5');
      assert.equal(middle.res.status, 206);
      assert.equal(String(middle.content), '2345');
      assert.equal(middle.res.headers['content-range'], 'bytes 2-5/10');
      assert.equal(String((await range('bytes=7-')).content), '789');
      assert.equal(String((await range('bytes=-3')).content), '789');
      const beyond = await range('bytes=5-50');
      assert.deepEqual([beyond.res.status, String(beyond.content)], [200, '0123456789']);
      const standard = { 'x-oss-range-behavior': 'standard' };
      assert.equal(String((await range('bytes=5-50', standard)).content), '56789');
      await rejects(range('bytes=20-30', standard), {
        name: 'InvalidRangeError',
        status: 416,
        code: 'InvalidRange',
      });
    },
  },
  {
    name: 'conditions that hold, and that do not',
    async run({ client }) {
      const { res } = await client.put('cond', hello);
      const { etag } = res.headers;
      const modified = (await client.head('cond')).res.headers['last-modified'];
      const earlier = new Date(Date.parse(modified) - 3_600_000).toUTCString();
      const get = (headers) => client.get('cond', { headers });
      assert.deepEqual((await get({ 'If-Match': etag })).content, hello);
      assert.deepEqual((await get({ 'If-Modified-Since': earlier })).content, hello);
      assert.deepEqual((await get({ 'If-Unmodified-Since': modified })).content, hello);
      assert.equal((await get({ 'If-None-Match': etag })).res.status, 304);
      assert.equal((await get({ 'If-Modified-Since': modified })).res.status, 304);
      const unchanged = await client.head('cond', { headers: { 'If-None-Match': etag } });
      assert.deepEqual([unchanged.status, unchanged.meta], [304, null]);
      await rejects(get({ 'If-Match': '"0"' }), {
        name: 'PreconditionFailedError',
        status: 412,
        code: 'PreconditionFailed',
      });
      await assert.rejects(get({ 'If-Match': '"0"' }), /\(condition: If-Match\)$/);
      await rejects(get({ 'If-Unmodified-Since': earlier }), { status: 412 });
      await rejects(client.head('cond', { headers: { 'If-Match': '"0"' } }), {
        message: 'Pre condition failed',
        status: 412,
      });
    },
  },
  {
    name: 'response headers of the caller',
    async run({ client }) {
      await client.put('resp', hello);
      const { res } = await client.get('resp', {
        subres: {
          'response-content-type': 'text/x-asked; charset=utf-8',
          'response-cache-control': 'no-store',
        },
      });
      assert.equal(res.headers['content-type'], 'text/x-asked; charset=utf-8');
      assert.equal(res.headers['cache-control'], 'no-store');
    },
  },
  {
    name: 'what is not there',
    async run({ client, dir }) {
      await rejects(client.get('none'), { name: 'NoSuchKeyError', status: 404, code: 'NoSuchKey' });
      await assert.rejects(client.get('none'), (error) => {
        assert.match(error.requestId, /^[0-9A-F]{24}$/);
        assert.ok(error.hostId.length > 0);
        return true;
      });
      await rejects(client.head('none'), {
        name: 'NoSuchKeyError',
        message: 'Object not exists',
        status: 404,
      });
      await rejects(client.get('none', dir.path('none')), { name: 'NoSuchKeyError', status: 404 });
      assert.deepEqual(dir.list(), []);
    },
  },
  {
    name: 'a failed download and the file that was there (F8)',
    async run({ client, dir, isOurs }) {
      dir.write('mine.txt', 'mine');
      await rejects(client.get('none', dir.path('mine.txt')), { status: 404 });
      assert.deepEqual(dir.list(), isOurs ? ['mine.txt'] : []);
    },
  },
  {
    name: 'a bucket that is not there',
    async run({ make }) {
      const client = make({ bucket: 'no-such-bucket-here' });
      await rejects(client.put('a', hello), { name: 'NoSuchBucketError', status: 404, code: 'NoSuchBucket' });
      await rejects(client.list(), { name: 'NoSuchBucketError', status: 404 });
    },
  },
  {
    name: 'an object that must not be overwritten',
    async run({ client }) {
      const headers = { 'x-oss-forbid-overwrite': 'true' };
      await client.put('once', hello, { headers });
      await rejects(client.put('once', Buffer.from('other'), { headers }), {
        name: 'FileAlreadyExistsError',
        status: 409,
        code: 'FileAlreadyExists',
      });
      assert.deepEqual((await client.get('once')).content, hello);
    },
  },
  {
    name: 'a wrong Content-MD5',
    async run({ client }) {
      const headers = { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' };
      await rejects(client.put('md5', hello, { headers }), { name: 'InvalidDigestError', status: 400 });
      await rejects(client.head('md5'), { status: 404 });
    },
  },
  {
    name: 'wrong keys',
    async run({ make, bucket }) {
      const forged = make({ bucket, accessKeySecret: 'another-fake-secret' });
      await rejects(forged.put('a', hello), { name: 'SignatureDoesNotMatchError', status: 403 });
      const unknown = make({ bucket, accessKeyId: 'unknown-fake-id' });
      await rejects(unknown.get('a'), {
        name: 'InvalidAccessKeyIdError',
        status: 403,
        code: 'InvalidAccessKeyId',
      });
    },
  },
  {
    name: 'twenty requests at once',
    async run({ client }) {
      const names = Array.from({ length: 20 }, (_, n) => `many/${n}`);
      await Promise.all(names.map((name) => client.put(name, Buffer.from(name))));
      const got = await Promise.all(names.map((name) => client.get(name)));
      assert.deepEqual(
        got.map(({ content }) => String(content)),
        names
      );
    },
  },
];
