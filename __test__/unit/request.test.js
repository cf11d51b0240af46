'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { test } = require('node:test');
const { client, errorDocument, rejection, serve } = require('./loopback');

test('a request goes out as its parameters say', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) =>
    response.end('<A><B>1</B><B>2</B><C x="y">z</C></A>')
  );
  const made = client({ endpoint });
  const result = await made.request({
    method: 'POST',
    bucket: 'my-bucket',
    object: 'a b',
    subres: ['uploads'],
    query: { prefix: 'é', n: [1, 2] },
    headers: { 'x-oss-a': 1 },
    mime: 'xml',
    content: '<Body/>',
    successStatuses: [200],
    xmlResponse: true,
  });
  assert.deepStrictEqual(Object.keys(result).sort(), ['data', 'headers', 'res', 'status']);
  assert.deepStrictEqual(result.data, { B: ['1', '2'], C: { _: 'z', $: { x: 'y' } } });
  const [{ method, url, headers, body }] = requests;
  assert.strictEqual(`${method} ${url} ${body}`, 'POST /a%20b?prefix=%C3%A9&n=1&n=2&uploads= <Body/>');
  assert.deepStrictEqual([headers['x-oss-a'], headers['content-type']], ['1', 'application/xml']);
});

test('bodies of every size come back whole when they come back together', async (t) => {
  const sizes = [1, 4096, 4097, 70_000, 300_000];
  const { endpoint } = await serve(t, (request, response) => {
    const number = Number(request.url.slice(1));
    response.end(Buffer.alloc(sizes[number % sizes.length], number));
  });
  const made = client({ endpoint });
  const results = await Promise.all(Array.from({ length: 100 }, (_, number) => made.get(String(number))));
  for (const [number, { content, res }] of results.entries()) {
    assert.ok(content.equals(Buffer.alloc(sizes[number % sizes.length], number)), `body ${number}`);
    assert.strictEqual(res.size, content.length);
  }
});

test('a line break can be part of a key, and of nothing else', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  await made.request({ method: 'GET', bucket: 'my-bucket', object: 'a\nb\n' });
  assert.strictEqual(requests[0].url, '/a%0Ab%0A');
  for (const params of [
    { method: 'GET\n', bucket: 'my-bucket' },
    { method: 'GET', bucket: 'my-bucket\nx' },
  ]) {
    assert.match((await rejection(made.request(params))).message, /has a line break$/);
  }
  assert.strictEqual(requests.length, 1);
});

test('without a list of statuses none is an error', async (t) => {
  const { endpoint } = await serve(t, (_, response) =>
    response.writeHead(403).end(errorDocument('AccessDenied'))
  );
  const { status, data } = await client({ endpoint }).request({ method: 'GET', bucket: 'my-bucket' });
  assert.strictEqual(status, 403);
  assert.match(data.toString(), /AccessDenied/);
});

test('a file is the body, a file takes the body', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const { size } = fs.statSync(__filename);
  await client({ endpoint }).request({ method: 'PUT', object: 'a', file: { path: __filename, size } });
  assert.deepStrictEqual(requests[0].body, fs.readFileSync(__filename));
});

test('the clock is amended', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  t.mock.method(Date, 'now', () => Date.UTC(2030, 0, 1));
  await client({ endpoint, amendTimeSkewed: 3600_000 }).get('a');
  assert.strictEqual(requests[0].headers['x-oss-date'], 'Tue, 01 Jan 2030 01:00:00 GMT');
});

test('as many requests at once as there are sockets', async (t) => {
  let open = 0;
  let most = 0;
  const { endpoint, requests } = await serve(t, (_, response) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      response.end();
    });
  });
  const made = client({ endpoint, maxSockets: 3 });
  await Promise.all(Array.from({ length: 30 }, () => made.head('a')));
  assert.ok(most <= 3, `${most} at once`);
  assert.strictEqual(new Set(requests.map(({ socket }) => socket)).size <= 3, true);
});

test('a call that cannot start rejects, and the next one works', async (t) => {
  const { endpoint } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  assert.ok((await rejection(made.request({ method: 1 }))) instanceof Error);
  assert.strictEqual((await made.head('a')).status, 200);
});
