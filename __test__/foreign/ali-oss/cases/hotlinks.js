'use strict';

const text = Buffer.from('hello, referer');

module.exports = {
  async 'lists come back'({ client, bucket, check }) {
    const read = async () => {
      const { allowEmpty, referers } = await client.getBucketReferer(bucket);
      return { allowEmpty, referers };
    };
    check.state('at first', await read(), { allowEmpty: true, referers: null });
    const referers = ['http://a.example.com', 'https://*.b.example.com'];
    await client.putBucketReferer(bucket, false, referers);
    check.state('put', await read(), { allowEmpty: false, referers });
    await client.putBucketReferer(bucket, true, referers.slice(1));
    check.state('replaced', await read(), { allowEmpty: true, referers: referers.slice(1) });
    await client.deleteBucketReferer(bucket);
    check.state('deleted', await read(), { allowEmpty: true, referers: null });
  },

  async 'are refused'({ client, bucket, send, plainUrl, check }) {
    await client.put('a', text, { headers: { 'x-oss-object-acl': 'public-read' } });
    const get = (referer) => send(plainUrl('a'), { headers: referer ? { Referer: referer } : {} });
    check.state('before', (await get('http://c.example.com/page')).content, text);
    await client.putBucketReferer(bucket, false, ['http://a.example.com', 'https://*.b.example.com']);
    check.state('a listed one', (await get('http://a.example.com/page')).content, text);
    check.state('a wildcard', (await get('https://x.b.example.com/')).content, text);
    const refused = await get('http://c.example.com/page');
    check.state('another', [refused.status, /<Code>(\w+)/.exec(refused.content)?.[1]], [403, 'AccessDenied']);
    check.state('none', (await get()).status, 403);
    check.state('signed requests pass', (await client.get('a')).content, text);
    await client.putBucketReferer(bucket, true, ['http://a.example.com']);
    check.state('none, when allowed', (await get()).content, text);
  },
};
