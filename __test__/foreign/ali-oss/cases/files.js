'use strict';

const { Readable } = require('node:stream');
const { bytes, etagOf } = require('./bytes.js');

module.exports = {
  async 'from a file into a file'({ client, dir, check }) {
    const content = bytes(1 << 20, 'file');
    await client.put('dir/page', dir.write('page.html', content));
    const { res } = await client.get('dir/page', dir.path('copy'));
    check.state('content', dir.read('copy').equals(content), true);
    check.state('type', res.headers['content-type'], 'text/html');
    check.state('ETag', res.headers.etag, etagOf(content));
  },

  async 'from a stream of known length'({ client, check }) {
    const content = bytes(200_000, 'stream');
    await client.putStream('a.json', Readable.from([content.subarray(0, 1000), content.subarray(1000)]), {
      contentLength: content.length,
    });
    const got = await client.get('a.json');
    check.state('content', got.content.equals(content), true);
    check.state('type', got.res.headers['content-type'], 'application/json');
  },

  async 'from a stream of unknown length'({ client, check }) {
    const content = bytes(300_000, 'chunks');
    await client.putStream('chunked', Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]));
    const got = await client.get('chunked');
    check.state('content', got.content.equals(content), true);
    check.state('length', got.res.headers['content-length'], '300000');
    check.state('ETag', got.res.headers.etag, etagOf(content));
  },

  async 'into a stream'({ client, check }) {
    const content = bytes(500_000, 'into');
    await client.put('a', content);
    const { stream, res } = await client.getStream('a');
    check.state('content', Buffer.concat(await stream.toArray()).equals(content), true);
    check.state('length', res.headers['content-length'], '500000');
    await check.error('of what is not there', client.getStream('none'), { status: 404, code: 'NoSuchKey' });
  },
};
