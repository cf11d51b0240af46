'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { PassThrough, Readable } = require('node:stream');
const { after, before, beforeEach, test } = require('node:test');
const OSS = require('../../index.js');
const { startRecorder } = require('../support/recorder.js');
const { tempDir } = require('../support/temp.js');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'my-bucket' };
const LARGE = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));

let dir;
let recorder;
before(async () => {
  dir = tempDir();
  recorder = await startRecorder();
});
beforeEach(() => recorder.script([{ body: 'hello' }]));
after(() => {
  dir.remove();
  return recorder.close();
});

const client = (options) =>
  new OSS({
    ...keys,
    endpoint: `http://localhost:${recorder.port}`,
    sldEnable: true,
    transport: 'node',
    ...options,
  });

test('keys go out as they are, on a connection that is kept', async () => {
  const one = client();
  const { res } = await one.get("a/../b 'c'");
  const again = await one.get('a/./b');
  assert.deepEqual(
    recorder.take().map(({ target, connection }) => [target, connection]),
    [
      ['/my-bucket/a/../b%20%27c%27', 0],
      ['/my-bucket/a/./b', 0],
    ]
  );
  assert.deepEqual(
    [
      res.keepAliveSocket,
      res.socketHandledRequests,
      again.res.keepAliveSocket,
      again.res.socketHandledRequests,
    ],
    [false, 1, true, 2]
  );
  assert.deepEqual([res.remoteAddress, res.remotePort], ['127.0.0.1', recorder.port]);
});

test('names under localhost are the loopback', async () => {
  const one = client({ sldEnable: false });
  assert.equal(String((await one.get('a')).content), 'hello');
  assert.ok(recorder.take()[0].headers.some(([, value]) => value === `my-bucket.localhost:${recorder.port}`));
});

test('bodies of every kind and size come whole', async () => {
  const one = client();
  for (const bytes of [Buffer.alloc(0), Buffer.from('small'), LARGE]) {
    const sources = [bytes, dir.write('source', bytes), Readable.from([bytes]), new Blob([bytes])];
    for (const source of sources) {
      await one.put('a', source);
      assert.ok(recorder.take().at(-1).body.equals(bytes));
    }
    recorder.script([{ body: bytes }]);
    assert.ok((await one.get('a')).content.equals(bytes));
    await one.get('a', dir.path('target'));
    assert.ok(fs.readFileSync(dir.path('target')).equals(bytes));
    const sink = new PassThrough();
    const [pieces] = await Promise.all([sink.toArray(), one.get('a', sink)]);
    assert.ok(Buffer.concat(pieces).equals(bytes));
    const { stream } = await one.getStream('a');
    assert.ok(Buffer.concat(await stream.toArray()).equals(bytes));
    recorder.script([{}]);
  }
});

test('each phase has its timeout', async () => {
  recorder.script([{ never: true }]);
  await assert.rejects(client({ timeout: 60 }).get('a'), { name: 'ResponseTimeoutError' });
  recorder.script([{ body: 'hello', stall: 2 }]);
  await assert.rejects(client({ timeout: 60 }).get('a'), { name: 'ResponseTimeoutError' });
  await assert.rejects(client({ timeout: 60 }).get('a', dir.path('never')), { name: 'ResponseTimeoutError' });
  assert.equal(dir.exists('never'), false);

  // A socket that never connects.
  const agent = new http.Agent();
  agent.createConnection = () => Object.assign(new net.Socket(), { connecting: true });
  await assert.rejects(client({ agent }).get('a', { timeout: [60, 5000] }), {
    name: 'ConnectionTimeoutError',
    status: -2,
    message: /^Connect timeout for 60ms, please increase/,
  });
});

test('waiting for a free socket has a timeout of its own', async () => {
  recorder.script([{ never: true }]);
  const one = client({ maxSockets: 1 });
  const controller = new AbortController();
  const holder = one.get('a', { signal: controller.signal });
  holder.catch(() => {});
  await once(recorder, 'request');
  await assert.rejects(one.get('b', { timeout: [60, 5000] }), {
    name: 'SocketAssignTimeoutError',
    status: -2,
  });
  // Another client has sockets of its own.
  recorder.script([{}]);
  await client({ maxSockets: 1 }).head('c');
  controller.abort();
  await assert.rejects(holder, { name: 'AbortError' });
});

test('a download that flows outlives its timeout, and so does an upload', async (t) => {
  const server = http.createServer(async (request, response) => {
    if (request.method === 'PUT') {
      request.pause();
      for (let n = 0; n < 6; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        request.read(1 << 20);
      }
      request.resume();
      request.on('end', () => response.end());
      return;
    }
    for (let n = 0; n < 6; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      response.write('piece ');
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const endpoint = `http://localhost:${server.address().port}`;
  const one = client({ endpoint, timeout: 180 });
  assert.equal(String((await one.get('a')).content), 'piece '.repeat(6));
  await one.put('a', Buffer.alloc(16 << 20));
});

test('a signal closes the socket', async () => {
  recorder.script([{ never: true }]);
  const controller = new AbortController();
  const call = client().get('a', { signal: controller.signal });
  await once(recorder, 'request');
  const closed = recorder.closed();
  controller.abort();
  await assert.rejects(call, { name: 'AbortError' });
  await closed;
});

test('a stream that is destroyed closes its socket', async () => {
  recorder.script([{ body: LARGE, stall: 1000 }]);
  const { stream } = await client().getStream('a');
  const closed = recorder.closed();
  stream.destroy();
  await closed;
});

test('errors name what broke, and keep what Node said', async () => {
  const down = client({ endpoint: 'http://127.0.0.1:1', retryMax: 0 });
  await assert.rejects(down.get('a'), (error) => {
    assert.match(
      error.message,
      /^connect ECONNREFUSED 127\.0\.0\.1:1, GET http:\/\/127\.0\.0\.1:1\/my-bucket\/a -1 /
    );
    assert.deepEqual([error.name, error.status, error.code], ['RequestError', -1, 'RequestError']);
    assert.equal(error.cause.code, 'ECONNREFUSED');
    return true;
  });
  recorder.script([{ destroy: true }]);
  await assert.rejects(client({ retryMax: 0 }).get('a'), { name: 'ResponseError', status: -1 });
  recorder.script([{ body: 'hello', cut: 2 }]);
  await assert.rejects(client({ retryMax: 0 }).get('a'), { name: 'ResponseError', message: /^aborted, / });
  recorder.script([{ body: 'hello', headers: { 'x-oss-hash-crc64ecma': '1' } }]);
  await assert.rejects(client({ retryMax: 0 }).get('a'), { name: 'CrcMismatchError' });
  async function* broken() {
    yield 'x';
    throw new Error('the source broke');
  }
  await assert.rejects(client().put('a', broken()), {
    name: 'ResponseError',
    message: /^the source broke, /,
  });
});

test('an attempt that was cut off is repeated with the same body', async () => {
  for (const body of [Buffer.from('small'), LARGE, dir.write('again', LARGE)]) {
    recorder.script([{ destroy: true }, {}]);
    await client({ retryMax: 2 }).put('a', body);
    const [first, second] = recorder.take();
    assert.ok(first.body.length > 0 && second.body.equals(first.body));
  }
});

test('a token that the service refuses is refreshed once', async () => {
  recorder.script([
    { status: 403, body: '<Error><Code>SecurityTokenExpired</Code></Error>' },
    { body: 'hello' },
  ]);
  const one = client({
    stsToken: 'old',
    refreshSTSToken: () => ({ accessKeyId: 'b', accessKeySecret: 'c', stsToken: 'new' }),
  });
  assert.equal(String((await one.get('a')).content), 'hello');
  const tokens = recorder.take().map(({ headers }) => new Map(headers).get('x-oss-security-token'));
  assert.deepEqual(tokens, ['old', 'new']);
});

test('OSS_EMULATOR_HOST leads this transport too', async () => {
  process.env.OSS_EMULATOR_HOST = `127.0.0.1:${recorder.port}`;
  try {
    const one = client({ endpoint: undefined, secure: true, sldEnable: false });
    assert.equal(String((await one.get('a')).content), 'hello');
    const urllib = { request: (url, args) => new OSS(keys).urllib.request(url, args) };
    const other = client({ endpoint: undefined, transport: undefined, sldEnable: false, urllib });
    assert.equal(String((await other.get('a')).content), 'hello');
    for (const { headers } of recorder.take())
      assert.equal(
        new Map(headers.map(([name, value]) => [name.toLowerCase(), value])).get('host'),
        'my-bucket.oss-cn-hangzhou.aliyuncs.com'
      );
  } finally {
    delete process.env.OSS_EMULATOR_HOST;
  }
});

test('the client of STS takes agents, and the environment', async () => {
  const credentials = { AccessKeyId: 'STS.1' };
  recorder.script([{ body: JSON.stringify({ Credentials: credentials }) }]);
  const agent = new http.Agent();
  let connections = 0;
  agent.createConnection = (...given) => {
    connections += 1;
    return net.connect(...given);
  };
  const endpoint = `http://127.0.0.1:${recorder.port}`;
  const sts = new OSS.STS({ accessKeyId: 'id', accessKeySecret: 'secret', endpoint, agent });
  const result = await sts.assumeRole('acs:ram::1:role/a');
  assert.deepEqual(result.credentials, credentials);
  assert.equal(Object.keys(result.res).length, 15);
  assert.equal(connections, 1);
  recorder.script([{ status: 403, body: '{"Code":"NoPermission","Message":"no"}' }]);
  await assert.rejects(sts.assumeRole('acs:ram::1:role/a'), { status: 403, code: 'NoPermission' });
});
