'use strict';

const { KEYS } = require('../accounts.js');

const MINUTE = 60_000;
const text = 'hello, form';

/** Sends a form as a browser does; `null` leaves the file out. */
async function post({ send, plainUrl }, fields, file = text) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== null) form.append('file', new Blob([file], { type: 'text/x-form' }), 'mine.txt');
  const request = new Request('http://loopback', { method: 'POST', body: form });
  const headers = { 'Content-Type': request.headers.get('content-type') };
  return send(plainUrl(''), { method: 'POST', headers, body: Buffer.from(await request.arrayBuffer()) });
}

const policyFor = (bucket, ...conditions) => ({
  expiration: new Date(Date.now() + MINUTE).toISOString(),
  conditions: [{ bucket }, ...conditions],
});

/** The fields of a form with a policy, in the signature version of the world. */
function signed({ client, isV4 }, policy) {
  if (!isV4) return client.calculatePostSignature(policy);
  const date = new Date();
  const time = date.toISOString().replace(/[-:]|\.\d+/g, '');
  const proof = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': `${KEYS.app.accessKeyId}/${time.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`,
    'x-oss-date': time,
  };
  const whole = { ...policy, conditions: [...policy.conditions, proof].flatMap(split) };
  return {
    policy: Buffer.from(JSON.stringify(whole)).toString('base64'),
    ...proof,
    'x-oss-signature': client.signPostObjectPolicyV4(whole, date),
  };
}

/** A condition names one field. */
const split = (condition) =>
  Array.isArray(condition)
    ? [condition]
    : Object.entries(condition).map(([name, value]) => ({ [name]: value }));

const codeOf = ({ content }) => /<Code>(\w+)<\/Code>/.exec(String(content))?.[1];

module.exports = {
  async 'with a policy'(world) {
    const { client, bucket, check } = world;
    const policy = policyFor(bucket, ['starts-with', '$key', 'forms/'], ['content-length-range', 1, 100]);
    const reply = await post(world, {
      key: 'forms/${filename}',
      ...signed(world, policy),
      'x-oss-meta-of': 'form',
      'Cache-Control': 'no-store',
      'x-oss-object-acl': 'public-read',
    });
    check.reply('status', reply.status, 204);
    const { content, res } = await client.get('forms/mine.txt');
    check.state('content', String(content), text);
    check.states('headers', res.headers, {
      'content-type': 'text/x-form',
      'cache-control': 'no-store',
      'x-oss-meta-of': 'form',
      etag: reply.headers.etag,
    });
    check.state('ACL', (await client.getACL('forms/mine.txt')).acl, 'public-read');
  },

  async 'and how they tell of success'(world) {
    const { client, bucket, check } = world;
    const fields = () => signed(world, policyFor(bucket));
    const created = await post(world, { key: 'a', ...fields(), success_action_status: '201' });
    check.reply('201', created.status, 201);
    check.reply('201, key', /<Key>(.*)<\/Key>/.exec(String(created.content))?.[1], 'a');
    check.state('201, stored', String((await client.get('a')).content), text);
    const redirect = 'http://pages.example.com/done';
    const moved = await post(world, { key: 'b', ...fields(), success_action_redirect: redirect });
    check.reply('redirect', [moved.status, moved.headers.location.split('?')[0]], [303, redirect]);
    check.state('redirect, stored', String((await client.get('b')).content), text);
  },

  async 'that break their policy'(world) {
    const { client, bucket, admin, check } = world;
    const policy = policyFor(bucket, ['starts-with', '$key', 'forms/'], ['content-length-range', 1, 5]);
    const fields = signed(world, policy);
    const other = await post(world, { key: 'elsewhere', ...fields }, 'x');
    check.state('another key', [other.status, codeOf(other)], [403, 'AccessDenied']);
    const large = await post(world, { key: 'forms/a', ...fields });
    check.state('too large', [large.status, codeOf(large)], [400, 'EntityTooLarge']);
    const proof = world.isV4 ? 'x-oss-signature' : 'Signature';
    const forged = await post(world, { key: 'forms/a', ...fields, [proof]: 'AAAA' }, 'x');
    check.state('a wrong signature', [forged.status, codeOf(forged)], [403, 'SignatureDoesNotMatch']);
    const late = await admin.later(2 * MINUTE, () => post(world, { key: 'forms/a', ...fields }, 'x'));
    check.state('too late', late.status, 403);
    const unsigned = await post(world, { key: 'forms/a' }, 'x');
    check.state('without a signature', [unsigned.status, codeOf(unsigned)], [403, 'AccessDenied']);
    const empty = await post(world, { key: 'forms/a', ...fields }, null);
    check.state('without a file', empty.status, 400);
    check.state('nothing was stored', (await client.list()).objects, []);
  },
};
