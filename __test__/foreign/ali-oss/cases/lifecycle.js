'use strict';

const DAY = 86_400_000;
const NONE = { status: 404, code: 'NoSuchLifecycle' };

const RULES = [
  { id: 'old', prefix: 'old/', status: 'Enabled', expiration: { days: '2' } },
  {
    id: 'cold',
    prefix: 'cold/',
    status: 'Enabled',
    transition: { days: '1', storageClass: 'IA' },
    tag: { key: 'kind', value: 'cold' },
  },
  { id: 'parts', prefix: 'parts/', status: 'Enabled', abortMultipartUpload: { days: '1' } },
  {
    id: 'off',
    prefix: 'off/',
    status: 'Disabled',
    expiration: { createdBeforeDate: '2020-01-01T00:00:00.000Z' },
  },
  {
    id: 'versions',
    prefix: 'versions/',
    status: 'Enabled',
    expiration: { expiredObjectDeleteMarker: 'true' },
    noncurrentVersionExpiration: { noncurrentDays: '3' },
  },
];
/** ali-oss changes the rules that it is given. */
const rules = () => structuredClone(RULES);

module.exports = {
  async 'rules come back'({ client, bucket, check }) {
    await check.error('at first', client.getBucketLifecycle(bucket), NONE);
    await client.putBucketLifecycle(bucket, rules());
    const read = (await client.getBucketLifecycle(bucket)).rules;
    check.state(
      'ids',
      read.map(({ id }) => id),
      ['old', 'cold', 'parts', 'off', 'versions']
    );
    for (const [index, { tag, ...rule }] of RULES.entries()) check.states(rule.id, read[index], rule);
    check.state('tag', read[1].tag, [{ key: 'kind', value: 'cold' }]);
    await client.putBucketLifecycle(bucket, rules().slice(0, 1));
    check.state('replaced', (await client.getBucketLifecycle(bucket)).rules.length, 1);
    const twice = [rules()[0], { ...rules()[0], prefix: 'other/' }];
    await check.error('an id twice', client.putBucketLifecycle(bucket, twice), { status: 400 });
    check.state('it stays', (await client.getBucketLifecycle(bucket)).rules[0].prefix, 'old/');
    await client.deleteBucketLifecycle(bucket);
    await check.error('deleted', client.getBucketLifecycle(bucket), NONE);
  },

  async 'takes effect in time'({ client, bucket, admin, send, plainUrl, check }) {
    await client.putBucketLifecycle(bucket, rules());
    await client.putBucketACL(bucket, 'public-read');
    const get = async (key) => (await send(plainUrl(key))).status;
    await client.put('old/a', Buffer.from('a'));
    await client.put('new/a', Buffer.from('a'));
    const tagged = { headers: { 'x-oss-tagging': 'kind=cold' } };
    await client.put('cold/a', Buffer.from('a'), tagged);
    check.state('before', [await get('old/a'), await get('new/a')], [200, 200]);
    await admin.later(2 * DAY + DAY / 2, async () => {
      const cold = await send(plainUrl('cold/a'), { method: 'HEAD' });
      check.state('colder', cold.headers['x-oss-storage-class'], 'IA');
    });
    await admin.later(5 * DAY, async () => {
      check.state('expired', await get('old/a'), 404);
      check.state('kept', await get('new/a'), 200);
    });
    check.state(
      'for good',
      (await client.list()).objects.map(({ name }) => name),
      ['cold/a', 'new/a']
    );
  },
};
