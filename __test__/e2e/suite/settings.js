'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

module.exports = [
  {
    name: 'the ACL of a bucket',
    async run({ client, bucket }) {
      assert.equal((await client.getBucketACL(bucket)).acl, 'private');
      assert.equal((await client.putBucketACL(bucket, 'public-read')).res.status, 200);
      const { acl, owner } = await client.getBucketACL(bucket);
      assert.equal(acl, 'public-read');
      assert.ok(owner.id.length > 0);
    },
  },
  {
    name: 'what is known of a bucket',
    async run({ client, bucket, freshName }) {
      const info = (await client.getBucketInfo(bucket)).bucket;
      assert.deepEqual(
        [info.Name, info.Location, info.StorageClass, info.AccessControlList.Grant],
        [bucket, 'oss-cn-hangzhou', 'Standard', 'private']
      );
      assert.equal((await client.getBucketInfo()).bucket.Name, bucket);
      assert.equal((await client.getBucketLocation(bucket)).location, 'oss-cn-hangzhou');
      await rejects(client.getBucketInfo(freshName()), { name: 'NoSuchBucketError', status: 404 });
    },
  },
  {
    name: 'tags of a bucket',
    async run({ client, bucket }) {
      assert.equal((await client.putBucketTags(bucket, { team: 'x', b: '' })).status, 200);
      assert.deepEqual((await client.getBucketTags(bucket)).tag, { team: 'x', b: '' });
      assert.equal((await client.deleteBucketTags(bucket)).status, 204);
    },
  },
  {
    name: 'encryption of a bucket',
    async run({ client, bucket }) {
      await rejects(client.getBucketEncryption(bucket), { status: 404 });
      assert.equal((await client.putBucketEncryption(bucket, { SSEAlgorithm: 'AES256' })).status, 200);
      assert.equal((await client.getBucketEncryption(bucket)).encryption.SSEAlgorithm, 'AES256');
      assert.equal((await client.deleteBucketEncryption(bucket)).status, 204);
    },
  },
  {
    name: 'the policy of a bucket',
    async run({ client, bucket, freshName }) {
      const none = await client.getBucketPolicy(bucket);
      assert.deepEqual([none.policy, none.status], [null, 404]);
      const policy = {
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['oss:GetObject'],
            Principal: ['1234567890123456'],
            Resource: [`acs:oss:*:*:${bucket}/*`],
          },
        ],
      };
      assert.equal((await client.putBucketPolicy(bucket, policy)).status, 200);
      assert.deepEqual((await client.getBucketPolicy(bucket)).policy, policy);
      assert.equal((await client.deleteBucketPolicy(bucket)).status, 204);
      assert.equal((await client.getBucketPolicy(bucket)).policy, null);
      assert.equal((await client.getBucketPolicy(freshName())).policy, null);
    },
  },
  {
    name: 'which sites may use a bucket from a browser',
    async run({ client, bucket }) {
      const rules = [
        {
          allowedOrigin: 'http://a.example.com',
          allowedMethod: ['GET', 'PUT'],
          allowedHeader: '*',
          exposeHeader: 'ETag',
          maxAgeSeconds: '30',
        },
        { allowedOrigin: '*', allowedMethod: 'GET' },
      ];
      await client.putBucketCORS(bucket, rules);
      const read = (await client.getBucketCORS(bucket)).rules;
      assert.deepEqual(read[0], rules[0]);
      assert.deepEqual([read[1].allowedOrigin, read[1].allowedMethod], ['*', 'GET']);
      await client.deleteBucketCORS(bucket);
      await rejects(client.getBucketCORS(bucket), { status: 404, code: 'NoSuchCORSConfiguration' });
    },
  },
  {
    name: 'the web site of a bucket',
    async run({ client, bucket }) {
      await client.putBucketWebsite(bucket, { index: 'i.html', error: 'e.html' });
      const { index, error } = await client.getBucketWebsite(bucket);
      assert.deepEqual([index, error], ['i.html', 'e.html']);
      await client.deleteBucketWebsite(bucket);
      await rejects(client.getBucketWebsite(bucket), { status: 404, code: 'NoSuchWebsiteConfiguration' });
    },
  },
  {
    name: 'which pages may link the objects of a bucket',
    async run({ client, bucket }) {
      await client.putBucketReferer(bucket, false, ['http://a.example.com', 'http://b.example.com']);
      const { allowEmpty, referers } = await client.getBucketReferer(bucket);
      assert.deepEqual([allowEmpty, referers], [false, ['http://a.example.com', 'http://b.example.com']]);
      await client.deleteBucketReferer(bucket);
      const after = await client.getBucketReferer(bucket);
      assert.deepEqual([after.allowEmpty, after.referers], [true, null]);
    },
  },
];
