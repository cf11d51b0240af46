'use strict';

const http = require('node:http');
const OSS = require('../..');

/**
 * Serves HTTP on a free port of 127.0.0.1 until the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {(request: http.IncomingMessage & { body: Buffer }, response: http.ServerResponse) => void} answer
 * @returns {Promise<{ endpoint: string, port: number, requests: (http.IncomingMessage & { body: Buffer })[] }>}
 */
async function serve(t, answer) {
  const requests = [];
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      request.body = Buffer.concat(chunks);
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address();
  return { endpoint: `http://127.0.0.1:${port}`, port, requests };
}

/** A client with a key pair and a bucket. */
function client(options) {
  return new OSS({ accessKeyId: 'test-id', accessKeySecret: 'test-secret', bucket: 'my-bucket', ...options });
}

/** The error that a promise rejects with. */
async function rejection(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, but got ${JSON.stringify(value)}`);
}

/** An error document of the service. */
function errorDocument(code, message = `${code} happened`, more = '') {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>5C3D9175B6FC201293AD4890</RequestId><HostId>my-bucket.oss-cn-hangzhou.aliyuncs.com</HostId>${more}</Error>`;
}

module.exports = { serve, client, rejection, errorDocument };
