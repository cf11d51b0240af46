'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { shareable } = require('../../lib/share-buffer');
const { client, errorDocument, serve } = require('./loopback');

const LIMIT = 256 * 1024;

/** A Buffer with memory of its own. */
function bytes(size, memory = new ArrayBuffer(size)) {
  return Buffer.from(memory, 0, size).fill(7);
}

/** Whether the memory can be moved away. */
function isTransferable({ buffer }) {
  try {
    structuredClone(buffer, { transfer: [buffer] });
    return buffer.byteLength === 0;
  } catch (error) {
    assert.strictEqual(error.name, 'DataCloneError');
    return false;
  }
}

test('no content is no body', () => {
  for (const content of [undefined, null, '']) assert.strictEqual(shareable(content, true), null);
});

test('a text is its UTF-8', () => {
  assert.deepStrictEqual(shareable('é😀', true), Buffer.from('é😀'));
});

test('a small Buffer goes as it is, for Rust copies it', () => {
  for (const size of [0, 1, LIMIT]) {
    const content = bytes(size);
    assert.strictEqual(shareable(content, true), content);
    if (size > 0) assert.ok(isTransferable(content));
  }
});

test('a large Buffer is used in place and cannot be transferred any more', () => {
  const content = bytes(LIMIT + 1);
  assert.strictEqual(shareable(content, true), content);
  assert.ok(!isTransferable(content));
  assert.strictEqual(content.length, LIMIT + 1);
});

test('a part of a large memory bars the whole memory', () => {
  const content = bytes(2 * LIMIT).subarray(10, LIMIT + 20);
  assert.strictEqual(shareable(content, true), content);
  assert.ok(!isTransferable(content));
});

test('zeroCopy: false copies', () => {
  const content = bytes(LIMIT + 1);
  const copy = shareable(content, false);
  assert.notStrictEqual(copy.buffer, content.buffer);
  assert.deepStrictEqual(copy, content);
  assert.ok(isTransferable(content));
});

test('memory that is shared or can shrink is copied', () => {
  const kinds = [new SharedArrayBuffer(LIMIT + 1)];
  const resizable = new ArrayBuffer(LIMIT + 1, { maxByteLength: 2 * LIMIT });
  if (resizable.resizable) kinds.push(resizable);
  for (const memory of kinds) {
    const content = bytes(LIMIT + 1, memory);
    const copy = shareable(content, true);
    assert.notStrictEqual(copy.buffer, memory);
    assert.ok(copy.buffer instanceof ArrayBuffer);
    assert.deepStrictEqual(Buffer.compare(copy, content), 0);
    content[0] = 8;
    assert.strictEqual(copy[0], 7);
  }
});

test('all kinds of memory arrive whole', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const size = LIMIT + 17;
  const resizable = new ArrayBuffer(size, { maxByteLength: 2 * size });
  const contents = [
    bytes(10),
    bytes(LIMIT),
    bytes(size),
    bytes(2 * size).subarray(3, size),
    bytes(size, new SharedArrayBuffer(size)),
    bytes(size, resizable),
  ];
  for (const zeroCopy of [true, false]) {
    for (const content of contents) {
      content.forEach((_, i) => {
        content[i] = i % 251;
      });
      await client({ endpoint, zeroCopy }).put('a', content);
      assert.strictEqual(Buffer.compare(requests.at(-1).body, content), 0);
    }
  }
});

test('a small Buffer that is sent after a wait, or again, is copied at once', async (t) => {
  const content = bytes(10);
  const copy = shareable(content, true, true);
  assert.notStrictEqual(copy.buffer, content.buffer);
  assert.deepStrictEqual(copy, content);

  const { endpoint, requests } = await serve(t, (request, response) => {
    response.statusCode = request.headers['x-oss-security-token'] === 'token-2' ? 200 : 403;
    response.end(response.statusCode === 200 ? '' : errorDocument('SecurityTokenExpired'));
  });
  let count = 0;
  const refreshSTSToken = async () => {
    count += 1;
    return { accessKeyId: 'a', accessKeySecret: 'b', stsToken: `token-${count}` };
  };
  const made = client({ endpoint, stsToken: 'token-0', expiration: 1, refreshSTSToken });
  const call = made.put('a', content);
  assert.ok(isTransferable(content));
  await call;
  assert.strictEqual(count, 2);
  assert.deepStrictEqual(
    requests.map(({ body }) => body),
    [Buffer.alloc(10, 7), Buffer.alloc(10, 7)]
  );
});

test('memory that is taken away during the call does no harm', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const large = bytes(4 * LIMIT);
  const small = bytes(1000);
  const calls = [client({ endpoint }).put('large', large), client({ endpoint }).put('small', small)];
  assert.ok(!isTransferable(large));
  assert.ok(isTransferable(small));
  await Promise.all(calls);
  const sizes = Object.fromEntries(
    requests.map(({ url, body }) => [url, body.filter((byte) => byte === 7).length])
  );
  assert.deepStrictEqual(sizes, { '/large': 4 * LIMIT, '/small': 1000 });
});
