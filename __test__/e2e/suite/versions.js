'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

const text = async (client, name, options) => String((await client.get(name, options)).content);

/** Runs with versions kept, and leaves none behind. */
const versioned = (run) => async (world) => {
  const { client, bucket } = world;
  await client.putBucketVersioning(bucket, 'Enabled');
  await run(world);
  const { objects, deleteMarker } = await client.getBucketVersions({ maxKeys: 1000 });
  const all = [...objects, ...deleteMarker].map(({ name, versionId }) => ({ key: name, versionId }));
  await client.deleteMulti(all);
};

module.exports = [
  {
    name: 'whether versions are kept',
    async run({ client, bucket }) {
      assert.equal((await client.getBucketVersioning(bucket)).versionStatus, undefined);
      await client.putBucketVersioning(bucket, 'Enabled');
      assert.equal((await client.getBucketVersioning(bucket)).versionStatus, 'Enabled');
      await client.putBucketVersioning(bucket, 'Suspended');
      assert.equal((await client.getBucketVersioning(bucket)).versionStatus, 'Suspended');
    },
  },
  {
    name: 'versions are read, listed and deleted one by one',
    run: versioned(async ({ client }) => {
      const first = (await client.put('a', Buffer.from('one'))).res.headers['x-oss-version-id'];
      const second = (await client.put('a', Buffer.from('two'))).res.headers['x-oss-version-id'];
      assert.equal(await text(client, 'a'), 'two');
      assert.equal(await text(client, 'a', { versionId: first }), 'one');
      await client.delete('a');
      await rejects(client.head('a'), { status: 404 });
      const { objects, deleteMarker, isTruncated } = await client.getBucketVersions({ prefix: 'a' });
      assert.deepEqual(
        objects.map(({ name, versionId, isLatest, size }) => [name, versionId, isLatest, size]),
        [
          ['a', second, false, 3],
          ['a', first, false, 3],
        ]
      );
      assert.deepEqual(
        deleteMarker.map(({ name }) => name),
        ['a']
      );
      assert.equal(isTruncated, false);
      await client.delete('a', { versionId: deleteMarker[0].versionId });
      assert.equal(await text(client, 'a'), 'two');
      await client.delete('a', { versionId: second });
      assert.equal(await text(client, 'a'), 'one');
    }),
  },
  {
    name: 'versions page by page',
    run: versioned(async ({ client }) => {
      for (const name of ['a', 'a', 'b']) await client.put(name, Buffer.from(name));
      const first = await client.listObjectVersions({ maxKeys: 1 });
      assert.deepEqual([first.isTruncated, first.nextKeyMarker], [true, 'a']);
      const { nextKeyMarker: keyMarker, nextVersionIdMarker: versionIdMarker } = first;
      const rest = await client.listObjectVersions({ keyMarker, versionIdMarker, 'max-keys': 10 });
      assert.deepEqual(
        rest.objects.map(({ name, isLatest }) => [name, isLatest]),
        [
          ['a', false],
          ['b', true],
        ]
      );
    }),
  },
  {
    name: 'what belongs to a version',
    run: versioned(async ({ client }) => {
      const versionId = (await client.put('a', Buffer.from('one'))).res.headers['x-oss-version-id'];
      await client.put('a', Buffer.from('two'));
      await client.putACL('a', 'private', { versionId });
      assert.equal((await client.getACL('a', { versionId })).acl, 'private');
      assert.equal((await client.getACL('a')).acl, 'default');
      await client.putObjectTagging('a', { old: 'yes' }, { versionId });
      assert.deepEqual((await client.getObjectTagging('a', { versionId })).tag, { old: 'yes' });
      assert.deepEqual((await client.getObjectTagging('a')).tag, {});
      assert.equal((await client.getObjectMeta('a', { versionId })).status, 200);
      await client.copy('b', 'a', { versionId });
      assert.equal(await text(client, 'b'), 'one');
      const deleted = await client.deleteMulti([{ key: 'a', versionId }, 'b']);
      const [version, marked] = deleted.deleted.sort((a, b) => (a.Key < b.Key ? -1 : 1));
      assert.deepEqual([version.Key, version.VersionId], ['a', versionId]);
      assert.deepEqual([marked.Key, marked.DeleteMarker], ['b', 'true']);
    }),
  },
];
