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
/** A domain of the bucket's own, which the emulator must know: `cnames` of its configuration. */
const CNAME = (port, bucket) => ({ endpoint: `http://${domainOf(bucket)}:${port}`, cname: true });

const domainOf = (bucket) => `${bucket}.files.localhost`;

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
  const bucket = freshName();
  const common = {
    ...DEMO.user,
    region: DEMO.region,
    authorizationV4: signature === 'v4',
    timeout: 20_000,
  };
  const plain = (options) =>
    library.reach(emulator.port, (way) => new library.OSS({ ...common, ...options, ...way }));
  const address = (style === 'cname' ? CNAME : STYLES[style])(emulator.port, bucket);
  const make = (options) => plain({ ...address, ...options });
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
  const client = make({ bucket });
  const dir = tempDir();
  await plain({}).putBucket(bucket);
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
    await emptyAndDelete(plain({}), bucket);
  }
}

module.exports = { STYLES, domainOf, inWorld };
