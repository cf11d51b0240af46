'use strict';

const DAY = 86_400_000;
const NONE = { status: 404, code: 'NoSuchWORMConfiguration' };

module.exports = {
  async 'begun and given up'({ client, bucket, check }) {
    await check.error('at first', client.getBucketWorm(bucket), NONE);
    const { wormId } = await client.initiateBucketWorm(bucket, '3');
    check.reply('id', wormId, /^[0-9A-F]+$/i);
    check.states('begun', await client.getBucketWorm(bucket), { wormId, state: 'InProgress', days: '3' });
    await check.error('again', client.initiateBucketWorm(bucket, '3'), { status: 409 });
    await client.abortBucketWorm(bucket);
    await check.error('given up', client.getBucketWorm(bucket), NONE);
  },

  async 'locked, extended and over'({ client, bucket, admin, make, check }) {
    await client.put('a', Buffer.from('a'));
    const { wormId } = await client.initiateBucketWorm(bucket, '1');
    await client.completeBucketWorm(bucket, wormId);
    check.states('locked', await client.getBucketWorm(bucket), { wormId, state: 'Locked', days: '1' });
    const immutable = { status: 409, code: 'FileImmutable' };
    await check.error('delete', client.delete('a'), immutable);
    await check.error('put', client.put('a', Buffer.from('b')), immutable);
    check.state('it stays', String((await client.get('a')).content), 'a');
    await client.extendBucketWorm(bucket, wormId, '2');
    check.states('extended', await client.getBucketWorm(bucket), { days: '2' });
    // ali-oss does not look at the status here.
    await client.abortBucketWorm(bucket);
    check.state('not given up', (await client.getBucketWorm(bucket)).state, 'Locked');
    await admin.later(3 * DAY, () => make({ bucket, amendTimeSkewed: 3 * DAY }).delete('a'));
    check.state('over', (await client.list()).objects, []);
  },
};
