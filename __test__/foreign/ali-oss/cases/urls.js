'use strict';

const HOUR = 3_600_000;
const text = Buffer.from('hello, url');

/** The ways to sign a URL; those of V1 name the bucket in the host, which an IP address has not. */
function signers({ client, isIp }) {
  const v4 = (name, method = 'GET') => client.signatureUrlV4(method, 60, {}, name);
  if (isIp) return { signatureUrlV4: v4 };
  return {
    signatureUrl: async (name, method = 'GET') => client.signatureUrl(name, { method, expires: 60 }),
    asyncSignatureUrl: (name, method = 'GET') => client.asyncSignatureUrl(name, { method, expires: 60 }),
    signatureUrlV4: v4,
  };
}

/** V4 URLs of an IP address are signed for the bucket but do not say it: the host does. */
function sender({ send, isIp, bucket, port }) {
  return (url, options) =>
    send(isIp ? url.replace(`127.0.0.1:${port}`, `${bucket}.oss-cn-hangzhou.aliyuncs.com`) : url, options);
}

module.exports = {
  async 'to read, write and delete'(world) {
    const { client, check } = world;
    const send = sender(world);
    for (const [how, sign] of Object.entries(signers(world))) {
      await send(await sign('dir/a b+中.txt', 'PUT'), { method: 'PUT', body: text });
      check.state(`${how}, put`, (await client.get('dir/a b+中.txt')).content, text);
      check.state(`${how}, get`, (await send(await sign('dir/a b+中.txt'))).content, text);
      const head = await send(await sign('dir/a b+中.txt', 'HEAD'), { method: 'HEAD' });
      check.state(`${how}, head`, head.headers['content-length'], String(text.length));
      await send(await sign('dir/a b+中.txt', 'DELETE'), { method: 'DELETE' });
      check.state(`${how}, delete`, (await client.list()).objects, []);
    }
  },

  async 'serve one method, key and time'(world) {
    const { client, admin, check } = world;
    const send = sender(world);
    await client.put('a', text);
    for (const [how, sign] of Object.entries(signers(world))) {
      const url = await sign('a');
      check.state(`${how}, another method`, (await send(url, { method: 'PUT', body: 'x' })).status, 403);
      check.state(`${how}, another key`, (await send(url.replace('/a?', '/b?'))).status, 403);
      const late = await admin.later(HOUR, () => send(url));
      check.state(`${how}, later`, late.status, 403);
      check.state(`${how}, later, message`, String(late.content), /Request has expired\./);
      check.state(`${how}, in time`, (await send(url)).content, text);
    }
    check.state('nothing changed', (await client.get('a')).content, text);
  },

  async 'with headers of the reply'(world) {
    const { client, isIp, check } = world;
    const send = sender(world);
    await client.put('a', text);
    if (!isIp) {
      const url = client.signatureUrl('a', { response: { 'content-type': 'text/x-asked' } });
      check.state('V1', (await send(url)).headers['content-type'], 'text/x-asked');
    }
    const queries = {
      'response-content-type': 'text/x-asked; charset=utf-8',
      'response-cache-control': 'no-store',
    };
    const { headers } = await send(await client.signatureUrlV4('GET', 60, { queries }, 'a'));
    check.states('V4', headers, {
      'content-type': 'text/x-asked; charset=utf-8',
      'cache-control': 'no-store',
    });
  },

  async 'with headers of the request'(world) {
    const { client, check } = world;
    const send = sender(world);
    const headers = { 'Content-Type': 'text/x-mine', 'x-oss-meta-uid': '7' };
    const url = await client.signatureUrlV4('PUT', 60, { headers }, 'a');
    check.state('without them', (await send(url, { method: 'PUT', body: text })).status, 403);
    await check.error('nothing was stored', client.head('a'), { status: 404 });
    await send(url, { method: 'PUT', body: text, headers });
    const { meta, res } = await client.head('a');
    check.state('metadata', meta, { uid: '7' });
    check.state('type', res.headers['content-type'], 'text/x-mine');
  },
};
