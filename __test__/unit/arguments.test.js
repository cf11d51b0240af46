'use strict';

// Arguments of the caller stay as they are (DESIGN, F13): frozen ones work, and ali-oss changes them.

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const calls = require('../compat/cases/rest/calls.js');
const { startRecorder } = require('../support/recorder.js');
const { client } = require('./loopback');

const OPTIONS = { headers: { 'x-oss-a': 'b' }, meta: { a: 1 }, subres: { extra: '1' }, versionId: 'v' };
/** Those that write into the options they are given. */
const CHANGED = [
  'append',
  'copy',
  'deleteMulti',
  'getObjectMeta',
  'restore',
  'putACL',
  'getACL',
  'putSymlink',
  'getSymlink',
  'putObjectTagging',
  'getObjectTagging',
  'deleteObjectTagging',
  'getBucketVersions',
  'listObjectVersions',
  'postAsyncFetch',
  'getAsyncFetch',
  'initMultipartUpload',
  'uploadPart',
  'uploadPartCopy',
  'putChannel',
  'getChannel',
  'deleteChannel',
  'putChannelStatus',
  'getChannelStatus',
  'listChannels',
  'getChannelHistory',
  'createVod',
];

function freeze(value) {
  for (const inside of Object.values(value))
    if (typeof inside === 'object' && inside !== null) freeze(inside);
  return Object.freeze(value);
}

/** A server that gives this reply, and the clients of both libraries. */
async function serve(t, reply) {
  const recorder = await startRecorder([reply]);
  t.after(() => recorder.close());
  const endpoint = `http://127.0.0.1:${recorder.port}`;
  const theirs = new AliOSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket', endpoint });
  return { ours: client({ endpoint }), theirs, recorder };
}

const METHODS = { ...calls.OBJECTS, ...calls.MULTIPART, ...calls.LIVE };
for (const [method, { reply, run }] of Object.entries(METHODS)) {
  test(`${method} leaves its options as they are`, async (t) => {
    const { ours, theirs } = await serve(t, reply);
    await run(ours, freeze(structuredClone(OPTIONS)));
    const given = structuredClone(OPTIONS);
    await run(theirs, given).catch(() => {});
    const changes = JSON.stringify(given) !== JSON.stringify(OPTIONS);
    assert.strictEqual(changes, CHANGED.includes(method), `ali-oss changes the options: ${changes}`);
  });
}
for (const [method, { reply, run }] of Object.entries(calls.BUCKETS)) {
  test(`${method} works with frozen options`, async (t) => {
    const { ours } = await serve(t, reply);
    await run(ours, 'my-bucket', freeze({ headers: { 'x-oss-a': 'b' } }));
  });
}

test('putBucketLifecycle leaves its rules as they are', async (t) => {
  const { ours, theirs, recorder } = await serve(t, { status: 200 });
  const rules = [{ id: 'a', prefix: '', status: 'Enabled', days: 3, tag: [{ key: 'a', value: 'b' }] }];
  await ours.putBucketLifecycle('my-bucket', freeze(structuredClone(rules)));
  const given = structuredClone(rules);
  await theirs.putBucketLifecycle('my-bucket', given);
  assert.notDeepStrictEqual(given, rules);
  const [first, second] = recorder.take().map(({ body }) => body.toString());
  assert.strictEqual(first, second);
});

test('authorization leaves the order of a list', () => {
  const made = client({ endpoint: 'http://127.0.0.1:1' });
  const subres = Object.freeze(['b', 'a']);
  assert.match(made.authorization('GET', '/', subres, { 'x-oss-date': 'x' }), /^OSS /);
});
