'use strict';

const HOUR = 3_600_000;
const text = Buffer.from('hello, conditions');

module.exports = {
  async 'that hold'({ client, check }) {
    const { etag, modified, earlier } = await prepare(client);
    const get = async (headers) => String((await client.get('a', { headers })).content);
    check.state('If-Match', await get({ 'If-Match': etag }), String(text));
    check.state('If-None-Match', await get({ 'If-None-Match': '"0"' }), String(text));
    check.state('If-Modified-Since', await get({ 'If-Modified-Since': earlier }), String(text));
    check.state('If-Unmodified-Since', await get({ 'If-Unmodified-Since': modified }), String(text));
  },

  async 'of what has not changed'({ client, check }) {
    const { etag, modified } = await prepare(client);
    const get = (headers) => client.get('a', { headers });
    check.state('If-None-Match', (await get({ 'If-None-Match': etag })).res.status, 304);
    check.state('If-Modified-Since', (await get({ 'If-Modified-Since': modified })).res.status, 304);
    check.state('head', (await client.head('a', { headers: { 'If-None-Match': etag } })).status, 304);
  },

  async 'that fail'({ client, check }) {
    const { earlier } = await prepare(client);
    const failed = { status: 412, code: 'PreconditionFailed', name: 'PreconditionFailedError' };
    await check.error('If-Match', client.get('a', { headers: { 'If-Match': '"0"' } }), {
      ...failed,
      message: /\(condition: If-Match\)$/,
    });
    await check.error(
      'If-Unmodified-Since',
      client.get('a', { headers: { 'If-Unmodified-Since': earlier } }),
      failed
    );
    await check.error('head', client.head('a', { headers: { 'If-Match': '"0"' } }), {
      status: 412,
      message: 'Pre condition failed',
    });
  },
};

async function prepare(client) {
  const { res } = await client.put('a', text);
  const modified = (await client.head('a')).res.headers['last-modified'];
  return {
    etag: res.headers.etag,
    modified,
    earlier: new Date(Date.parse(modified) - HOUR).toUTCString(),
  };
}
