'use strict';

module.exports = {
  async tags({ client, bucket, check }) {
    const read = async () => (await client.getBucketTags(bucket)).tag;
    check.state('at first', await read(), {});
    await client.putBucketTags(bucket, { one: '1', 'two words': 'a+b=c/d' });
    check.state('two', await read(), { one: '1', 'two words': 'a+b=c/d' });
    await client.putBucketTags(bucket, { other: 'z' });
    check.state('replaced', await read(), { other: 'z' });
    await client.deleteBucketTags(bucket);
    check.state('deleted', await read(), {});
    const gone = { status: 404, code: 'NoSuchBucket' };
    await check.error('of no bucket', client.getBucketTags('foreign-nowhere'), gone);
  },

  async encryption({ client, bucket, check }) {
    const read = async () => (await client.getBucketEncryption(bucket)).encryption;
    const none = { status: 404, code: 'NoSuchServerSideEncryptionRule' };
    await check.error('at first', read(), none);
    await client.putBucketEncryption(bucket, { SSEAlgorithm: 'AES256' });
    check.states('AES256', await read(), { SSEAlgorithm: 'AES256' });
    await client.putBucketEncryption(bucket, { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'fake-key-id' });
    check.states('KMS', await read(), { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'fake-key-id' });
    const refused = client.putBucketEncryption(bucket, { SSEAlgorithm: 'ROT13' });
    await check.error('an unknown algorithm', refused, { status: 400 });
    check.state('it stays', (await read()).SSEAlgorithm, 'KMS');
    await client.deleteBucketEncryption(bucket);
    await check.error('deleted', read(), none);
  },

  async versioning({ client, bucket, check }) {
    const read = async () => (await client.getBucketVersioning(bucket)).versionStatus;
    check.state('at first', await read(), undefined);
    for (const status of ['Enabled', 'Suspended', 'Enabled']) {
      await client.putBucketVersioning(bucket, status);
      check.state(`then ${status}`, await read(), status);
    }
    check.state('in info', (await client.getBucketInfo(bucket)).bucket.Versioning, 'Enabled');
  },
};
