'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { rejects } = require('../rejects.js');
const { BUCKET, PART, bytesOf, world } = require('./world.js');

const here = world();
const bytes = bytesOf('copy', 3 * PART + 17);

const HEADERS = {
  'Content-Type': 'text/x-source',
  'Cache-Control': 'max-age=7',
  'Content-Disposition': 'attachment',
  'x-oss-tagging': 'a=1&b%20c=%2F',
};
const SHOWN = [
  'content-type',
  'cache-control',
  'content-disposition',
  'x-oss-meta-uid',
  'x-oss-tagging-count',
];

async function shown(name) {
  const { headers } = (await here.client.head(name)).res;
  return Object.fromEntries(SHOWN.map((header) => [header, headers[header]]));
}

test('what a copy in parts keeps is what CopyObject keeps', async () => {
  await here.client.put('source 中.txt', bytes, { headers: HEADERS, meta: { uid: 5 } });
  const one = await here.client.copyLarge('one', 'source 中.txt');
  const many = await here.client.copyLarge('many', 'source 中.txt', { partSize: PART });
  assert.deepEqual([one.parts, many.parts, one.size, many.size], [1, 4, bytes.length, bytes.length]);
  assert.match(many.etag, /-4"$/);
  assert.equal(one.crc64, many.crc64);
  for (const name of ['one', 'many']) {
    assert.ok((await here.content(name)).equals(bytes));
    assert.deepEqual(await shown(name), await shown('source 中.txt'));
  }
  assert.deepEqual((await here.client.getObjectTagging('many')).tag, { a: '1', 'b c': '/' });
});

test('metadata of the caller takes the place of all', async () => {
  await here.client.put('source', bytes, { headers: HEADERS, meta: { uid: 5 } });
  for (const partSize of [undefined, PART]) {
    await here.client.copyLarge('copied', `/${BUCKET}/source`, { partSize, meta: { uid: 6 } });
    const { 'x-oss-meta-uid': uid, 'cache-control': caching } = await shown('copied');
    assert.deepEqual([uid, caching], ['6', undefined]);
  }
});

test('other buckets and versions are copied from', async () => {
  await here.client.putBucket('other-bucket');
  const other = here.make({ bucket: 'other-bucket' });
  await other.putBucketVersioning('other-bucket', 'Enabled');
  const { res } = await other.put('source', bytes);
  await other.put('source', Buffer.from('newer'));
  const source = { bucket: 'other-bucket', name: 'source', versionId: res.headers['x-oss-version-id'] };
  await here.client.copyLarge('copied', source, { partSize: PART });
  assert.ok((await here.content('copied')).equals(bytes));
});

test('a source that changes meanwhile is not mixed, and nothing is left', async () => {
  await here.client.put('source', bytes);
  await here.fault('UploadPartCopy', { type: 'delay', milliseconds: 200 }, { times: 9 });
  let changing;
  const copying = here.client.copyLarge('copied', 'source', {
    partSize: PART,
    parallel: 1,
    onProgress({ transferred }) {
      if (transferred > 0) changing ??= here.client.put('source', bytesOf('other', bytes.length));
    },
  });
  await rejects(copying, { status: 412, code: 'PreconditionFailed' });
  await changing;
  assert.deepEqual(await here.uploads(), []);
  await rejects(here.client.copyLarge('copied', 'none'), { status: 404 });
});
