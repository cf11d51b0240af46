'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { rejects } = require('../rejects.js');
const { place } = require('./place.js');

const here = place();

async function all(iterator) {
  const items = [];
  for await (const item of iterator) items.push(item);
  return items;
}

const put = (client, keys) => Promise.all(keys.map((key) => client.put(key, Buffer.from(key))));
const names = async (iterator) => (await all(iterator)).map(({ name, prefix }) => name ?? prefix);

test('objects of all pages, whatever their keys', async () => {
  const client = here.client();
  const keys = ['all/ +%', 'all/\u0001', 'all/a', 'all/b/1', 'all/b/2', 'all/中', 'all/\u{1f600}'];
  await put(client, keys);
  assert.deepEqual(new Set(await names(client.listAll({ prefix: 'all/', 'max-keys': 2 }))), new Set(keys));
  assert.deepEqual(await names(client.listAll({ prefix: 'all/', delimiter: '/', 'max-keys': 1 })), [
    'all/\u0001',
    'all/ +%',
    'all/a',
    'all/b/',
    'all/中',
    'all/\u{1f600}',
  ]);
  const [object] = await all(client.listAll({ prefix: 'all/a', 'fetch-owner': true }));
  const { objects } = await client.list({ prefix: 'all/a' });
  assert.deepEqual(object, objects[0]);
});

test('uploads and their parts', async () => {
  const client = here.client();
  const uploads = [];
  for (const key of ['up/1', 'up/2', 'up/3']) uploads.push((await client.initMultipartUpload(key)).uploadId);
  const found = await all(client.listUploadsAll({ prefix: 'up/', 'max-uploads': 2 }));
  assert.deepEqual(
    found.map(({ uploadId }) => uploadId),
    uploads
  );
  const [uploadId] = uploads;
  for (const number of [1, 2, 5]) await client.uploadPart('up/1', uploadId, number, Buffer.from('a'), 0, 1);
  const parts = await all(client.listPartsAll('up/1', uploadId, { 'max-parts': 1 }));
  assert.deepEqual(
    parts.map(({ PartNumber, Size }) => [PartNumber, Size]),
    [
      ['1', '1'],
      ['2', '1'],
      ['5', '1'],
    ]
  );
  await Promise.all(found.map(({ name, uploadId: id }) => client.abortMultipartUpload(name, id)));
});

test('an object exists, or does not, or nobody may know', async () => {
  const client = here.client();
  await client.put('there', Buffer.from('a'));
  assert.equal(await client.exists('there'), true);
  assert.equal(await client.exists('not there'), false);
  await rejects(here.client({ bucket: 'no-such-bucket' }).exists('a'), { status: 404, code: 'NoSuchBucket' });
  const stranger = here.client({ accessKeySecret: 'wrong' });
  const { status } = await stranger.exists('there').catch((error) => error);
  assert.equal(status, 403);
});

test('what begins with a prefix is deleted, and nothing else', async () => {
  const client = here.client();
  const keys = Array.from({ length: 25 }, (_, index) => `gone/${index}`);
  await put(client, [...keys, 'gone/&<\u0001', 'gone', 'kept/1']);
  const keysOf = ({ deleted }) => deleted.map(({ Key }) => Key).sort();
  const expected = [...keys, 'gone/&<\u0001'].sort();
  assert.deepEqual(keysOf(await client.deletePrefix('gone/', { dryRun: true })), expected);
  assert.equal((await all(client.listAll({ prefix: 'gone/' }))).length, 26);
  assert.deepEqual(keysOf(await client.deletePrefix('gone/')), expected);
  assert.deepEqual(await names(client.listAll({ prefix: 'gone' })), ['gone']);
  assert.deepEqual(keysOf(await client.deletePrefix('gone/')), []);
  assert.equal(await client.exists('kept/1'), true);
});

test('all versions are deleted when asked for', async () => {
  const client = here.client();
  await client.putBucketVersioning('bodies', 'Enabled');
  try {
    await put(client, ['v/a', 'v/a', 'v/b', 'w/a']);
    await client.delete('v/a');
    await client.deletePrefix('v/b');
    const listed = await all(client.listVersionsAll({ prefix: 'v/', 'max-keys': 2 }));
    assert.deepEqual(
      listed.map(({ isDeleteMarker, isLatest, name }) => [name, isDeleteMarker, isLatest]),
      [
        ['v/a', true, true],
        ['v/a', false, false],
        ['v/a', false, false],
        ['v/b', true, true],
        ['v/b', false, false],
      ]
    );
    const { deleted } = await client.deletePrefix('v/', { versions: true });
    assert.deepEqual(
      new Set(deleted.map(({ VersionId }) => VersionId)),
      new Set(listed.map(({ versionId }) => versionId))
    );
    assert.deepEqual(await names(client.listVersionsAll({ prefix: 'v/' })), []);
    assert.equal((await all(client.listVersionsAll({ prefix: 'w/' }))).length, 1);
  } finally {
    await client.putBucketVersioning('bodies', 'Suspended');
  }
});

test('an error says what is gone already, and a signal ends it', async () => {
  const client = here.client();
  await put(client, ['e/\u0001', 'e/a', 'e/b']);
  await here.emulator.addFault({
    operation: 'DeleteMultipleObjects',
    times: 1,
    action: { type: 'status', status: 403, code: 'AccessDenied' },
  });
  const error = await client.deletePrefix('e/').catch((reason) => reason);
  assert.equal(error.code, 'AccessDenied');
  assert.deepEqual(error.deleted, [{ Key: 'e/\u0001' }]);
  const aborted = client.deletePrefix('e/', { signal: AbortSignal.abort() });
  assert.equal((await aborted.catch((reason) => reason)).name, 'AbortError');
  assert.deepEqual(await names(client.listAll({ prefix: 'e/' })), ['e/a', 'e/b']);
});
