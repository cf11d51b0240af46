'use strict';

const { bytes, etagOf } = require('./bytes.js');

const text = Buffer.from('hello, object');

module.exports = {
  async 'a Buffer'({ client, check }) {
    const put = await client.put('a/b.txt', text);
    check.reply('ETag of the put', put.res.headers.etag, etagOf(text));
    check.reply('request id', put.res.headers['x-oss-request-id'], /^[0-9A-F]{24}$/);
    const { content, res } = await client.get('a/b.txt');
    check.state('content', content, text);
    check.states('headers', res.headers, {
      'content-type': 'text/plain',
      'content-length': '13',
      etag: etagOf(text),
      'x-oss-hash-crc64ecma': put.res.headers['x-oss-hash-crc64ecma'],
      'x-oss-object-type': 'Normal',
      'x-oss-storage-class': 'Standard',
      'accept-ranges': 'bytes',
    });
  },

  async 'nothing at all'({ client, check }) {
    await client.put('empty', Buffer.alloc(0));
    const { content, res } = await client.get('empty');
    check.state('content', content.length, 0);
    check.state('length', res.headers['content-length'], '0');
    check.state('ETag', res.headers.etag, '"D41D8CD98F00B204E9800998ECF8427E"');
    check.state('CRC', res.headers['x-oss-hash-crc64ecma'], '0');
    check.state('size in lists', (await client.list()).objects[0].size, 0);
  },

  async 'three megabytes'({ client, check }) {
    const content = bytes(3 << 20);
    await client.put('large', content);
    const got = await client.get('large');
    check.state('content', got.content.equals(content), true);
    check.state('ETag', got.res.headers.etag, etagOf(content));
  },

  async 'the last put wins'({ client, check }) {
    await client.put('a', Buffer.from('first, and longer'), { meta: { of: 'first' } });
    await client.put('a', Buffer.from('second'));
    check.state('content', String((await client.get('a')).content), 'second');
    check.state('metadata', (await client.head('a')).meta, null);
  },

  async 'twenty at once'({ client, check }) {
    const names = Array.from({ length: 20 }, (_, n) => `many/${String(n).padStart(2, '0')}`);
    await Promise.all(names.map((name) => client.put(name, Buffer.from(name))));
    const got = await Promise.all(names.map((name) => client.get(name)));
    check.state(
      'contents',
      got.map(({ content }) => String(content)),
      names
    );
    check.state(
      'keys',
      (await client.list()).objects.map(({ name }) => name),
      names
    );
  },

  async 'forbidden to overwrite'({ client, check }) {
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await client.put('once', text, { headers });
    const refused = { status: 409, code: 'FileAlreadyExists', name: 'FileAlreadyExistsError' };
    await check.error('put', client.put('once', Buffer.from('other'), { headers }), refused);
    check.state('after put', (await client.get('once')).content, text);
    await client.put('source', Buffer.from('other'));
    await check.error('copy', client.copy('once', 'source', { headers }), refused);
    check.state('after copy', (await client.get('once')).content, text);
    await client.put('once', Buffer.from('other'), { headers: { 'x-oss-forbid-overwrite': 'false' } });
    check.state('allowed', String((await client.get('once')).content), 'other');
  },

  async digests({ client, check }) {
    const put = (digest) => client.put('a', text, { headers: { 'Content-MD5': digest } });
    await check.error(
      'of something else',
      put(Buffer.from(etagOf('other').slice(1, -1), 'hex').toString('base64')),
      {
        status: 400,
        code: 'InvalidDigest',
      }
    );
    await check.error('nothing was stored', client.head('a'), { status: 404 });
    await put(Buffer.from(etagOf(text).slice(1, -1), 'hex').toString('base64'));
    check.state('of the body', (await client.head('a')).res.headers['content-md5'], /^[\w+/]{22}==$/);
  },

  async 'what is not there'({ client, check }) {
    const missing = { status: 404, code: 'NoSuchKey', name: 'NoSuchKeyError' };
    await check.error('get', client.get('none'), {
      ...missing,
      message: 'The specified key does not exist.',
      requestId: /^[0-9A-F]{24}$/,
      hostId: /./,
    });
    await check.error('head', client.head('none'), { ...missing, message: 'Object not exists' });
    await check.error('getObjectMeta', client.getObjectMeta('none'), missing);
    await check.error('copy', client.copy('a', 'none'), missing);
    check.state('delete', (await client.delete('none')).res.status, 204);
  },

  async 'the short form of HEAD'({ client, check }) {
    await client.put('a', text, { meta: { of: 'mine' } });
    const { res } = await client.getObjectMeta('a');
    check.states('headers', res.headers, { etag: etagOf(text), 'content-length': '13' });
    check.state('date', res.headers['last-modified'], / GMT$/);
    check.state('without metadata', res.headers['x-oss-meta-of'], undefined);
  },

  async 'a storage class'({ client, check }) {
    await client.put('a', text, { headers: { 'x-oss-storage-class': 'IA' } });
    check.state('head', (await client.head('a')).res.headers['x-oss-storage-class'], 'IA');
    check.state('list', (await client.list()).objects[0].storageClass, 'IA');
    await check.error(
      'an unknown one',
      client.put('b', text, { headers: { 'x-oss-storage-class': 'Hot' } }),
      {
        status: 400,
      }
    );
  },
};
