'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

const HOUR = 3600;

module.exports = [
  {
    name: 'the log of a bucket',
    async run({ client, bucket }) {
      assert.equal((await client.getBucketLogging(bucket)).enable, false);
      assert.equal((await client.putBucketLogging(bucket, 'logs/')).res.status, 200);
      const { enable, prefix } = await client.getBucketLogging(bucket);
      assert.deepEqual({ enable, prefix }, { enable: true, prefix: 'logs/' });
      assert.equal((await client.deleteBucketLogging(bucket)).res.status, 204);
      assert.equal((await client.getBucketLogging(bucket)).enable, false);
    },
  },
  {
    name: 'who pays for a bucket',
    async run({ client, bucket }) {
      assert.equal((await client.getBucketRequestPayment(bucket)).payer, 'BucketOwner');
      assert.equal((await client.putBucketRequestPayment(bucket, 'Requester')).status, 200);
      assert.equal((await client.getBucketRequestPayment(bucket)).payer, 'Requester');
    },
  },
  {
    name: 'how much a bucket holds',
    async run({ client, bucket }) {
      await client.put('a.txt', Buffer.from('abc'));
      const { stat } = await client.getBucketStat(bucket);
      assert.deepEqual([stat.Storage, stat.ObjectCount, stat.MultipartUploadCount], ['3', '1', '0']);
    },
  },
  {
    name: 'the inventories of a bucket',
    async run({ client, bucket }) {
      const inventory = {
        id: 'report',
        isEnabled: true,
        prefix: 'a/',
        OSSBucketDestination: {
          format: 'CSV',
          accountId: '1234567890123456',
          rolename: 'AliyunOSSRole',
          bucket,
          prefix: 'reports/',
        },
        frequency: 'Daily',
        includedObjectVersions: 'All',
        optionalFields: { field: ['Size', 'ETag'] },
      };
      assert.equal((await client.putBucketInventory(bucket, inventory)).status, 200);
      const got = (await client.getBucketInventory(bucket, 'report')).inventory;
      assert.deepEqual(
        [got.id, got.isEnabled, got.prefix, got.frequency, got.includedObjectVersions, got.optionalFields],
        ['report', true, 'a/', 'Daily', 'All', inventory.optionalFields]
      );
      assert.deepEqual(
        [got.OSSBucketDestination.bucket, got.OSSBucketDestination.prefix],
        [bucket, 'reports/']
      );
      const listed = await client.listBucketInventory(bucket);
      assert.deepEqual([listed.inventoryList.map(({ id }) => id), listed.isTruncated], [['report'], false]);
      assert.equal((await client.deleteBucketInventory(bucket, 'report')).status, 204);
      await rejects(client.getBucketInventory(bucket, 'report'), { status: 404 });
    },
  },
  {
    name: 'the lifecycle of the objects of a bucket',
    async run({ client, bucket }) {
      const rules = [
        { id: 'old', prefix: 'logs/', status: 'Enabled', expiration: { days: 3 } },
        { id: 'parts', prefix: 'tmp/', status: 'Disabled', abortMultipartUpload: { days: 1 } },
        {
          id: 'some',
          prefix: 'a/',
          status: 'Enabled',
          expiration: { days: 9 },
          tag: { key: 'a', value: 'b' },
        },
      ];
      assert.equal((await client.putBucketLifecycle(bucket, rules)).res.status, 200);
      const got = (await client.getBucketLifecycle(bucket)).rules;
      assert.deepEqual(
        got.map(({ id, prefix, status }) => ({ id, prefix, status })),
        [
          { id: 'old', prefix: 'logs/', status: 'Enabled' },
          { id: 'parts', prefix: 'tmp/', status: 'Disabled' },
          { id: 'some', prefix: 'a/', status: 'Enabled' },
        ]
      );
      assert.deepEqual([got[0].expiration, got[1].abortMultipartUpload], [{ days: '3' }, { days: '1' }]);
      assert.deepEqual(got[2].tag, [{ key: 'a', value: 'b' }]);
      assert.equal((await client.deleteBucketLifecycle(bucket)).res.status, 204);
    },
  },
  {
    name: 'the retention of a bucket',
    async run({ client, freshName }) {
      const kept = freshName();
      await client.putBucket(kept);
      const first = await client.initiateBucketWorm(kept, '1');
      const { wormId, state, days } = await client.getBucketWorm(kept);
      assert.deepEqual({ wormId, state, days }, { wormId: first.wormId, state: 'InProgress', days: '1' });
      assert.equal((await client.abortBucketWorm(kept)).status, 204);

      const second = await client.initiateBucketWorm(kept, '1');
      assert.equal((await client.completeBucketWorm(kept, second.wormId)).status, 200);
      assert.equal((await client.extendBucketWorm(kept, second.wormId, '2')).status, 200);
      const locked = await client.getBucketWorm(kept);
      assert.deepEqual([locked.state, locked.days], ['Locked', '2']);
      await client.deleteBucket(kept);
    },
  },
  {
    name: 'a URL to stream to, and the bucket in the path',
    async run({ client, bucket, isIp, make }) {
      // Neither is there for an IP address, which is sent the bucket's host name.
      if (isIp) return;
      const url = new URL(client.getRtmpUrl('show', { expires: HOUR, params: { playlistName: 'a.m3u8' } }));
      assert.deepEqual([url.protocol, url.pathname.split('/').slice(-2)], ['rtmp:', ['live', 'show']]);
      assert.equal(url.searchParams.get('playlistName'), 'a.m3u8');
      const other = make({ bucket });
      assert.equal(other.setSLDEnabled(true), other);
      assert.equal((await other.put('a', Buffer.from('a'))).res.status, 200);
      other.setSLDEnabled(false);
    },
  },
];
