'use strict';

// Where one behaviour lives: a library, a signature version, an addressing style, and a fresh empty bucket.

const http = require('node:http');
const { DEMO } = require('../support/emulator.js');
const { tempDir } = require('../support/temp.js');

/** How clients name the server. */
const STYLES = {
  virtual: () => ({}),
  path: (port) => ({ endpoint: `http://localhost:${port}`, sldEnable: true }),
  ip: (port) => ({ endpoint: `http://127.0.0.1:${port}` }),
};

let buckets = 0;
function freshName() {
  buckets += 1;
  return `e2e-bucket-${buckets}`;
}

/**
 * `fetch` for signed URLs: it takes them to the emulator whatever host they name, as DNS would, and an IP address with
 * the host of the bucket, as ali-oss does.
 */
function fetcher(port, hostOfIp) {
  return async function fetch(text, { method = 'GET', headers, body } = {}) {
    const url = new URL(text);
    if (url.hostname === 'localhost')
      return withBytes(await globalThis.fetch(url, { method, headers, body }));
    const host = url.hostname === '127.0.0.1' ? hostOfIp : url.host;
    // The raw target, since URL would collapse dots and encode quotes.
    const path = text.slice(url.protocol.length + 2 + url.host.length);
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: { ...headers, Host: host },
      };
      const request = http.request(options, async (incoming) => {
        const chunks = await incoming.toArray();
        const hasBody = ![204, 304].includes(incoming.statusCode);
        const content = hasBody ? Buffer.concat(chunks) : null;
        resolve(withBytes(new Response(content, { status: incoming.statusCode, headers: incoming.headers })));
      });
      request.on('error', reject);
      request.end(body);
    });
  };
}

function withBytes(response) {
  response.bytes = async () => Buffer.from(await response.arrayBuffer());
  return response;
}

async function emptyAndDelete(client, bucket) {
  client.useBucket(bucket);
  const { objects } = await client.listV2({ 'max-keys': 1000 });
  await Promise.all(objects.map(({ name }) => client.delete(name)));
  await client.deleteBucket(bucket);
}

/** Runs `behaviour` in a world of its own. */
async function inWorld({ library, isOurs, emulator, signature, style }, behaviour) {
  const common = {
    ...DEMO.user,
    region: DEMO.region,
    authorizationV4: signature === 'v4',
    timeout: 20_000,
    ...STYLES[style](emulator.port),
  };
  const make = (options) =>
    library.reach(emulator.port, (way) => new library.OSS({ ...common, ...options, ...way }));
  const sts = (options) =>
    library.reach(
      emulator.port,
      (way) =>
        new library.OSS.STS({
          ...DEMO.user,
          endpoint: 'http://sts.aliyuncs.com',
          ...options,
          ...way,
        })
    );
  const bucket = freshName();
  const client = make({ bucket });
  const dir = tempDir();
  await client.putBucket(bucket);
  try {
    await behaviour.run({
      bucket,
      client,
      dir,
      emulator,
      fetch: fetcher(emulator.port, `${bucket}.${DEMO.region}.aliyuncs.com`),
      freshName,
      isIp: style === 'ip',
      isOurs,
      // A urllib of the caller has its own way with URLs.
      keepsDots: isOurs && !library.direct.urllib,
      isV4: signature === 'v4',
      make,
      roleArn: DEMO.roleArn,
      rootKeys: DEMO.root,
      sts,
    });
  } finally {
    dir.remove();
    await emptyAndDelete(make({}), bucket);
  }
}

module.exports = { STYLES, inWorld };
