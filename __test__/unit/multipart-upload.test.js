'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { client, errorDocument, rejection, serve } = require('./loopback');

const CONTENT = Buffer.from(Array.from({ length: 350_000 }, (_, index) => index % 251));
const SIZE = 100 * 1024;

/** A service that takes parts and joins them. */
async function bucket(t, refuse = () => undefined) {
  const parts = new Map();
  const seen = { began: 0, completed: [], parts };
  const { endpoint, requests } = await serve(t, (request, response) => {
    const query = new URL(request.url, 'http://x').searchParams;
    const number = Number(query.get('partNumber'));
    const status = refuse(request, number);
    if (status === 0) return;
    if (status) return response.writeHead(status).end(errorDocument('Refused'));
    if (query.has('uploads')) {
      seen.began += 1;
      response.end('<R><Bucket>my-bucket</Bucket><Key>a</Key><UploadId>U</UploadId></R>');
    } else if (number) {
      parts.set(number, request.body);
      response.setHeader('etag', `"E${number}"`).end();
    } else if (request.method === 'POST') {
      seen.completed = [...String(request.body).matchAll(/<PartNumber>(\d+)/g)].map(([, n]) => Number(n));
      response.setHeader('etag', '"ALL-4"').end('<R><ETag>"ALL-4"</ETag></R>');
    } else response.setHeader('etag', '"ONE"').end();
  });
  seen.content = () => Buffer.concat([...parts.keys()].sort((a, b) => a - b).map((n) => parts.get(n)));
  return { endpoint, requests, seen };
}

function fileOf(t, content = CONTENT) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.txt');
  fs.writeFileSync(file, content);
  return file;
}

test('a file, a Buffer and a Blob are uploaded in parts', async (t) => {
  for (const [name, source] of [
    ['file', fileOf(t)],
    ['Buffer', CONTENT],
    ['Blob', new Blob([CONTENT], { type: 'text/plain' })],
  ]) {
    const { endpoint, requests, seen } = await bucket(t);
    const made = client({ endpoint });
    const result = await made.multipartUpload('a', source, { partSize: SIZE, meta: { uid: 1 } });
    assert.ok(seen.content().equals(CONTENT), name);
    assert.deepStrictEqual(seen.completed, [1, 2, 3, 4], name);
    assert.deepStrictEqual([result.bucket, result.name, result.etag], ['my-bucket', 'a', '"ALL-4"'], name);
    assert.strictEqual(requests[0].headers['x-oss-meta-uid'], '1', name);
    assert.deepStrictEqual(made.multipartUploadStreams, [], name);
  }
});

test('what is small is put at once, and progress says so', async (t) => {
  const { endpoint, requests } = await bucket(t);
  const calls = [];
  const progress = (...given) => calls.push(given);
  const result = await client({ endpoint }).multipartUpload('a', Buffer.from('small'), { progress });
  assert.deepStrictEqual([requests.length, requests[0].method, result.etag], [1, 'PUT', '"ONE"']);
  assert.deepStrictEqual(calls, [[1]]);
});

test('progress tells of every part, and what it gives resumes the upload', async (t) => {
  const { endpoint, seen } = await bucket(t);
  const file = fileOf(t);
  const made = client({ endpoint });
  const fractions = [];
  let kept;
  const stop = new Error('stop here');
  const first = made.multipartUpload('a', file, {
    partSize: SIZE,
    parallel: 1,
    progress(fraction, checkpoint) {
      fractions.push(fraction);
      kept = JSON.stringify(checkpoint);
      if (fraction === 0.4) throw stop;
    },
  });
  assert.strictEqual(await rejection(first), stop);
  assert.deepStrictEqual(fractions, [0, 0.2, 0.4]);
  seen.parts.set('resumed', Buffer.alloc(0));
  const checkpoint = JSON.parse(kept);
  assert.deepStrictEqual(Object.keys(checkpoint), [
    'file',
    'name',
    'fileSize',
    'partSize',
    'uploadId',
    'doneParts',
  ]);
  const before = structuredClone(checkpoint);
  seen.parts.delete('resumed');
  await made.multipartUpload('ignored', 'ignored', { checkpoint });
  assert.deepStrictEqual(checkpoint, before);
  assert.strictEqual(seen.began, 1);
  assert.ok(seen.content().equals(CONTENT));
});

test('an upload whose file has changed does not go on', async (t) => {
  const { endpoint, requests } = await bucket(t);
  const file = fileOf(t, Buffer.alloc(300_001));
  const checkpoint = { file, name: 'a', fileSize: 300_000, partSize: SIZE, uploadId: 'U', doneParts: [] };
  const error = await rejection(client({ endpoint }).multipartUpload('a', file, { checkpoint }));
  assert.match(error.message, /its source has 300001 bytes now, and had 300000 when it began$/);
  assert.strictEqual(requests.length, 0);
});

test('a part that fails says which it was, a lost upload is an abort', async (t) => {
  for (const [status, name, message] of [
    [403, 'RefusedError', /^Failed to upload some parts with error: .* part_num: 2$/],
    [404, 'abort', /^upload task has been abort$/],
  ]) {
    const { endpoint } = await bucket(t, (_, number) => (number === 2 ? status : undefined));
    const error = await rejection(client({ endpoint }).multipartUpload('a', CONTENT, { partSize: SIZE }));
    assert.strictEqual(error.name, name);
    assert.match(error.message, message);
    assert.strictEqual(error.partNum, 2);
    assert.ok(error instanceof Error);
  }
});

test('cancel ends what is under way, at once', async (t) => {
  const { endpoint } = await bucket(t, (_, number) => {
    if (number === 3) made.cancel();
    return number ? 0 : undefined;
  });
  const made = client({ endpoint });
  const error = await rejection(made.multipartUpload('a', CONTENT, { partSize: SIZE }));
  assert.deepStrictEqual([error.name, error.status], ['cancel', 0]);
  assert.ok(error instanceof Error);
  assert.strictEqual(made.isCancel(), true);
});

test('a signal gives a call, a stream and an upload up', async (t) => {
  const reason = new Error('not wanted any more');
  const { endpoint, requests } = await serve(t, (request, response) => {
    if (request.url === '/stream') response.write('some');
    else controller.abort(reason);
  });
  const made = client({ endpoint });
  let controller = new AbortController();
  const error = await rejection(made.get('a', { signal: controller.signal }));
  assert.deepStrictEqual([error.name, error.code, error.cause], ['AbortError', 'ABORT_ERR', reason]);
  const late = await rejection(made.head('a', { signal: controller.signal }));
  assert.deepStrictEqual([late.name, late.cause, requests.length], ['AbortError', reason, 1]);
  controller = new AbortController();
  const { stream } = await made.getStream('stream', { signal: controller.signal });
  controller.abort(reason);
  assert.strictEqual((await rejection(stream.toArray())).name, 'AbortError');
  controller = new AbortController();
  const upload = made.uploadPart('a', 'U', 1, CONTENT, 0, 10, { signal: controller.signal });
  assert.strictEqual((await rejection(upload)).cause, reason);
});
