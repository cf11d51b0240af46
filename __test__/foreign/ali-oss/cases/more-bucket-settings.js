'use strict';

const { ACCOUNT, KEYS } = require('../accounts.js');

module.exports = {
  async logging({ client, bucket, check }) {
    const read = async () => {
      const { enable, prefix } = await client.getBucketLogging(bucket);
      return { enable, prefix };
    };
    check.state('at first', await read(), { enable: false, prefix: null });
    await client.putBucketLogging(bucket, 'logs/');
    check.state('put', await read(), { enable: true, prefix: 'logs/' });
    await client.putBucketLogging(bucket);
    check.state('replaced', await read(), { enable: true, prefix: null });
    await client.deleteBucketLogging(bucket);
    check.state('deleted', await read(), { enable: false, prefix: null });
  },

  async 'who pays'({ client, bucket, make, check }) {
    const read = async () => (await client.getBucketRequestPayment(bucket)).payer;
    check.state('at first', await read(), 'BucketOwner');
    await client.put('a', Buffer.from('a'), { headers: { 'x-oss-object-acl': 'public-read' } });
    await client.putBucketRequestPayment(bucket, 'Requester');
    check.state('put', await read(), 'Requester');
    const stranger = make({ ...KEYS.stranger, bucket });
    await check.error('a stranger who does not pay', stranger.get('a'), {
      status: 403,
      code: 'AccessDenied',
    });
    const paid = await stranger.get('a', { headers: { 'x-oss-request-payer': 'requester' } });
    check.state('a stranger who pays', String(paid.content), 'a');
    check.state('the owner', String((await client.get('a')).content), 'a');
    await client.putBucketRequestPayment(bucket, 'BucketOwner');
    check.state('put back', String((await stranger.get('a')).content), 'a');
  },

  async statistics({ client, bucket, check }) {
    const read = async () => (await client.getBucketStat(bucket)).stat;
    check.states('at first', await read(), { Storage: '0', ObjectCount: '0', MultipartUploadCount: '0' });
    await client.put('a', Buffer.alloc(100));
    await client.put('b', Buffer.alloc(23), { headers: { 'x-oss-storage-class': 'IA' } });
    await client.initMultipartUpload('c');
    check.states('later', await read(), {
      ObjectCount: '2',
      MultipartUploadCount: '1',
      StandardStorage: '100',
      StandardObjectCount: '1',
      InfrequentAccessRealStorage: '23',
      InfrequentAccessObjectCount: '1',
    });
  },

  async inventories({ client, bucket, check }) {
    const inventory = {
      id: 'daily',
      isEnabled: true,
      prefix: 'dir/',
      OSSBucketDestination: {
        format: 'CSV',
        accountId: ACCOUNT,
        rolename: 'oss-demo',
        bucket,
        prefix: 'lists/',
        encryption: { 'SSE-OSS': '' },
      },
      frequency: 'Daily',
      includedObjectVersions: 'All',
      optionalFields: { field: ['Size', 'ETag'] },
    };
    const missing = { status: 404, code: 'NoSuchInventory' };
    await check.error('at first', client.getBucketInventory(bucket, 'daily'), missing);
    await client.putBucketInventory(bucket, inventory);
    const read = (await client.getBucketInventory(bucket, 'daily')).inventory;
    check.states('read back', read, {
      id: 'daily',
      isEnabled: true,
      prefix: 'dir/',
      frequency: 'Daily',
      includedObjectVersions: 'All',
      optionalFields: { field: ['Size', 'ETag'] },
    });
    check.states('destination', read.OSSBucketDestination, {
      format: 'CSV',
      accountId: ACCOUNT,
      prefix: 'lists/',
      bucket,
    });
    const again = client.putBucketInventory(bucket, inventory);
    await check.error('again', again, { status: 409 });
    await client.putBucketInventory(bucket, { ...inventory, id: 'weekly', frequency: 'Weekly' });
    const { inventoryList, isTruncated } = await client.listBucketInventory(bucket);
    check.state(
      'list',
      inventoryList.map(({ id }) => id),
      ['daily', 'weekly']
    );
    check.state('list, whole', isTruncated, false);
    await client.deleteBucketInventory(bucket, 'daily');
    await check.error('deleted', client.getBucketInventory(bucket, 'daily'), missing);
    check.state('the other stays', (await client.listBucketInventory(bucket)).inventoryList.length, 1);
  },
};
