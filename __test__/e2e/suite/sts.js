'use strict';

const assert = require('node:assert/strict');
const { freezeDate } = require('../../support/freeze.js');

const MINUTE = 60_000;

const clientOf = (world, credentials, options) =>
  world.make({
    bucket: world.bucket,
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
    refreshSTSTokenInterval: MINUTE,
    ...options,
  });

const policyFor = (bucket, ...actions) => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: [`acs:oss:*:*:${bucket}/*`] }],
});

const DENIED = { name: 'AccessDeniedError', status: 403, code: 'AccessDenied' };

module.exports = [
  {
    name: 'a token does what its role may',
    async run(world) {
      const before = Date.now();
      const { credentials, res } = await world.sts().assumeRole(world.roleArn, null, 900, 'e2e');
      assert.equal(res.status, 200);
      assert.match(credentials.AccessKeyId, /^STS\./);
      const life = Date.parse(credentials.Expiration) - before;
      assert.ok(life > 898_000 && life < 902_000, `a life of ${life} ms`);
      const client = clientOf(world, credentials);
      await client.put('a', Buffer.from('by token'));
      assert.equal(String((await client.get('a')).content), 'by token');
      assert.equal((await client.list()).objects.length, 1);
      await client.delete('a');
    },
  },
  {
    name: 'a session policy narrows it, as an object and as JSON',
    async run(world) {
      await world.client.put('a', Buffer.from('a'));
      const policy = policyFor(world.bucket, 'oss:Get*');
      for (const form of [policy, JSON.stringify(policy, null, 2)]) {
        const { credentials } = await world.sts().assumeRole(world.roleArn, form, 900, 'e2e');
        const client = clientOf(world, credentials);
        assert.equal(String((await client.get('a')).content), 'a');
        await assert.rejects(client.put('a', Buffer.from('b')), DENIED);
        await assert.rejects(client.delete('a'), DENIED);
        await assert.rejects(client.list(), DENIED);
      }
      assert.equal(String((await world.client.get('a')).content), 'a');
    },
  },
  {
    name: 'a Deny wins over an Allow',
    async run(world) {
      const policy = policyFor(world.bucket, 'oss:*');
      policy.Statement.push({
        Effect: 'Deny',
        Action: 'oss:PutObject',
        Resource: `acs:oss:*:*:${world.bucket}/locked/*`,
      });
      const { credentials } = await world.sts().assumeRole(world.roleArn, policy, 900, 'e2e');
      const client = clientOf(world, credentials);
      await client.put('open/a', Buffer.from('a'));
      await assert.rejects(client.put('locked/a', Buffer.from('a')), DENIED);
    },
  },
  {
    name: 'a token ends at its expiration',
    async run(world) {
      const { credentials } = await world.sts().assumeRole(world.roleArn, null, 900, 'e2e');
      const client = clientOf(world, credentials);
      await client.put('a', Buffer.from('a'));
      const later = Date.now() + 16 * MINUTE;
      await world.emulator.setClock(later);
      const thaw = freezeDate(later);
      try {
        await assert.rejects(client.get('a'), {
          name: 'SecurityTokenExpiredError',
          status: 403,
          code: 'SecurityTokenExpired',
        });
      } finally {
        thaw();
        await world.emulator.resetClock();
      }
      assert.equal(String((await client.get('a')).content), 'a');
    },
  },
  {
    name: 'URLs signed with a token',
    async run(world) {
      await world.client.put('a', Buffer.from('a'));
      const policy = policyFor(world.bucket, 'oss:GetObject');
      const { credentials } = await world.sts().assumeRole(world.roleArn, policy, 900, 'e2e');
      const client = clientOf(world, credentials);
      const urls = [await client.signatureUrlV4('GET', 60, {}, 'a')];
      if (!world.isIp) urls.push(client.signatureUrl('a'), await client.asyncSignatureUrl('a'));
      for (const url of urls) assert.equal(await (await world.fetch(url)).text(), 'a');
      const write = await client.signatureUrlV4('PUT', 60, {}, 'a');
      assert.equal((await world.fetch(write, { method: 'PUT', body: 'b' })).status, 403);
    },
  },
  {
    name: 'a token that is due is replaced before the request',
    async run(world) {
      const sts = world.sts();
      let asked = 0;
      const client = clientOf(
        world,
        { AccessKeyId: 'STS.old', AccessKeySecret: 'old', SecurityToken: 'old' },
        {
          refreshSTSTokenInterval: 0,
          async refreshSTSToken() {
            asked += 1;
            const { credentials } = await sts.assumeRole(world.roleArn, null, 900, 'e2e');
            return {
              accessKeyId: credentials.AccessKeyId,
              accessKeySecret: credentials.AccessKeySecret,
              stsToken: credentials.SecurityToken,
            };
          },
        }
      );
      await client.put('a', Buffer.from('a'));
      assert.equal(asked, 1);
      assert.match(client.options.accessKeyId, /^STS\./);
      assert.notEqual(client.options.stsToken, 'old');
    },
  },
  {
    name: 'what assumeRole refuses',
    async run(world) {
      const sts = world.sts();
      await assert.rejects(sts.assumeRole('acs:ram::1234567890123456:role/nobody', null, 900, 'e2e'), {
        status: 404,
        code: 'EntityNotExist.Role',
        message: 'EntityNotExist.Role: The specified Role not exists.',
      });
      await assert.rejects(sts.assumeRole(world.roleArn, { Statements: [] }, 900, 'e2e'), {
        status: 400,
        code: 'InvalidParameter.PolicyGrammar',
      });
      await assert.rejects(
        sts.assumeRole(world.roleArn, 'no json', 900, 'e2e'),
        /^Error: Policy string is not a valid JSON: /
      );
      await assert.rejects(sts.assumeRole(world.roleArn, null, 10, 'e2e'), {
        code: 'InvalidParameter.DurationSeconds',
      });
      await assert.rejects(sts.assumeRole(world.roleArn, null, 900, 'a b'), {
        code: 'InvalidParameter.RoleSessionName',
      });
      await assert.rejects(world.sts({ accessKeySecret: 'another-fake-secret' }).assumeRole(world.roleArn), {
        status: 400,
        code: 'SignatureDoesNotMatch',
      });
      await assert.rejects(world.sts({ accessKeyId: 'unknown-fake-id' }).assumeRole(world.roleArn), {
        code: 'InvalidAccessKeyId.NotFound',
      });
      await assert.rejects(world.sts(world.rootKeys).assumeRole(world.roleArn), {
        status: 403,
        code: 'NoPermission',
      });
    },
  },
];
