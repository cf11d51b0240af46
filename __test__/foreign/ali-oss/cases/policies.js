'use strict';

const { ACCOUNT, KEYS } = require('../accounts.js');

const STRANGER = '6543210987654321';
const text = Buffer.from('hello, policy');
const DENIED = { status: 403, code: 'AccessDenied', name: 'AccessDeniedError' };

const policyOf = (...statements) => ({ Version: '1', Statement: statements });
const statement = (bucket, Effect, Principal, Action, key = '*') => ({
  Effect,
  Principal,
  Action,
  Resource: [`acs:oss:*:${ACCOUNT}:${bucket}/${key}`],
});

module.exports = {
  async 'are kept and come back'({ client, bucket, check }) {
    const read = async () => (await client.getBucketPolicy(bucket)).policy;
    check.state('at first', await read(), null);
    const policy = policyOf(statement(bucket, 'Allow', ['*'], ['oss:GetObject']));
    await client.putBucketPolicy(bucket, policy);
    check.state('put', await read(), policy);
    const broken = client.putBucketPolicy(bucket, { Version: '1', Statement: [{ Effect: 'Maybe' }] });
    await check.error('one that cannot be read', broken, { status: 400 });
    check.state('it stays', await read(), policy);
    await client.deleteBucketPolicy(bucket);
    check.state('deleted', await read(), null);
  },

  async 'allow what nothing else does'({ client, bucket, make, check, send, plainUrl }) {
    await client.put('open/a', text);
    await client.put('closed/a', text);
    const stranger = make({ ...KEYS.stranger, bucket });
    await check.error('before', stranger.get('open/a'), DENIED);
    const allow = statement(bucket, 'Allow', [STRANGER], ['oss:GetObject', 'oss:PutObject'], 'open/*');
    await client.putBucketPolicy(bucket, policyOf(allow));
    check.state('reading', (await stranger.get('open/a')).content, text);
    await stranger.put('open/b', Buffer.from('by a stranger'));
    check.state('writing', String((await client.get('open/b')).content), 'by a stranger');
    await check.error('another key', stranger.get('closed/a'), DENIED);
    await check.error('another action', stranger.delete('open/a'), DENIED);
    check.state('without a signature', (await send(plainUrl('open/a'))).status, 403);
    await client.putBucketPolicy(bucket, policyOf({ ...allow, Principal: ['*'], Action: ['oss:GetObject'] }));
    check.state('everybody', (await send(plainUrl('open/a'))).content, text);
    await client.deleteBucketPolicy(bucket);
    check.state('afterwards', (await send(plainUrl('open/a'))).status, 403);
  },

  async 'deny what something else allows'({ client, bucket, make, check }) {
    await client.put('locked/a', text);
    const deny = statement(bucket, 'Deny', ['*'], ['oss:DeleteObject'], 'locked/*');
    await client.putBucketPolicy(bucket, policyOf(deny));
    await check.error('a user who may do everything', client.delete('locked/a'), DENIED);
    check.state('it stays', (await client.get('locked/a')).content, text);
    const root = make({ ...KEYS.root, bucket });
    await root.deleteBucketPolicy(bucket);
    await client.delete('locked/a');
    await check.error('afterwards', client.head('locked/a'), { status: 404 });
  },
};
