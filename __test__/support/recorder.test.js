'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const { after, before, beforeEach, test } = require('node:test');
const { startRecorder } = require('./recorder.js');

let recorder;
before(async () => {
  recorder = await startRecorder();
});
beforeEach(() => recorder.script([{}]));
after(() => recorder.close());

/** Sends bytes on a fresh connection and reads until the server closes it or `until` has come. */
async function exchange(bytes, until = '\r\n\r\n') {
  const socket = net.connect(recorder.port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  let text = '';
  for await (const chunk of socket) {
    text += chunk.toString('latin1');
    if (text.includes(until)) break;
  }
  socket.destroy();
  return text;
}

test('keeps order, case and bytes of a request', async () => {
  await exchange(
    'PUT /a%20b/../c?x=&y HTTP/1.1\r\nHost: h\r\nX-ODD:  v\xe9 \r\nx-odd: w\r\nContent-Length: 5\r\n\r\nhello'
  );
  const [request] = recorder.take();
  assert.deepEqual(
    { ...request, body: request.body.toString() },
    {
      method: 'PUT',
      target: '/a%20b/../c?x=&y',
      version: 'HTTP/1.1',
      headers: [
        ['Host', 'h'],
        ['X-ODD', 'v\xe9'],
        ['x-odd', 'w'],
        ['Content-Length', '5'],
      ],
      framing: 'length',
      body: 'hello',
      connection: request.connection,
      release: request.release,
    }
  );
});

test('removes chunked framing', async () => {
  await exchange(
    'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na;x=y\r\n0123456789\r\n0\r\n\r\n'
  );
  const [request] = recorder.take();
  assert.equal(request.body.toString(), 'abc0123456789');
  assert.equal(request.framing, 'chunked');
});

test('reads a request that comes byte by byte', async () => {
  const socket = net.connect(recorder.port, '127.0.0.1');
  socket.setNoDelay(true);
  for (const byte of 'PUT /slow HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc') {
    await new Promise((resolve) => socket.write(byte, resolve));
  }
  await once(recorder, 'request');
  socket.destroy();
  const [request] = recorder.take();
  assert.equal(request.target, '/slow');
  assert.equal(request.body.toString(), 'abc');
});

test('answers every request of a connection, in order', async () => {
  recorder.script([
    { status: 200, body: 'first' },
    { status: 404, body: 'second' },
  ]);
  const text = await exchange('GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n', 'second');
  assert.match(text, /^HTTP\/1\.1 200 OK\r\nContent-Length: 5\r\n\r\nfirstHTTP\/1\.1 404 Not Found\r\n/);
  assert.deepEqual(
    recorder.take().map(({ target }) => target),
    ['/1', '/2']
  );
});

test('repeats the last reply', async () => {
  recorder.script([{ status: 500 }, { status: 201 }]);
  for (const status of [500, 201, 201])
    assert.match(await exchange('GET / HTTP/1.1\r\n\r\n'), new RegExp(` ${status} `));
});

function get(port) {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, host: '127.0.0.1', agent: false }, async (response) => {
      try {
        let body = '';
        for await (const chunk of response) body += chunk;
        resolve({ status: response.statusCode, headers: response.rawHeaders, body });
      } catch (error) {
        reject(error);
      }
    });
    request.on('error', reject);
  });
}

test('sends the framings a client must read', async () => {
  recorder.script([
    { body: 'hello', headers: { 'X-Two': ['a', 'b'] } },
    { body: 'hello', framing: 'chunked' },
    { body: 'hello', framing: 'close' },
    { status: 204, body: 'never sent' },
  ]);
  const [plain, chunked, closed, empty] = [
    await get(recorder.port),
    await get(recorder.port),
    await get(recorder.port),
    await get(recorder.port),
  ];
  assert.deepEqual(plain.headers, ['X-Two', 'a', 'X-Two', 'b', 'Content-Length', '5']);
  assert.deepEqual(chunked.headers, ['Transfer-Encoding', 'chunked']);
  assert.deepEqual(
    [plain, chunked, closed, empty].map(({ body }) => body),
    ['hello', 'hello', 'hello', '']
  );
});

test('cuts bodies and connections', async () => {
  recorder.script([{ body: 'hello', cut: 2 }, { destroy: true }, { destroy: 'head' }]);
  await assert.rejects(get(recorder.port), { code: 'ECONNRESET' });
  await assert.rejects(get(recorder.port), { message: 'socket hang up' });
  await assert.rejects(get(recorder.port), { message: 'socket hang up' });
  assert.equal(recorder.take().length, 3);
});

test('stalls inside a body, and holds a request back', async () => {
  recorder.script([
    { body: 'hello', stall: 2 },
    { hold: true, body: 'held' },
  ]);
  assert.match(await exchange('GET / HTTP/1.1\r\n\r\n', 'he'), /Content-Length: 5\r\n\r\nhe$/);
  const body = 'x'.repeat(1 << 20);
  const arrived = once(recorder, 'head');
  const held = exchange(`PUT /held HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'held');
  const [request] = await arrived;
  assert.equal(request.body.length, 0);
  request.release();
  assert.match(await held, /held$/);
  assert.equal(request.body.toString(), body);
});

test('closes its connections', async () => {
  const own = await startRecorder([{ never: true }]);
  const pending = get(own.port);
  await once(own, 'request');
  await own.close();
  await assert.rejects(pending, { message: 'socket hang up' });
});
