'use strict';

const { KEYS } = require('../accounts.js');
const { etagOf } = require('./bytes.js');

const HOUR = 3_600_000;
const text = Buffer.from('hello, copy');

module.exports = {
  async 'inside a bucket'({ client, check }) {
    await client.put('dir/source', text, { mime: 'text/x-mine', meta: { of: 'source' } });
    const { data } = await client.copy('target', 'dir/source');
    check.reply('ETag', data.etag, etagOf(text));
    const { content, res } = await client.get('target');
    check.state('content', content, text);
    check.states('headers', res.headers, {
      'content-type': 'text/x-mine',
      'x-oss-meta-of': 'source',
      etag: etagOf(text),
    });
    check.state('the source stays', (await client.get('dir/source')).content, text);
  },

  async 'from another bucket'({ client, make, newBucket, check }) {
    const other = await newBucket();
    await make({ bucket: other }).put('中 文+.txt', text);
    await client.copy('a', '中 文+.txt', other);
    check.state('by name', (await client.get('a')).content, text);
    await client.copy('b', `/${other}/中 文+.txt`);
    check.state('by path', (await client.get('b')).content, text);
  },

  async 'with headers of its own'({ client, check }) {
    await client.put('source', text, { meta: { of: 'source' }, headers: { 'Cache-Control': 'no-store' } });
    await client.copy('target', 'source', { meta: { of: 'target' }, headers: { 'Content-Language': 'en' } });
    const { meta, res } = await client.head('target');
    check.state('metadata', meta, { of: 'target' });
    check.state('language', res.headers['content-language'], 'en');
    check.state('nothing of the source', res.headers['cache-control'], undefined);
  },

  async 'onto itself'({ client, check }) {
    await client.put('a', text, { meta: { of: 'first' } });
    await client.copy('a', 'a', { meta: { of: 'second' } });
    check.state('metadata', (await client.head('a')).meta, { of: 'second' });
    check.state('content', (await client.get('a')).content, text);
    check.state('still one object', (await client.list()).objects.length, 1);
  },

  async 'under conditions'({ client, check }) {
    const { res } = await client.put('source', text);
    const modified = (await client.head('source')).res.headers['last-modified'];
    const earlier = new Date(Date.parse(modified) - HOUR).toUTCString();
    const copy = (headers) => client.copy('target', 'source', { headers });
    const failed = { status: 412, code: 'PreconditionFailed' };
    await check.error('If-Match', copy({ 'If-Match': '"0"' }), failed);
    await check.error('If-Unmodified-Since', copy({ 'If-Unmodified-Since': earlier }), failed);
    check.reply('If-None-Match', (await copy({ 'If-None-Match': res.headers.etag })).res.status, 304);
    check.reply('If-Modified-Since', (await copy({ 'If-Modified-Since': modified })).res.status, 304);
    await check.error('nothing was copied', client.head('target'), { status: 404 });
    await copy({ 'If-Match': res.headers.etag, 'If-Modified-Since': earlier });
    check.state('when they hold', (await client.get('target')).content, text);
  },

  async 'of tags'({ client, check }) {
    await client.put('source', text);
    await client.putObjectTagging('source', { of: 'source' });
    await client.copy('copied', 'source');
    check.state('they follow', (await client.getObjectTagging('copied')).tag, { of: 'source' });
    await client.copy('replaced', 'source', {
      headers: { 'x-oss-tagging': 'of=target&more=1', 'x-oss-tagging-directive': 'Replace' },
    });
    check.state('or are replaced', (await client.getObjectTagging('replaced')).tag, {
      of: 'target',
      more: '1',
    });
  },

  async 'that are refused'({ client, make, bucket, newBucket, check }) {
    await check.error('no such key', client.copy('target', 'none'), { status: 404, code: 'NoSuchKey' });
    await check.error('no such bucket', client.copy('target', 'none', 'foreign-nowhere'), {
      status: 404,
      code: 'NoSuchBucket',
    });
    await client.put('secret', text);
    const own = await newBucket();
    const reader = make({ ...KEYS.reader, bucket: own });
    await check.error('no right to write', reader.copy('target', 'secret', bucket), {
      status: 403,
      code: 'AccessDenied',
    });
    check.state('nothing was copied', (await make({ bucket: own }).list()).objects, []);
  },
};
