'use strict';

/** What HTTP alone costs in Node.js: no signature, no checks, the headers HTTP needs. */

const { createReadStream, createWriteStream } = require('node:fs');
const { finished, pipeline } = require('node:stream/promises');

const connections = 256;

let base;
let dispatcher;
let request;

async function succeed(options) {
  const { statusCode, body } = await request({ origin: base, ...options });
  if (statusCode !== 200) throw new Error(`the sink answered ${statusCode}`);
  return body;
}

async function sendStream(key, stream, size) {
  const headers = { 'content-length': String(size) };
  const body = await succeed({ method: 'PUT', path: `/${key}`, body: stream, headers });
  await body.dump();
}

module.exports = {
  name: 'undici',
  does: 'no signature, no checksum, one request a connection at a time',
  module: require.resolve('undici'),
  runtime: 'node',
  setup(port) {
    const undici = require('undici');
    base = `http://127.0.0.1:${port}`;
    dispatcher = new undici.Agent({ connections, pipelining: 1 });
    request = (options) => undici.request(base, { dispatcher, ...options });
  },
  put: async (key, buffer) => {
    const body = await succeed({ method: 'PUT', path: `/${key}`, body: buffer });
    await body.dump();
  },
  get: async (key) => (await succeed({ method: 'GET', path: `/${key}` })).bytes(),
  putFile: (key, file, size) => sendStream(key, createReadStream(file), size),
  getFile: async (key, file) =>
    pipeline(await succeed({ method: 'GET', path: `/${key}` }), createWriteStream(file)),
  putStream: (key, stream, size) => sendStream(key, stream, size),
  async getStream(key, take) {
    const body = await succeed({ method: 'GET', path: `/${key}` });
    body.on('data', take);
    await finished(body);
  },
};
