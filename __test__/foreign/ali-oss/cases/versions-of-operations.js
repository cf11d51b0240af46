'use strict';

const versionOf = ({ res }) => res.headers['x-oss-version-id'];
const put = async (client, name, content, options) =>
  versionOf(await client.put(name, Buffer.from(content), options));
const text = async (client, name, versionId) =>
  String((await client.get(name, versionId && { versionId })).content);

module.exports = {
  async 'tags and ACL of each'({ client, bucket, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    const one = await put(client, 'a', 'one');
    const two = await put(client, 'a', 'two');
    await client.putObjectTagging('a', { of: 'one' }, { versionId: one });
    const tags = async (versionId) => (await client.getObjectTagging('a', { versionId })).tag;
    check.state('tags of the first', await tags(one), { of: 'one' });
    check.state('tags of the second', await tags(two), {});
    await client.deleteObjectTagging('a', { versionId: one });
    check.state('tags deleted', await tags(one), {});
    await client.putACL('a', 'public-read', { versionId: one });
    check.state('ACL of the first', (await client.getACL('a', { versionId: one })).acl, 'public-read');
    check.state('ACL of the second', (await client.getACL('a')).acl, 'default');
  },

  async 'copies of an old one'({ client, bucket, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    const one = await put(client, 'a', 'one', { meta: { of: 'one' } });
    await put(client, 'a', 'two');
    const copied = await client.copy('b', 'a', { versionId: one });
    check.reply('its source', copied.res.headers['x-oss-copy-source-version-id'], one);
    check.state('content', await text(client, 'b'), 'one');
    check.state('metadata', (await client.head('b')).meta, { of: 'one' });
    await client.copy('a', 'a', { versionId: one });
    check.state('brought back', await text(client, 'a'), 'one');
    check.state(
      'as a version of its own',
      (await client.getBucketVersions({ prefix: 'a' })).objects.length,
      3
    );
    await client.delete('a');
    await check.error('of a delete marker', client.copy('b', 'a'), { status: 404, code: 'NoSuchKey' });
  },

  async 'uploads in parts'({ client, bucket, dir, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    const one = await put(client, 'a', 'one');
    const { uploadId } = await client.initMultipartUpload('a');
    const { etag } = await client.uploadPart('a', uploadId, 1, dir.write('part', 'parts'), 0, 5);
    const done = await client.completeMultipartUpload('a', uploadId, [{ number: 1, etag }]);
    check.state('the new one', await text(client, 'a'), 'parts');
    check.state('its id', versionOf(await client.head('a')), versionOf(done));
    check.state('the old one', await text(client, 'a', one), 'one');
  },

  async links({ client, bucket, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    await put(client, 'first', 'first');
    await put(client, 'second', 'second');
    const link = versionOf(await client.putSymlink('link', 'first'));
    await client.putSymlink('link', 'second');
    check.state('the current one', (await client.getSymlink('link')).targetName, 'second');
    check.state('the old one', (await client.getSymlink('link', { versionId: link })).targetName, 'first');
    check.state('content', await text(client, 'link'), 'second');
    check.state('content of the old one', await text(client, 'link', link), 'first');
  },

  async 'several deleted in one request'({ client, bucket, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    const one = await put(client, 'a', 'one');
    await put(client, 'a', 'two');
    await put(client, 'b', 'b');
    const { deleted } = await client.deleteMulti([{ key: 'a', versionId: one }, { key: 'b' }]);
    check.reply('the version', [deleted[0].Key, deleted[0].VersionId], ['a', one]);
    check.reply('the marker', [deleted[1].Key, deleted[1].DeleteMarker], ['b', 'true']);
    const { objects, deleteMarker } = await client.getBucketVersions();
    check.state(
      'versions',
      objects.map(({ name }) => name),
      ['a', 'b']
    );
    check.state(
      'marker',
      deleteMarker.map(({ versionId }) => versionId),
      [deleted[1].DeleteMarkerVersionId]
    );
    check.state('the other version', await text(client, 'a'), 'two');
  },

  async 'buckets that hold them'({ client, bucket, check }) {
    await client.putBucketVersioning(bucket, 'Enabled');
    const one = await put(client, 'a', 'one');
    const marker = versionOf(await client.delete('a'));
    check.state('no object', (await client.list()).objects, []);
    const full = { status: 409, code: 'BucketNotEmpty' };
    await check.error('deleted with a version', client.deleteBucket(bucket), full);
    await client.delete('a', { versionId: one });
    await check.error('deleted with a marker', client.deleteBucket(bucket), full);
    await client.delete('a', { versionId: marker });
    await client.deleteBucket(bucket);
    await check.error('deleted', client.getBucketVersioning(bucket), { status: 404, code: 'NoSuchBucket' });
  },
};
