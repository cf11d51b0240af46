'use strict';

const assert = require('node:assert');
const { Readable } = require('node:stream');
const { test } = require('node:test');
const { tempDir } = require('../support/temp.js');
const { client, rejection, serve } = require('./loopback');

const upload = (endpoint, file, start, end) =>
  client({ endpoint }).uploadPart('a', 'B4D9', 1, file, start, end);

async function setUp(t) {
  const dir = tempDir();
  t.after(() => dir.remove());
  const { endpoint, requests } = await serve(t, (_, response) => {
    response.setHeader('ETag', '"A"');
    response.end();
  });
  return { dir, endpoint, requests };
}

test('a range of a file goes out byte for byte', async (t) => {
  const { dir, endpoint, requests } = await setUp(t);
  const bytes = Buffer.alloc(3 << 20, 'abcdefg');
  const file = dir.write('large', bytes);
  const { etag } = await upload(endpoint, file, 100_001, 2_000_002);
  assert.strictEqual(etag, '"A"');
  assert.ok(requests[0].body.equals(bytes.subarray(100_001, 2_000_002)));
});

test('a file that ends too early is not sent', async (t) => {
  const { dir, endpoint, requests } = await setUp(t);
  const error = await rejection(upload(endpoint, dir.write('short', '0123456789'), 5, 20));
  assert.match(error.message, /short ends before byte 20: it has only 10 bytes$/);
  assert.strictEqual(requests.length, 0);
});

test('a file that is not there is told by fs', async (t) => {
  const { dir, endpoint, requests } = await setUp(t);
  const error = await rejection(upload(endpoint, dir.path('none'), 0, 5));
  assert.strictEqual(error.code, 'ENOENT');
  assert.strictEqual(requests.length, 0);
});

test('a stream that brings just the bytes of the part is sent', async (t) => {
  const { endpoint, requests } = await setUp(t);
  await upload(endpoint, Readable.from(['01', '234']), 0, 5);
  assert.deepStrictEqual([String(requests[0].body), requests[0].headers['content-length']], ['01234', '5']);
  const error = await rejection(upload(endpoint, Readable.from(['0123']), 0, 5));
  assert.strictEqual(error.name, 'ResponseError');
  assert.strictEqual(requests.length, 1);
});

test('cancel with an upload gives it up, and a failure of that goes unheard', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => {
    response.statusCode = 403;
    response.end();
    finished();
  });
  let finished;
  const ended = new Promise((resolve) => {
    finished = resolve;
  });
  const made = client({ endpoint });
  assert.strictEqual(made.cancel({ name: 'a', uploadId: 'B4D9' }), undefined);
  await ended;
  assert.strictEqual(`${requests[0].method} ${requests[0].url}`, 'DELETE /a?uploadId=B4D9');
});

test('_createStream reads the same bytes of a Blob as of a Buffer and a file', async (t) => {
  const { dir, endpoint } = await setUp(t);
  const bytes = Buffer.from('0123456789');
  for (const source of [bytes, new Blob([bytes]), dir.write('ten', bytes)]) {
    const stream = client({ endpoint })._createStream(source, 2, 7);
    assert.strictEqual(Buffer.concat(await stream.toArray()).toString(), '23456');
  }
});
