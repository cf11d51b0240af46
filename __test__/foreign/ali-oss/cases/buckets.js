'use strict';

const { ACCOUNT, KEYS } = require('../accounts.js');

module.exports = {
  async 'one is listed with all that is known of it'({ service, newBucket, check }) {
    const name = await newBucket({ storageClass: 'IA' });
    const { buckets, owner, isTruncated } = await service.listBuckets({ prefix: name });
    check.state('owner', owner, { id: ACCOUNT, displayName: 'demo' });
    check.state('is the last page', isTruncated, false);
    check.state('count', buckets.length, 1);
    check.states('entry', buckets[0], { name, region: 'oss-cn-hangzhou', storageClass: 'IA' });
    check.state('entry, date', buckets[0].creationDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  },

  async 'info and location'({ client, newBucket, check }) {
    const name = await newBucket({ acl: 'public-read', storageClass: 'Archive', dataRedundancyType: 'ZRS' });
    const { bucket } = await client.getBucketInfo(name);
    check.states('info', bucket, {
      Name: name,
      Location: 'oss-cn-hangzhou',
      StorageClass: 'Archive',
      DataRedundancyType: 'ZRS',
      ExtranetEndpoint: 'oss-cn-hangzhou.aliyuncs.com',
      IntranetEndpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
      AccessControlList: { Grant: 'public-read' },
      Owner: { ID: ACCOUNT, DisplayName: 'demo' },
    });
    check.state('info, date', bucket.CreationDate, /^\d{4}-\d\d-\d\dT.*Z$/);
    check.state('location', (await client.getBucketLocation(name)).location, 'oss-cn-hangzhou');
  },

  async 'the ACL, from each value to the next'({ client, bucket, check }) {
    const read = async () => (await client.getBucketACL(bucket)).acl;
    check.state('at first', await read(), 'private');
    for (const acl of ['public-read', 'public-read-write', 'private']) {
      await client.putBucketACL(bucket, acl);
      check.state(`then ${acl}`, await read(), acl);
    }
    const { owner } = await client.getBucketACL(bucket);
    check.state('owner', owner, { id: ACCOUNT, displayName: 'demo' });
    await check.error('an unknown ACL', client.putBucketACL(bucket, 'public-write'), { status: 400 });
    check.state('after the refusal', await read(), 'private');
  },

  async 'made again by its owner'({ service, client, bucket, check }) {
    await client.put('a', Buffer.from('a'));
    await service.putBucket(bucket);
    check.state('its objects stay', (await client.list()).objects.length, 1);
    await service.putBucket(bucket, { acl: 'public-read' });
    check.state('its ACL follows', (await client.getBucketACL(bucket)).acl, 'public-read');
    await check.error('by another account', () => client_of(KEYS.stranger).putBucket(bucket), {
      status: 409,
      code: 'BucketAlreadyExists',
      name: 'BucketAlreadyExistsError',
    });
    check.state('its owner stays', (await client.getBucketInfo(bucket)).bucket.Owner.ID, ACCOUNT);

    function client_of(keys) {
      return new client.constructor({ ...client.options, ...keys, bucket: undefined });
    }
  },

  async 'page by page'({ service, newBucket, check }) {
    const names = [await newBucket(), await newBucket(), await newBucket()].sort();
    const seen = [];
    let marker;
    do {
      const page = await service.listBuckets({
        prefix: 'foreign-',
        'max-keys': 1,
        ...(marker && { marker }),
      });
      seen.push(...page.buckets.map(({ name }) => name));
      marker = page.nextMarker;
    } while (marker);
    check.state('in order', seen, [...seen].sort());
    check.state(
      'all of them',
      names.every((name) => seen.includes(name)),
      true
    );
    const { buckets } = await service.listBuckets({ prefix: names[0], marker: names[0] });
    check.state('after the last', buckets, null);
  },

  async deleted({ client, service, bucket, check }) {
    await client.put('a', Buffer.from('a'));
    await check.error('while it holds an object', client.deleteBucket(bucket), {
      status: 409,
      code: 'BucketNotEmpty',
      name: 'BucketNotEmptyError',
    });
    check.state('it stays', String((await client.get('a')).content), 'a');
    await client.delete('a');
    const { uploadId } = await client.initMultipartUpload('b');
    await check.error('while it holds an upload', client.deleteBucket(bucket), { code: 'BucketNotEmpty' });
    await client.abortMultipartUpload('b', uploadId);
    await client.deleteBucket(bucket);
    check.state('it is gone', (await service.listBuckets({ prefix: bucket })).buckets, null);
    const gone = { status: 404, code: 'NoSuchBucket', name: 'NoSuchBucketError' };
    await check.error('again', client.deleteBucket(bucket), gone);
    await check.error('list', client.list(), gone);
    await check.error('put', client.put('a', Buffer.from('a')), gone);
    await check.error('get', client.get('a'), gone);
    await check.error('info', client.getBucketInfo(bucket), gone);
    await check.error('location', client.getBucketLocation(bucket), gone);
    await check.error('ACL', client.getBucketACL(bucket), gone);
    await check.error('uploads', client.listUploads({}), gone);
  },

  async 'one in another region'({ service, make, freshName, isVirtual, check }) {
    if (!isVirtual) return;
    const name = freshName();
    const elsewhere = make({ region: 'oss-cn-shanghai', bucket: name });
    await elsewhere.putBucket(name);
    check.state('location', (await elsewhere.getBucketLocation(name)).location, 'oss-cn-shanghai');
    check.state(
      'region in lists',
      (await service.listBuckets({ prefix: name })).buckets[0].region,
      'oss-cn-shanghai'
    );
    await check.error('through the wrong endpoint', make({ bucket: name }).list(), {
      status: 403,
      code: 'AccessDenied',
    });
    await elsewhere.deleteBucket(name);
  },

  async 'of other accounts'({ make, bucket, client, check }) {
    const stranger = make({ ...KEYS.stranger, bucket });
    const denied = { status: 403, code: 'AccessDenied', name: 'AccessDeniedError' };
    await check.error('list', stranger.list(), denied);
    await check.error('info', stranger.getBucketInfo(bucket), denied);
    await check.error('ACL', stranger.putBucketACL(bucket, 'public-read'), denied);
    await check.error('delete', stranger.deleteBucket(bucket), denied);
    check.state('not among theirs', (await stranger.listBuckets({ prefix: bucket })).buckets, null);
    check.state('as it was', (await client.getBucketACL(bucket)).acl, 'private');
  },
};
