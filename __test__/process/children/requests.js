'use strict';

// Requests that a process or a worker starts and never sees the end of.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ours } = require('../../support/clients.js');

const KEYS = { accessKeyId: 'fake-key-id', accessKeySecret: 'fake-key-secret' };

function clientOf(port, OSS = ours.OSS) {
  return new OSS({ ...KEYS, bucket: 'my-bucket', endpoint: `http://127.0.0.1:${port}`, timeout: 600_000 });
}

function tempFile(name) {
  return path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-')), name);
}

/** One request of each kind; `tag` is part of what the server sees. */
const REQUESTS = {
  put: (port, tag) => clientOf(port).put(`${tag}-small`, Buffer.from('hello')),
  // Above the size up to which buffers are copied.
  'put in place': (port, tag) => clientOf(port).put(`${tag}-large`, Buffer.alloc(1 << 20)),
  'put of a file': (port, tag) => {
    const file = tempFile('upload');
    fs.writeFileSync(file, Buffer.alloc(1 << 20));
    return clientOf(port).put(`${tag}-file`, file);
  },
  get: (port, tag) => clientOf(port).get(`${tag}-get`),
  'get into a file': (port, tag) => clientOf(port).get(`${tag}-get-file`, tempFile('download')),
  head: (port, tag) => clientOf(port).head(`${tag}-head`),
  list: (port, tag) => clientOf(port).list({ prefix: tag }),
  assumeRole: (port, tag) =>
    new ours.OSS.STS({ ...KEYS, endpoint: `http://127.0.0.1:${port}` }).assumeRole(
      `acs:ram::1234567890123456:role/${tag}`,
      null,
      900,
      tag,
      { timeout: 600_000 }
    ),
};

/** Starts one request of each kind; what becomes of them is nobody's business. */
function startAll(port, tag) {
  for (const start of Object.values(REQUESTS)) start(port, tag).catch(() => {});
}

module.exports = { REQUESTS, clientOf, startAll };
