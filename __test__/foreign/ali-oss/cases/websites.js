'use strict';

const NONE = { status: 404, code: 'NoSuchWebsiteConfiguration' };
const RULE = {
  RuleNumber: '1',
  Condition: { KeyPrefixEquals: 'old/' },
  Redirect: {
    RedirectType: 'External',
    Protocol: 'http',
    HostName: 'pages.example.com',
    ReplaceKeyPrefixWith: 'new/',
    HttpRedirectCode: '302',
  },
};

module.exports = {
  async 'configurations come back'({ client, bucket, check }) {
    await check.error('at first', client.getBucketWebsite(bucket), NONE);
    await client.putBucketWebsite(bucket, { index: 'start.html', error: 'error.html' });
    check.states('pages', await client.getBucketWebsite(bucket), {
      index: 'start.html',
      error: 'error.html',
      routingRules: [],
    });
    await client.putBucketWebsite(bucket, {
      index: 'start.html',
      supportSubDir: 'true',
      type: '1',
      routingRules: [RULE],
    });
    const { routingRules, ...pages } = await client.getBucketWebsite(bucket);
    check.states('replaced', pages, { index: 'start.html', error: null, supportSubDir: 'true', type: '1' });
    check.state('rules', routingRules.length, 1);
    check.states('rule', routingRules[0].Redirect, RULE.Redirect);
    check.state('rule, condition', routingRules[0].Condition, RULE.Condition);
    await client.deleteBucketWebsite(bucket);
    await check.error('deleted', client.getBucketWebsite(bucket), NONE);
  },

  async 'serve pages'({ client, bucket, send, plainUrl, check }) {
    await client.putBucketACL(bucket, 'public-read');
    await client.put('start.html', Buffer.from('start'));
    await client.put('dir/start.html', Buffer.from('start of dir'));
    await client.put('error.html', Buffer.from('error'));
    const site = { index: 'start.html', error: 'error.html', supportSubDir: 'true', type: '0' };
    await client.putBucketWebsite(bucket, { ...site, routingRules: [RULE] });
    const get = (key) => send(plainUrl(key));
    check.state('the root', String((await get('')).content), 'start');
    check.state('a folder', String((await get('dir/')).content), 'start of dir');
    const missing = await get('none.html');
    check.state('the error page', [missing.status, String(missing.content)], [404, 'error']);
    const moved = await get('old/page.html');
    const target = 'http://pages.example.com/new/page.html';
    check.state('a redirect', [moved.status, moved.headers.location], [302, target]);
    check.state('signed requests see the bucket', (await client.list()).objects.length, 3);
    await check.error('and plain errors', client.get('none.html'), { status: 404, code: 'NoSuchKey' });
  },
};
