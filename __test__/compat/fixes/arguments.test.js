'use strict';

const assert = require('node:assert/strict');
const { Readable } = require('node:stream');
const { test } = require('node:test');
const { ours, setUp, theirs } = require('./both.js');

const { dir, client } = setUp('fixes-arguments');
const HELLO = Buffer.from('hello');
const PART = 100 * 1024;

function deepFreeze(value) {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}

/** Calls whose arguments ali-oss writes to: the arguments, and the call. */
const CALLS = {
  'put of a file': [
    () => ({ meta: { uid: 1 }, headers: {} }),
    (it, options) => it.put('a', dir.write('file.txt', 'x'), options),
  ],
  append: [() => ({ headers: {} }), (it, options) => it.append(`appended ${Math.random()}`, HELLO, options)],
  copy: [
    () => ({ headers: { 'Cache-Control': 'no-cache' }, meta: { uid: 1 } }),
    (it, options) => it.copy('b', 'a', options),
  ],
  get: [() => ({ versionId: undefined }), (it, options) => it.get('a', options)],
  listV2: [() => ({ prefix: 'a', continuationToken: undefined }), (it, query) => it.listV2(query)],
  putBucketLifecycle: [
    () => [{ id: 'rule', prefix: 'a/', status: 'Enabled', expiration: { days: 3 } }],
    (it, rules) => it.putBucketLifecycle('fixes-arguments', rules),
  ],
  signatureUrl: [
    () => ({ process: 'style/a', subResource: {}, method: undefined }),
    async (it, options) => it.signatureUrl('a', options),
  ],
  multipartUpload: [
    () => ({ meta: { uid: 1 }, headers: {}, partSize: PART }),
    (it, options) => it.multipartUpload('c', dir.write('large.txt', Buffer.alloc(PART + 1)), options),
  ],
};

test('F13: what the caller gives stays as it is, and may be frozen', async () => {
  const changed = [];
  for (const [name, [make, call]] of Object.entries(CALLS)) {
    await client(ours).put('a', HELLO);
    await assert.doesNotReject(() => call(client(ours), deepFreeze(make())), name);
    const given = make();
    await call(client(theirs), given).catch(() => {});
    // A key that is there already is written to as well.
    if (JSON.stringify(Object.entries(given)) !== JSON.stringify(Object.entries(make()))) changed.push(name);
  }
  assert.deepEqual(changed, Object.keys(CALLS));
});

test('F15: a host and a port are an endpoint', async () => {
  const endpoint = 'oss.example.com:8080';
  assert.throws(() => client(theirs, { endpoint }), { message: 'Endpoint protocol must be http or https.' });
  assert.equal(client(ours, { endpoint }).options.endpoint.host, endpoint);
});

/** Bodies that Node has and ali-oss does not take. */
const BODIES = {
  'a stream of the web': () => new Blob([HELLO]).stream(),
  'an async iterable': () =>
    (async function* pieces() {
      yield HELLO;
    })(),
  'a Blob': () => new Blob([HELLO]),
  'a Uint8Array': () => new Uint8Array(HELLO),
  'an ArrayBuffer': () => new Uint8Array(HELLO).buffer,
};
for (const [kind, body] of Object.entries(BODIES)) {
  test(`F15: ${kind} is a body`, async () => {
    await assert.rejects(client(theirs).put('body', body()), {
      message: 'Must provide String/Buffer/ReadableStream for put.',
    });
    await client(ours).put('body', body());
    assert.equal(String((await client(ours).get('body')).content), 'hello');
  });
}

test('F15: text is a path all the same', async () => {
  const file = dir.write('path.txt', 'of the file');
  for (const library of [theirs, ours]) {
    await client(library).put('path', file);
    assert.equal(String((await client(library).get('path')).content), 'of the file');
    await client(library).put('stream', Readable.from([HELLO]));
  }
});
