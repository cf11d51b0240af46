'use strict';

const text = Buffer.from('hello, headers');

module.exports = {
  async 'are kept and come back'({ client, check }) {
    await client.put('a', text, {
      mime: 'application/x-custom; charset=utf-8',
      headers: {
        'Cache-Control': 'max-age=60, public',
        'Content-Disposition': 'attachment; filename="a b.txt"',
        'Content-Encoding': 'identity',
        'Content-Language': 'zh-CN, en',
        Expires: 'Tue, 01 Dec 2026 00:00:00 GMT',
      },
    });
    const expected = {
      'content-type': 'application/x-custom; charset=utf-8',
      'cache-control': 'max-age=60, public',
      'content-disposition': 'attachment; filename="a b.txt"',
      'content-encoding': 'identity',
      'content-language': 'zh-CN, en',
      expires: 'Tue, 01 Dec 2026 00:00:00 GMT',
    };
    check.states('head', (await client.head('a')).res.headers, expected);
    check.states('get', (await client.get('a')).res.headers, expected);
  },

  async metadata({ client, check }) {
    await client.put('a', text, {
      meta: { uid: 7, Name: encodeURIComponent('中文'), flag: true, empty: '' },
    });
    const { meta } = await client.head('a');
    check.states('by head', meta, { uid: '7', name: encodeURIComponent('中文'), flag: 'true' });
    check.state('by get', (await client.get('a')).res.headers['x-oss-meta-uid'], '7');
  },

  async 'metadata of existing objects'({ client, check }) {
    await client.put('a', text, { meta: { of: 'first' }, headers: { 'Cache-Control': 'no-store' } });
    await client.putMeta('a', { of: 'second', more: '1' });
    const { meta, res } = await client.head('a');
    check.states('metadata', meta, { of: 'second', more: '1' });
    check.state('other headers are replaced too', res.headers['cache-control'], undefined);
    check.state('content', (await client.get('a')).content, text);
  },

  async 'metadata above its limit'({ client, check }) {
    await check.error('8 KB', client.put('a', text, { meta: { large: 'x'.repeat(8192) } }), {
      status: 400,
      code: 'InvalidArgument',
    });
    check.state('nothing was stored', (await client.list()).objects, []);
  },

  async 'asked for in the query'({ client, check }) {
    await client.put('a', text);
    const { res, content } = await client.get('a', {
      subres: {
        'response-content-type': 'text/x-asked; charset=utf-8',
        'response-cache-control': 'no-store',
        'response-content-disposition': 'attachment; filename="中.txt"'.replace(
          '中',
          encodeURIComponent('中')
        ),
        'response-content-language': 'en',
        'response-expires': 'Tue, 01 Dec 2026 00:00:00 GMT',
      },
    });
    check.state('content', content, text);
    check.states('headers', res.headers, {
      'content-type': 'text/x-asked; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="%E4%B8%AD.txt"',
      'content-language': 'en',
      expires: 'Tue, 01 Dec 2026 00:00:00 GMT',
    });
    check.state('only this once', (await client.head('a')).res.headers['cache-control'], undefined);
  },
};
