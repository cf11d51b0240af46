'use strict';

const { ACCOUNT, KEYS } = require('../accounts.js');

const text = Buffer.from('hello, access');
const DENIED = { status: 403, code: 'AccessDenied', name: 'AccessDeniedError' };

module.exports = {
  async 'the ACL of an object'({ client, check }) {
    await client.put('a', text);
    const first = await client.getACL('a');
    check.state('at first', first.acl, 'default');
    check.state('owner', first.owner, { id: ACCOUNT, displayName: 'demo' });
    for (const acl of ['private', 'public-read', 'public-read-write', 'default']) {
      await client.putACL('a', acl);
      check.state(`then ${acl}`, (await client.getACL('a')).acl, acl);
    }
    await check.error('an unknown one', client.putACL('a', 'public'), { status: 400 });
    await check.error('of nothing', client.getACL('none'), { status: 404, code: 'NoSuchKey' });
    await client.put('b', text, { headers: { 'x-oss-object-acl': 'public-read' } });
    check.state('set by put', (await client.getACL('b')).acl, 'public-read');
    await client.put('b', text);
    check.state('not kept by the next put', (await client.getACL('b')).acl, 'default');
  },

  async 'without a signature'(world) {
    const { client, bucket, check, plainUrl } = world;
    const send = (key, options) => world.send(plainUrl(key), options);
    await client.put('closed', text);
    await client.put('open', text, { headers: { 'x-oss-object-acl': 'public-read' } });
    check.state('a private object', (await send('closed')).status, 403);
    check.state('a public object', (await send('open')).content, text);
    await client.putBucketACL(bucket, 'public-read');
    check.state('a private object of a public bucket', (await send('closed')).content, text);
    check.state('writing to it', (await send('new', { method: 'PUT', body: 'x' })).status, 403);
    await check.error('nothing was written', client.head('new'), { status: 404 });
    await client.putACL('closed', 'private');
    check.state('its own ACL wins', (await send('closed')).status, 403);
    await client.putBucketACL(bucket, 'public-read-write');
    await send('new', { method: 'PUT', body: 'by anyone' });
    check.state('writing to an open bucket', String((await client.get('new')).content), 'by anyone');
    await send('new', { method: 'DELETE' });
    await check.error('deleting from it', client.head('new'), { status: 404 });
  },

  async 'another account'({ client, bucket, make, check }) {
    await client.put('a', text);
    const stranger = make({ ...KEYS.stranger, bucket });
    await check.error('get', stranger.get('a'), DENIED);
    await check.error('put', stranger.put('b', text), DENIED);
    await check.error('delete', stranger.delete('a'), DENIED);
    await check.error('tags', stranger.getObjectTagging('a'), DENIED);
    check.state(
      'nothing changed',
      (await client.list()).objects.map(({ name }) => name),
      ['a']
    );
    await client.putACL('a', 'public-read');
    check.state('what is public', (await stranger.get('a')).content, text);
    await check.error('the ACL itself', stranger.putACL('a', 'private'), DENIED);
    check.state('stays as it was', (await client.getACL('a')).acl, 'public-read');
  },

  async 'a user with few rights'({ client, bucket, make, check }) {
    await client.put('a', text);
    const reader = make({ ...KEYS.reader, bucket });
    check.state('reading', (await reader.get('a')).content, text);
    check.state('head', (await reader.head('a')).res.headers['content-length'], String(text.length));
    await check.error('writing', reader.put('a', Buffer.from('x')), DENIED);
    await check.error('deleting', reader.delete('a'), DENIED);
    await check.error('listing', reader.list(), DENIED);
    await check.error('buckets', reader.listBuckets(), DENIED);
    await check.error('the ACL', reader.putACL('a', 'public-read'), DENIED);
    await check.error('uploads', reader.initMultipartUpload('b'), DENIED);
    check.state('nothing changed', (await client.get('a')).content, text);
  },
};
