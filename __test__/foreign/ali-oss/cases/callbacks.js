'use strict';

const { withReceiver } = require('../receiver.js');
const { etagOf } = require('./bytes.js');

const text = Buffer.from('hello, callback');
const ANSWER = { content: '{"taken":true}' };

module.exports = {
  async 'of a put'({ client, bucket, check }) {
    await withReceiver(ANSWER, async (origin, requests) => {
      const { data, res } = await client.put('dir/a b', text, {
        mime: 'text/x-mine',
        callback: {
          url: `${origin}/take?from=put`,
          host: 'receiver.example.com',
          body: 'bucket=${bucket}&object=${object}&size=${size}&etag=${etag}&type=${mimeType}&mine=${x:mine}',
          contentType: 'application/x-www-form-urlencoded',
          customValue: { mine: 7 },
        },
      });
      check.reply('status', res.status, 200);
      check.reply('answer of the receiver', data, { taken: true });
      const [{ method, url, headers, body }] = requests;
      check.state('one request', requests.length, 1);
      check.state('method and target', [method, url], ['POST', '/take?from=put']);
      check.state('host', headers.host, 'receiver.example.com');
      check.state('type', headers['content-type'], 'application/x-www-form-urlencoded');
      check.state('it is signed', headers.authorization, /^[\w+/=]+$/);
      check.state('bucket header', headers['x-oss-bucket'], bucket);
      const form = Object.fromEntries(new URLSearchParams(body));
      check.states('body', form, {
        bucket,
        object: 'dir/a b',
        size: String(text.length),
        etag: etagOf(text).slice(1, -1),
        type: 'text/x-mine',
        mine: '7',
      });
    });
    check.state('the object', (await client.get('dir/a b')).content, text);
  },

  async 'in JSON, of an upload in parts'({ client, dir, check }) {
    await withReceiver(ANSWER, async (origin, requests) => {
      const { uploadId } = await client.initMultipartUpload('a');
      const { etag } = await client.uploadPart('a', uploadId, 1, dir.write('part', 'parts'), 0, 5);
      const done = await client.completeMultipartUpload('a', uploadId, [{ number: 1, etag }], {
        callback: {
          url: origin,
          body: '{"object":${object},"size":${size},"mine":${x:mine}}',
          contentType: 'application/json',
          customValue: { mine: 'a "b"' },
        },
      });
      check.reply('answer of the receiver', done.data, { taken: true });
      check.state('body', JSON.parse(requests[0].body), { object: 'a', size: 5, mine: 'a "b"' });
      check.state('type', requests[0].headers['content-type'], 'application/json');
    });
    check.state('the object', String((await client.get('a')).content), 'parts');
  },

  async 'that fail'({ client, check }) {
    await withReceiver({ status: 500, content: '{}' }, async (origin) => {
      const put = (url, options) => client.put('a', text, { callback: { url, body: 'x=1' }, ...options });
      const failed = { status: 203, code: 'CallbackFailed' };
      await check.error('refused by the receiver', put(origin), failed);
      check.state('the object stays', (await client.get('a')).content, text);
    });
    await withReceiver({ content: 'no JSON' }, async (origin) => {
      const put = client.put('b', text, { callback: { url: origin, body: 'x=1' } });
      await check.error('answered without JSON', put, { status: 203, code: 'CallbackFailed' });
      check.state('the object stays here too', (await client.get('b')).content, text);
    });
    const headers = { 'x-oss-callback': 'no base64!' };
    await check.error('that cannot be read', client.put('c', text, { headers }), { status: 400 });
    await check.error('nothing was stored', client.head('c'), { status: 404 });
  },
};
