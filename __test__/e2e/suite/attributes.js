'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

const hello = Buffer.from('hello, object');

module.exports = [
  {
    name: 'the ACL of an object',
    async run({ client }) {
      await client.put('a', hello);
      assert.equal((await client.getACL('a')).acl, 'default');
      assert.equal((await client.putACL('a', 'public-read')).res.status, 200);
      const { acl, owner } = await client.getACL('a');
      assert.equal(acl, 'public-read');
      assert.ok(owner.id.length > 0 && owner.displayName.length > 0);
      await rejects(client.putACL('a', 'odd'), { status: 400, code: 'InvalidArgument' });
      await rejects(client.getACL('none'), { status: 404, code: 'NoSuchKey' });
    },
  },
  {
    name: 'getObjectMeta',
    async run({ client }) {
      const { res: stored } = await client.put('a', hello, { meta: { uid: 1 } });
      const { status, res } = await client.getObjectMeta('a');
      assert.equal(status, 200);
      assert.equal(res.headers.etag, stored.headers.etag);
      assert.equal(res.headers['content-length'], String(hello.length));
      assert.equal(res.headers['x-oss-meta-uid'], undefined);
      await rejects(client.getObjectMeta('none'), { name: 'NoSuchKeyError', status: 404 });
    },
  },
  {
    name: 'tags of an object',
    async run({ client }) {
      await client.put('a', hello);
      assert.deepEqual((await client.getObjectTagging('a')).tag, {});
      const tag = { team: 'x y', 'a+b': '/:_.=-+', c: '1' };
      assert.equal((await client.putObjectTagging('a', tag)).status, 200);
      assert.deepEqual((await client.getObjectTagging('a')).tag, tag);
      await client.putObjectTagging('a', { only: 'one' });
      assert.deepEqual((await client.getObjectTagging('a')).tag, { only: 'one' });
      assert.equal((await client.deleteObjectTagging('a')).status, 204);
      assert.deepEqual((await client.getObjectTagging('a')).tag, {});
    },
  },
  {
    name: 'a link, and where it leads',
    async run({ client }) {
      await client.put('dir/target 中.txt', hello);
      await client.putSymlink('link', '/dir/target 中.txt', { meta: { uid: 1 } });
      assert.equal((await client.getSymlink('link')).targetName, 'dir/target 中.txt');
      assert.equal(String((await client.get('link')).content), 'hello, object');
      await rejects(client.getSymlink('dir/target 中.txt'), { status: 400 });
      await client.putSymlink('nowhere', 'none');
      await rejects(client.get('nowhere'), { status: 404, code: 'SymlinkTargetNotExist' });
    },
  },
  {
    name: 'restoring an archived object',
    async run({ client }) {
      await client.put('old', hello, { headers: { 'x-oss-storage-class': 'Archive' } });
      await rejects(client.get('old'), { status: 403, code: 'InvalidObjectState' });
      assert.equal((await client.restore('old')).res.status, 202);
      await rejects(client.restore('old', { Days: 3 }), { status: 409, code: 'RestoreAlreadyInProgress' });
      assert.match((await client.head('old')).res.headers['x-oss-restore'], /ongoing-request="true"/);
      await client.put('new', hello);
      await rejects(client.restore('new'), { status: 400 });
    },
  },
  {
    name: 'restoring from a cold archive, by tier',
    async run({ client }) {
      await client.put('cold', hello, { headers: { 'x-oss-storage-class': 'ColdArchive' } });
      const options = { type: 'ColdArchive', Days: 2, JobParameters: 'Expedited' };
      assert.equal((await client.restore('cold', options)).res.status, 202);
    },
  },
  {
    name: 'addresses of objects',
    async run({ client, bucket, isIp }) {
      if (isIp) {
        assert.throws(() => client.getObjectUrl('a'), {
          message: 'can not get the object URL when endpoint is IP',
        });
        return;
      }
      const base = 'https://cdn.example.com';
      assert.equal(client.getObjectUrl('dir/a b', base), `${base}/dir/a%20b`);
      assert.ok(client.generateObjectUrl('a').includes(`//${bucket}.`));
    },
  },
];
