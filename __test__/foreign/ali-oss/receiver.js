'use strict';

const http = require('node:http');
const { once } = require('node:events');

/** A server on loopback: `requests` as they came, each answered by `answer`. Runs while `during` does. */
async function withReceiver(answer, during) {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { status = 200, content } = answer;
    // The service wants to know the length beforehand.
    const told = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) };
    response.writeHead(status, told).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await during(`http://127.0.0.1:${server.address().port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

module.exports = { withReceiver };
