'use strict';

const assert = require('node:assert/strict');

const hello = Buffer.from('hello, url');
const HOUR = 3_600_000;

/** The three ways to sign a URL, for one method, as one function. */
const SIGNERS = [
  [
    'signatureUrl',
    (client, name, { method = 'GET', expires = 60 } = {}) => client.signatureUrl(name, { method, expires }),
  ],
  [
    'asyncSignatureUrl',
    (client, name, { method = 'GET', expires = 60 } = {}) =>
      client.asyncSignatureUrl(name, { method, expires }),
  ],
  [
    'signatureUrlV4',
    (client, name, { method = 'GET', expires = 60 } = {}) => client.signatureUrlV4(method, expires, {}, name),
  ],
];

/** The signers that serve the style: V1 URLs name the bucket in the host, which an IP address has not. */
const signersFor = (world) => (world.isIp ? SIGNERS.slice(2) : SIGNERS);

module.exports = [
  {
    name: 'signed URLs read, write, ask and delete',
    async run(world) {
      for (const [, sign] of signersFor(world)) {
        const { client, fetch } = world;
        const put = await fetch(await sign(client, 'dir/a b.txt', { method: 'PUT' }), {
          method: 'PUT',
          body: hello,
        });
        assert.equal(put.status, 200);
        assert.deepEqual((await client.get('dir/a b.txt')).content, hello);
        const got = await fetch(await sign(client, 'dir/a b.txt'));
        assert.deepEqual(await got.bytes(), hello);
        const head = await fetch(await sign(client, 'dir/a b.txt', { method: 'HEAD' }), { method: 'HEAD' });
        assert.equal(head.headers.get('content-length'), String(hello.length));
        const gone = await fetch(await sign(client, 'dir/a b.txt', { method: 'DELETE' }), {
          method: 'DELETE',
        });
        assert.equal(gone.status, 204);
        assert.equal((await fetch(await sign(client, 'dir/a b.txt'))).status, 404);
      }
    },
  },
  {
    name: 'a signed URL serves its method, its key and its time only',
    async run(world) {
      const { client, emulator, fetch } = world;
      await client.put('a', hello);
      for (const [, sign] of signersFor(world)) {
        const url = await sign(client, 'a');
        assert.equal((await fetch(url, { method: 'PUT', body: 'x' })).status, 403);
        assert.equal((await fetch(url.replace('/a?', '/b?'))).status, 403);
        await emulator.setClock(Date.now() + HOUR);
        const late = await fetch(url);
        await emulator.resetClock();
        assert.equal(late.status, 403);
        assert.match(await late.text(), /Request has expired\./);
        assert.equal((await fetch(url)).status, 200);
      }
    },
  },
  {
    name: 'signed response headers and sub-resources',
    async run({ client, fetch, isIp }) {
      await client.put('a', hello);
      if (!isIp) {
        const url = client.signatureUrl('a', {
          response: { 'content-type': 'text/x-asked', 'cache-control': 'no-store' },
        });
        const { headers } = await fetch(url);
        assert.deepEqual(
          [headers.get('content-type'), headers.get('cache-control')],
          ['text/x-asked', 'no-store']
        );
      }
      const queries = { 'response-content-type': 'text/x-asked; charset=utf-8', 'response-expires': 'a b+c' };
      const { headers } = await fetch(await client.signatureUrlV4('GET', 60, { queries }, 'a'));
      assert.equal(headers.get('content-type'), 'text/x-asked; charset=utf-8');
      assert.equal(headers.get('expires'), 'a b+c');
    },
  },
  {
    name: 'signed request headers are required',
    async run({ client, fetch, isIp }) {
      const headers = { 'Content-Type': 'text/x-mine', 'x-oss-meta-uid': '7' };
      const urls = [await client.signatureUrlV4('PUT', 60, { headers }, 'a')];
      if (!isIp) urls.push(client.signatureUrl('a', { method: 'PUT', ...headers }));
      for (const url of urls) {
        assert.equal((await fetch(url, { method: 'PUT', body: hello })).status, 403);
        assert.equal((await fetch(url, { method: 'PUT', body: hello, headers })).status, 200);
        const { meta, res } = await client.head('a');
        assert.deepEqual([meta, res.headers['content-type']], [{ uid: '7' }, 'text/x-mine']);
        await client.delete('a');
      }
    },
  },
  {
    name: 'additional signed headers',
    async run({ client, fetch }) {
      await client.put('a', hello);
      const headers = { 'X-Extra': 'one' };
      const url = await client.signatureUrlV4('GET', 60, { headers }, 'a', ['x-extra']);
      assert.equal((await fetch(url)).status, 403);
      assert.equal((await fetch(url, { headers: { 'X-Extra': 'two' } })).status, 403);
      assert.equal((await fetch(url, { headers })).status, 200);
    },
  },
  {
    name: 'V1 URLs are refused for an IP address',
    async run({ client, isIp }) {
      if (!isIp) return;
      const message = 'can not get the object URL when endpoint is IP';
      assert.throws(() => client.signatureUrl('a'), { message });
      await assert.rejects(client.asyncSignatureUrl('a'), { message });
    },
  },
];
