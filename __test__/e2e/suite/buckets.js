'use strict';

const assert = require('node:assert/strict');

module.exports = [
  {
    name: 'a bucket is made, listed, used and deleted',
    async run({ client, freshName }) {
      const name = freshName();
      assert.equal((await client.putBucket(name)).bucket, name);
      const { buckets, owner } = await client.listBuckets({ prefix: name });
      assert.equal(buckets.length, 1);
      assert.equal(buckets[0].name, name);
      assert.equal(buckets[0].region, 'oss-cn-hangzhou');
      assert.equal(buckets[0].storageClass, 'Standard');
      assert.match(buckets[0].creationDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      assert.ok(owner.id.length > 0);
      client.useBucket(name);
      await client.put('a', Buffer.from('a'));
      await client.delete('a');
      assert.equal((await client.deleteBucket(name)).res.status, 204);
      assert.equal((await client.listBuckets({ prefix: name })).buckets, null);
    },
  },
  {
    name: 'useBucket leads the next request there',
    async run({ client, bucket, freshName }) {
      const other = freshName();
      await client.putBucket(other);
      await client.put('a', Buffer.from('in the first'));
      assert.equal(client.useBucket(other), client);
      await assert.rejects(client.get('a'), { name: 'NoSuchKeyError' });
      assert.equal(String((await client.useBucket(bucket).get('a')).content), 'in the first');
      await client.deleteBucket(other);
    },
  },
  {
    name: 'a storage class, and another one later',
    async run({ client, freshName }) {
      const name = freshName();
      await client.putBucket(name, { storageClass: 'IA', acl: 'private' });
      assert.equal((await client.listBuckets({ prefix: name })).buckets[0].StorageClass, 'IA');
      assert.equal((await client.putBucket(name, { storageClass: 'IA' })).res.status, 200);
      await assert.rejects(client.putBucket(name, { storageClass: 'Standard' }), {
        name: 'BucketAlreadyExistsError',
        status: 409,
        code: 'BucketAlreadyExists',
      });
      await client.deleteBucket(name);
    },
  },
  {
    name: 'a bucket with objects stays',
    async run({ client, bucket }) {
      await client.put('a', Buffer.from('a'));
      await assert.rejects(client.deleteBucket(bucket), {
        name: 'BucketNotEmptyError',
        status: 409,
        code: 'BucketNotEmpty',
      });
      assert.equal(String((await client.get('a')).content), 'a');
    },
  },
  {
    name: 'a bucket that is not there cannot be deleted',
    async run({ client, freshName }) {
      await assert.rejects(client.deleteBucket(freshName()), { name: 'NoSuchBucketError', status: 404 });
    },
  },
  {
    name: 'listBuckets page by page',
    async run({ client, freshName }) {
      const stem = freshName();
      const names = ['-1', '-2', '-3'].map((end) => stem + end);
      for (const name of names) await client.putBucket(name);
      const first = await client.listBuckets({ prefix: stem, 'max-keys': 2 });
      assert.deepEqual([first.buckets.map(({ name }) => name), first.isTruncated], [names.slice(0, 2), true]);
      const rest = await client.listBuckets({ prefix: stem, 'max-keys': 2, marker: first.nextMarker });
      assert.deepEqual([rest.buckets.map(({ name }) => name), rest.isTruncated], [names.slice(2), false]);
      for (const name of names) await client.deleteBucket(name);
    },
  },
  {
    name: 'request, for what has no method',
    async run({ client, bucket }) {
      const { data, status } = await client.request({
        method: 'GET',
        bucket,
        subres: 'acl',
        xmlResponse: true,
        successStatuses: [200],
      });
      assert.equal(status, 200);
      assert.equal(data.AccessControlList.Grant, 'private');
      await assert.rejects(
        client.request({ method: 'GET', bucket, object: 'none', successStatuses: [200] }),
        {
          code: 'NoSuchKey',
        }
      );
    },
  },
];
