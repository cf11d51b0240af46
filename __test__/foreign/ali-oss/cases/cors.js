'use strict';

const RULES = [
  {
    allowedOrigin: ['http://a.example.com', 'http://*.b.example.com'],
    allowedMethod: ['GET', 'PUT'],
    allowedHeader: ['x-oss-*', 'content-type'],
    exposeHeader: ['ETag', 'x-oss-request-id'],
    maxAgeSeconds: '60',
  },
  { allowedOrigin: '*', allowedMethod: 'HEAD' },
];
const NONE = { status: 404, code: 'NoSuchCORSConfiguration' };

module.exports = {
  async 'rules come back'({ client, bucket, check }) {
    await check.error('at first', client.getBucketCORS(bucket), NONE);
    await client.putBucketCORS(bucket, RULES);
    const { rules } = await client.getBucketCORS(bucket);
    check.state('count', rules.length, 2);
    check.states('first', rules[0], RULES[0]);
    check.states('second', rules[1], RULES[1]);
    await client.putBucketCORS(bucket, RULES.slice(1));
    check.state('replaced', (await client.getBucketCORS(bucket)).rules.length, 1);
    const wrong = [{ allowedOrigin: '*', allowedMethod: 'FETCH' }];
    await check.error('an unknown method', client.putBucketCORS(bucket, wrong), { status: 400 });
    check.state('they stay', (await client.getBucketCORS(bucket)).rules[0].allowedMethod, 'HEAD');
    await client.deleteBucketCORS(bucket);
    await check.error('deleted', client.getBucketCORS(bucket), NONE);
  },

  async preflights({ client, bucket, send, plainUrl, check }) {
    await client.putBucketCORS(bucket, RULES);
    const ask = (origin, method, headers) =>
      send(plainUrl('a'), {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': method,
          ...(headers && { 'Access-Control-Request-Headers': headers }),
        },
      });
    const allowed = await ask('http://a.example.com', 'PUT', 'x-oss-meta-a,content-type');
    check.state('allowed', allowed.status, 200);
    check.state('allowed, origin', allowed.headers['access-control-allow-origin'], 'http://a.example.com');
    check.state('allowed, methods', allowed.headers['access-control-allow-methods'], /\bPUT\b/);
    check.state('allowed, headers', allowed.headers['access-control-allow-headers'], /x-oss-meta-a/);
    check.state('allowed, age', allowed.headers['access-control-max-age'], '60');
    check.state('a wildcard', (await ask('http://x.b.example.com', 'GET')).status, 200);
    check.state('another method', (await ask('http://a.example.com', 'DELETE')).status, 403);
    check.state('another header', (await ask('http://a.example.com', 'PUT', 'x-mine')).status, 403);
    check.state('another origin', (await ask('http://c.example.com', 'GET')).status, 403);
  },

  async 'replies tell browsers'({ client, bucket, send, plainUrl, check }) {
    await client.putBucketCORS(bucket, RULES);
    await client.put('a', Buffer.from('a'), { headers: { 'x-oss-object-acl': 'public-read' } });
    const get = async (key, origin) => (await send(plainUrl(key), { headers: { Origin: origin } })).headers;
    const known = await get('a', 'http://a.example.com');
    check.state('origin', known['access-control-allow-origin'], 'http://a.example.com');
    check.state('exposed headers', known['access-control-expose-headers'], /ETag/);
    const error = await get('none', 'http://a.example.com');
    check.state('of errors too', error['access-control-allow-origin'], 'http://a.example.com');
    const unknown = await get('a', 'http://c.example.com');
    check.state('another origin', unknown['access-control-allow-origin'], undefined);
  },
};
