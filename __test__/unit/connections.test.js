'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { test } = require('node:test');
const { client, rejection, serve } = require('./loopback');

const NOTHING = {
  open: 0,
  idle: 0,
  queued: 0,
  requests: 0,
  retries: 0,
  bytesSent: 0,
  bytesReceived: 0,
};

test('stats tell what the connections do', async (t) => {
  let answers = 0;
  const { endpoint } = await serve(t, (_, response) => {
    answers += 1;
    response.statusCode = answers === 1 ? 503 : 200;
    response.end('hello');
  });
  const made = client({ endpoint, maxSockets: 1 });
  assert.deepStrictEqual(made.stats(), NOTHING);
  const calls = [made.get('a'), made.get('b'), made.get('c')];
  await Promise.all(calls);
  const { bytesSent, bytesReceived, ...counts } = made.stats();
  assert.deepStrictEqual(counts, { open: 1, idle: 1, queued: 0, requests: 4, retries: 1 });
  assert.ok(bytesSent > 4 * 100 && bytesReceived > 4 * 30, `${bytesSent}, ${bytesReceived}`);
});

test('a closed client has let its calls end and takes no more', async (t) => {
  const waiting = [];
  const { endpoint } = await serve(t, (_, response) => waiting.push(response));
  const made = client({ endpoint });
  const call = made.get('a');
  while (waiting.length === 0) await new Promise(setImmediate);
  let closed = false;
  const closing = made.close().then(() => {
    closed = true;
  });
  const late = await rejection(made.get('b'));
  assert.deepStrictEqual(
    [late.name, late.code, late.message],
    ['ClientClosedError', 'ClientClosed', 'the client is closed']
  );
  assert.strictEqual(closed, false);
  waiting[0].end('hello');
  assert.strictEqual(String((await call).content), 'hello');
  await closing;
  assert.deepStrictEqual([made.stats().open, made.stats().idle, waiting.length], [0, 0, 1]);
  await made.close();
});

test('a client can be used with await using', async (t) => {
  const { endpoint } = await serve(t, (_, response) => response.end('hello'));
  const made = client({ endpoint });
  await made.get('a');
  await made[Symbol.asyncDispose]();
  assert.strictEqual(made.stats().open, 0);
});

test('a stream stays readable after its client was closed', async (t) => {
  const { endpoint } = await serve(t, (_, response) => {
    response.write('half');
    setImmediate(() => response.end(' and half'));
  });
  const made = client({ endpoint });
  const { stream } = await made.getStream('a');
  await made.close();
  assert.strictEqual(Buffer.concat(await stream.toArray()).toString(), 'half and half');
  while (made.stats().open > 0) await new Promise(setImmediate);
});

test('maxSockets is a limit of this client, and what is no number is none', async (t) => {
  const waiting = [];
  const { endpoint } = await serve(t, (_, response) => waiting.push(response));
  for (const [maxSockets, expected] of [
    [2, 2],
    ['3', 3],
    [Number.POSITIVE_INFINITY, 6],
    [0, 6],
    [undefined, 6],
  ]) {
    const made = client({ endpoint, maxSockets });
    const calls = Array.from({ length: 6 }, (_, i) => made.head(`${i}`));
    while (waiting.length < expected || made.stats().queued < 6 - expected) await new Promise(setImmediate);
    assert.deepStrictEqual([waiting.length, made.stats().open], [expected, expected], String(maxSockets));
    const answering = setInterval(() => waiting.splice(0).map((response) => response.end()), 1);
    await Promise.all(calls).finally(() => clearInterval(answering));
  }
});

test('unread streams that hold all sockets are named in a warning', async (t) => {
  const warnings = [];
  const listen = (warning) => warnings.push(warning.code);
  process.on('warning', listen);
  t.after(() => process.off('warning', listen));
  const { endpoint } = await serve(t, (_, response) => response.end(Buffer.alloc(1 << 20)));
  const made = client({ endpoint, maxSockets: 2, retryMax: 0 });
  const unread = [await made.getStream('a'), await made.getStream('b')];
  for (let turn = 0; turn < 2; turn += 1) {
    const error = await rejection(made.get('c', { timeout: [200, 5000] }));
    assert.strictEqual(error.name, 'SocketAssignTimeoutError');
  }
  assert.deepStrictEqual(warnings, ['OSS_UNREAD_STREAMS']);
  for (const { stream } of unread) stream.destroy();
  assert.strictEqual((await made.get('c')).res.status, 200);
});

test('a connection that the server has given up is replaced unseen', async (t) => {
  const sockets = new Set();
  let requests = 0;
  // The second request of a connection is met by its end, as when a server gives up an idle connection at that moment.
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let served = false;
    socket.on('error', () => {});
    socket.on('data', () => {
      requests += 1;
      if (served) return socket.destroy();
      served = true;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const made = client({ endpoint: `http://127.0.0.1:${server.address().port}` });
  for (let turn = 0; turn < 3; turn += 1) assert.strictEqual(String((await made.get('a')).content), 'hi');
  assert.deepStrictEqual([requests, made.stats().retries], [5, 0]);
  // What must not be done twice is not, and nothing is for those who want no repetition.
  made.options.retryMax = 0;
  const error = await rejection(made.append('a', Buffer.from('more')));
  assert.strictEqual(error.code, 'ResponseError');
  assert.strictEqual(requests, 6);
  assert.strictEqual(String((await made.get('a')).content), 'hi');
  assert.strictEqual((await rejection(made.get('a'))).code, 'ResponseError');
  assert.strictEqual(requests, 8);
});
