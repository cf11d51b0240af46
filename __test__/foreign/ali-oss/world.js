'use strict';

// Where one case lives: a signature version, a way to name the bucket, and an empty bucket of its own.

const http = require('node:http');
const OSS = require('ali-oss');
const { agentTo } = require('../../support/agents.js');
const { tempDir } = require('../../support/temp.js');
const { REGION, KEYS } = require('./accounts.js');
const { sweep } = require('./sweep.js');

const STYLES = {
  'the bucket in the host': () => ({ region: REGION }),
  'the bucket in the path': (port) => ({
    endpoint: `http://localhost:${port}`,
    sldEnable: true,
    region: REGION,
  }),
  'an IP address': (port) => ({ endpoint: `http://127.0.0.1:${port}`, region: REGION }),
};

const WORLDS = [
  { signature: 'v4', style: 'the bucket in the host' },
  { signature: 'v1', style: 'the bucket in the host' },
  { signature: 'v4', style: 'the bucket in the path' },
  { signature: 'v1', style: 'the bucket in the path' },
  { signature: 'v4', style: 'an IP address' },
  { signature: 'v1', style: 'an IP address' },
].map((world) => ({ ...world, title: `${world.signature.toUpperCase()} and ${world.style}` }));

let names = 0;

/** A bucket name that no case has had. */
function freshName() {
  names += 1;
  return `foreign-${names}`;
}

/** Runs one case in a world; whatever it leaves behind goes. */
async function inWorld({ signature, style }, { port, admin, check }, run) {
  const agent = agentTo(http.Agent, port);
  const make = (options) =>
    new OSS({
      ...KEYS.app,
      ...STYLES[style](port),
      authorizationV4: signature === 'v4',
      agent,
      timeout: 20_000,
      ...options,
    });
  const made = [];
  const service = make();
  const newBucket = async (options) => {
    const name = freshName();
    await service.putBucket(name, options);
    made.push(name);
    return name;
  };
  const dir = tempDir();
  try {
    const bucket = await newBucket();
    const client = make({ bucket });
    const isIp = style === 'an IP address';
    await run({
      admin,
      bucket,
      check,
      client,
      dir,
      freshName,
      isIp,
      isV4: signature === 'v4',
      isVirtual: style === 'the bucket in the host',
      make,
      newBucket,
      port,
      send: (url, options) => send(agent, url, options),
      service,
      plainUrl: (key) => (isIp ? `http://127.0.0.1:${port}/${bucket}/${key}` : client.generateObjectUrl(key)),
      sts: (options) => new OSS.STS({ ...KEYS.app, endpoint: 'http://sts.aliyuncs.com', agent, ...options }),
    });
  } finally {
    dir.remove();
    for (const name of made) await sweep(make, name);
    agent.destroy();
  }
}

/** Sends a request to the emulator whatever host the URL names; the target goes out as it is written. */
function send(agent, url, { method = 'GET', headers, body } = {}) {
  const [, host, target] = /^http:\/\/([^/]+)(.*)$/.exec(url);
  return new Promise((resolve, reject) => {
    const options = { agent, method, path: target, headers: { ...headers, Host: host } };
    const request = http.request(options, async (incoming) => {
      const content = Buffer.concat(await incoming.toArray());
      resolve({ status: incoming.statusCode, headers: incoming.headers, content });
    });
    request.on('error', reject);
    request.end(body);
  });
}

module.exports = { WORLDS, inWorld };
