'use strict';

// In a file, and so in a process, of its own: ali-oss keeps the limit that the test sets.

const assert = require('node:assert/strict');
const http = require('node:http');
const { once } = require('node:events');
const { test } = require('node:test');
const { closeAgents, ours, theirs } = require('../../support/clients.js');

/** A server that answers only when `wanted` requests wait, or when nothing has come for a while. */
async function holdingServer(t, wanted) {
  const waiting = [];
  let most = 0;
  let timer;
  const answerAll = () => {
    for (const response of waiting.splice(0)) response.end();
  };
  const server = http.createServer((_, response) => {
    waiting.push(response);
    most = Math.max(most, waiting.length);
    clearTimeout(timer);
    if (waiting.length === wanted) answerAll();
    else timer = setTimeout(answerAll, 300);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    clearTimeout(timer);
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { endpoint: `http://127.0.0.1:${server.address().port}`, most: () => most };
}

test('F14: the maxSockets of a client are its own', async (t) => {
  for (const [library, expected] of [
    [theirs, 1],
    [ours, 4],
  ]) {
    const server = await holdingServer(t, 4);
    const made = (options) =>
      new library.OSS({
        accessKeyId: 'fake-key-id',
        accessKeySecret: 'fake-key-secret',
        bucket: 'my-bucket',
        endpoint: server.endpoint,
        ...options,
      });
    const free = made({});
    made({ maxSockets: 1 });
    await Promise.all(Array.from({ length: 4 }, (_, index) => free.get(`object-${index}`)));
    assert.equal(server.most(), expected, library.name);
  }
  closeAgents();
});
