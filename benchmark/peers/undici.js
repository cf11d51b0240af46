'use strict';

/** What HTTP alone costs in Node.js: no signature, no checks, the headers HTTP needs. */

const connections = 32;

let base;
let dispatcher;
let request;

async function succeed(options) {
  const { statusCode, body } = await request({ origin: base, ...options });
  if (statusCode !== 200) throw new Error(`the sink answered ${statusCode}`);
  return body;
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
};
