'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { client, rejection, serve } = require('./loopback');

/** A folder that is removed when the test ends. */
function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-'));
  t.after(() => fs.rmSync(made, { recursive: true }));
  return made;
}

test('a Buffer is stored with its type and metadata', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const { res, ...result } = await client({ endpoint }).put('//a/b c.txt', Buffer.from('content'), {
    meta: { uid: 1, Path: 'x' },
    headers: { 'Cache-Control': 'no-cache', 'x-oss-none': null },
  });
  assert.deepStrictEqual(result, { name: 'a/b c.txt', url: `${endpoint}/a/b%20c.txt` });
  assert.strictEqual(res.status, 200);
  const [{ method, url, headers, body }] = requests;
  assert.strictEqual(`${method} ${url} ${body}`, 'PUT /a/b%20c.txt content');
  assert.deepStrictEqual(
    [
      'content-type',
      'content-length',
      'cache-control',
      'x-oss-meta-uid',
      'x-oss-meta-path',
      'x-oss-none',
    ].map((name) => headers[name]),
    ['text/plain', '7', 'no-cache', '1', 'x', undefined]
  );
});

test('a file is stored with the type of its own name', async (t) => {
  const file = path.join(folder(t), 'page.html');
  fs.writeFileSync(file, 'content');
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  await client({ endpoint }).put('a', file);
  await client({ endpoint }).put('a.txt', file, { mime: 'json' });
  assert.deepStrictEqual(
    requests.map(({ headers, body }) => `${headers['content-type']} ${headers['content-length']} ${body}`),
    ['text/html 7 content', 'application/json 7 content']
  );
});

test('what cannot be stored is refused before anything is sent', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  const target = folder(t);
  const missing = path.join(target, 'missing');
  assert.strictEqual((await rejection(made.put('a', target))).message, `${target} is not file`);
  const { code, syscall, path: named } = await rejection(made.put('a', missing));
  assert.deepStrictEqual([code, syscall, named], ['ENOENT', 'stat', missing]);
  for (const body of [undefined, null, 1, {}, []]) {
    const error = await rejection(made.put('a', body));
    assert.ok(error instanceof TypeError);
    assert.strictEqual(error.message, 'Must provide String/Buffer/ReadableStream for put.');
  }
  made.options.bucket = null;
  const input = { put: ['a', Buffer.alloc(1)], get: ['a'], head: ['a'], delete: ['a'], list: [], listV2: [] };
  for (const [call, values] of Object.entries(input)) {
    const error = await rejection(made[call](...values));
    assert.strictEqual(error.message, 'Please create a bucket first', call);
  }
  assert.strictEqual(requests.length, 0);
});

test('an object is fetched into memory, or into a file', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end('content'));
  const made = client({ endpoint });
  const file = path.join(folder(t), 'file');
  assert.strictEqual((await made.get('a')).content.toString(), 'content');
  assert.strictEqual((await made.get('a', { versionId: 'v 1' })).content.toString(), 'content');
  assert.strictEqual(
    (await made.get('a', null, { process: 'image/resize,w_200' })).content.toString(),
    'content'
  );
  assert.strictEqual((await made.get('a', file, { headers: { Range: 'bytes=0-9' } })).content, null);
  assert.strictEqual(fs.readFileSync(file, 'utf8'), 'content');
  assert.deepStrictEqual(
    requests.map(({ url }) => url),
    ['/a', '/a?versionId=v%201', '/a?x-oss-process=image%2Fresize%2Cw_200', '/a']
  );
  assert.strictEqual(requests[3].headers.range, 'bytes=0-9');
});

test('a file stays as it was when there is no such object', async (t) => {
  const { endpoint } = await serve(t, (_, response) =>
    response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  );
  const target = folder(t);
  const file = path.join(target, 'file');
  fs.writeFileSync(file, 'before');
  const error = await rejection(client({ endpoint }).get('a', file));
  assert.strictEqual(error.code, 'NoSuchKey');
  assert.strictEqual(fs.readFileSync(file, 'utf8'), 'before');
  assert.deepStrictEqual(fs.readdirSync(target), ['file']);
});

test('an object that was not modified has no content', async (t) => {
  const { endpoint } = await serve(t, (_, response) => response.writeHead(304).end());
  const made = client({ endpoint });
  const { content, res } = await made.get('a', { headers: { 'If-None-Match': '"etag"' } });
  assert.deepStrictEqual([content, res.status], [Buffer.alloc(0), 304]);
  const { meta, status } = await made.head('a');
  assert.deepStrictEqual([meta, status], [null, 304]);
});

test('head gives the metadata by name, or null', async (t) => {
  let headers = { 'x-oss-meta-uid': '1', 'X-Oss-Meta-Path': 'a/b', etag: '"e"' };
  const { endpoint, requests } = await serve(t, (_, response) => response.writeHead(200, headers).end());
  const made = client({ endpoint });
  const { meta, status, res } = await made.head('a', { versionId: 'v' });
  assert.deepStrictEqual([meta, status, res.headers.etag], [{ uid: '1', path: 'a/b' }, 200, '"e"']);
  headers = {};
  assert.strictEqual((await made.head('a')).meta, null);
  assert.deepStrictEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    ['HEAD /a?versionId=v', 'HEAD /a']
  );
});

test('an object, or a version of it, is deleted', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.writeHead(204).end());
  const made = client({ endpoint });
  assert.deepStrictEqual(Object.keys(await made.delete('a')), ['res']);
  await made.delete('/a', { versionId: 'v', subres: { sub: 'x' } });
  assert.deepStrictEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    ['DELETE /a', 'DELETE /a?sub=x&versionId=v']
  );
});
