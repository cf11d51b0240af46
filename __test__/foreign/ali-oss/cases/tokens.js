'use strict';

const { ROLE } = require('../accounts.js');

const MINUTE = 60_000;
const text = Buffer.from('hello, token');
const DENIED = { status: 403, code: 'AccessDenied', name: 'AccessDeniedError' };

function policy(bucket, effect, actions, key = '*') {
  return { Effect: effect, Action: actions, Resource: [`acs:oss:*:*:${bucket}/${key}`] };
}

/** A client with a token of the role, narrowed by the statements if there are any. */
async function withToken({ sts, make, bucket }, ...statements) {
  const session = statements.length > 0 ? { Version: '1', Statement: statements } : null;
  const { credentials } = await sts().assumeRole(ROLE, session, 900, 'foreign');
  return make({
    bucket,
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
    refreshSTSTokenInterval: 60 * MINUTE,
  });
}

module.exports = {
  async 'of a role'(world) {
    const { client, check } = world;
    const own = await withToken(world);
    await own.put('a', text);
    check.state('what it wrote', (await client.get('a')).content, text);
    check.state('what it reads', (await own.get('a')).content, text);
    check.state('what it lists', (await own.list()).objects.length, 1);
    await own.delete('a');
    check.state('what it deleted', (await client.list()).objects, []);
  },

  async 'narrowed by a policy'(world) {
    const { client, bucket, check } = world;
    await client.put('a', text);
    const own = await withToken(world, policy(bucket, 'Allow', ['oss:Get*']));
    check.state('get', (await own.get('a')).content, text);
    await check.error('put', own.put('a', Buffer.from('x')), DENIED);
    await check.error('delete', own.delete('a'), DENIED);
    await check.error('deleteMulti', own.deleteMulti(['a']), DENIED);
    await check.error('list', own.list(), DENIED);
    await check.error('copy', own.copy('b', 'a'), DENIED);
    await check.error('buckets', own.listBuckets(), DENIED);
    check.state('nothing changed', (await client.list()).objects.length, 1);
  },

  async 'narrowed to some keys'(world) {
    const { client, bucket, check } = world;
    const allow = policy(bucket, 'Allow', ['oss:*'], 'mine/*');
    const own = await withToken(world, allow, policy(bucket, 'Deny', ['oss:PutObject'], 'mine/locked/*'));
    await own.put('mine/a', text);
    check.state('inside', (await client.get('mine/a')).content, text);
    await check.error('outside', own.put('theirs/a', text), DENIED);
    await check.error('denied inside', own.put('mine/locked/a', text), DENIED);
    check.state(
      'nothing else',
      (await client.list()).objects.map(({ name }) => name),
      ['mine/a']
    );
  },

  async 'with conditions on lists'(world) {
    const { client, bucket, check } = world;
    await client.put('mine/a', text);
    await client.put('theirs/a', text);
    const own = await withToken(world, {
      Effect: 'Allow',
      Action: 'oss:ListObjects',
      Resource: `acs:oss:*:*:${bucket}`,
      Condition: { StringLike: { 'oss:Prefix': 'mine/*' } },
    });
    const { objects } = await own.list({ prefix: 'mine/' });
    check.state(
      'its prefix',
      objects.map(({ name }) => name),
      ['mine/a']
    );
    await check.error('another prefix', own.list({ prefix: 'theirs/' }), DENIED);
    await check.error('all', own.list(), DENIED);
  },

  async 'in URLs'(world) {
    const { client, bucket, isVirtual, send, check } = world;
    if (!isVirtual) return;
    await client.put('a', text);
    const own = await withToken(world, policy(bucket, 'Allow', ['oss:GetObject']));
    check.state('V1', (await send(own.signatureUrl('a'))).content, text);
    check.state('V4', (await send(await own.signatureUrlV4('GET', 60, {}, 'a'))).content, text);
    const write = await own.signatureUrlV4('PUT', 60, {}, 'a');
    check.state('without the right', (await send(write, { method: 'PUT', body: 'x' })).status, 403);
    check.state('nothing changed', (await client.get('a')).content, text);
  },

  async 'end at their expiration'(world) {
    const { admin, check } = world;
    const own = await withToken(world);
    await own.put('a', text);
    const later = 16 * MINUTE;
    own.options.amendTimeSkewed = later;
    await check.error(
      '16 minutes later',
      admin.later(later, () => own.get('a')),
      {
        status: 403,
        code: 'SecurityTokenExpired',
        name: 'SecurityTokenExpiredError',
      }
    );
    own.options.amendTimeSkewed = 0;
    check.state('before', (await own.get('a')).content, text);
  },

  async 'are replaced when due'({ sts, make, bucket, client, check }) {
    const own = make({
      bucket,
      accessKeyId: 'STS.old',
      accessKeySecret: 'old',
      stsToken: 'old',
      refreshSTSTokenInterval: 0,
      async refreshSTSToken() {
        const { credentials } = await sts().assumeRole(ROLE, null, 900, 'foreign');
        return {
          accessKeyId: credentials.AccessKeyId,
          accessKeySecret: credentials.AccessKeySecret,
          stsToken: credentials.SecurityToken,
        };
      },
    });
    await own.put('a', text);
    check.state('what it wrote', (await client.get('a')).content, text);
  },
};
