'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { PassThrough, Readable } = require('node:stream');
const { after, before, beforeEach, test } = require('node:test');
const zlib = require('node:zlib');
const OSS = require('../../index.js');
const { startRecorder } = require('../support/recorder.js');
const { tempDir } = require('../support/temp.js');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'my-bucket' };
const OK = { status: 200, headers: {}, data: Buffer.alloc(0), res: { status: 200 } };
const DENIED =
  '<Error><Code>AccessDenied</Code><Message>no</Message><RequestId>ID</RequestId><HostId>h</HostId></Error>';

let dir;
let recorder;
before(async () => {
  dir = tempDir();
  recorder = await startRecorder();
});
beforeEach(() => recorder.take());
after(() => {
  dir.remove();
  return recorder.close();
});

/** A client whose urllib is `request`, and the calls of that. */
function stubbed(request, options) {
  const calls = [];
  const urllib = {
    async request(url, args) {
      calls.push({ url, args });
      return request(url, args, calls.length);
    },
  };
  return { client: new OSS({ ...keys, urllib, ...options }, 'ctx of the client'), calls };
}

test('urllib gets what ali-oss gives it', async () => {
  const { client, calls } = stubbed(() => OK, { timeout: 1234, amendTimeSkewed: 5 });
  await client.put('dir/a b.txt', Buffer.from('hello'), {
    headers: { 'x-oss-Meta-A': '1' },
    ctx: 'ctx of the call',
    timeout: [1, 2],
  });
  await client.head('a');
  const [{ url, args }, second] = calls;
  assert.equal(url, 'http://my-bucket.oss-cn-hangzhou.aliyuncs.com/dir/a%20b.txt');
  assert.deepEqual(Object.keys(args), [
    'method',
    'content',
    'stream',
    'headers',
    'timeout',
    'writeStream',
    'customResponse',
    'ctx',
    'enableProxy',
    'proxy',
  ]);
  const { 'x-oss-date': date, authorization, 'User-Agent': agent, ...headers } = args.headers;
  assert.match(date, / GMT$/);
  assert.match(authorization, /^OSS id:/);
  assert.match(agent, /^ali-oss-native/);
  assert.deepEqual(headers, { 'x-oss-Meta-A': '1', 'Content-Type': 'text/plain', 'Content-Length': '5' });
  assert.deepEqual(
    { ...args, headers: undefined },
    {
      method: 'PUT',
      content: Buffer.from('hello'),
      stream: undefined,
      headers: undefined,
      timeout: [1, 2],
      writeStream: undefined,
      customResponse: undefined,
      ctx: 'ctx of the call',
      enableProxy: false,
      proxy: null,
    }
  );
  assert.deepEqual([second.args.timeout, second.args.ctx], [1234, 'ctx of the client']);
});

test('a document goes out as text, a file and a stream as streams, and an IP with the host of the bucket', async () => {
  const bodies = [];
  const { client, calls } = stubbed(
    async (_url, { stream }) => {
      bodies.push(stream && (await stream.toArray()).join(''));
      return OK;
    },
    { endpoint: 'http://127.0.0.1:9' }
  );
  await client.putBucketReferer('my-bucket', true, ['http://a']);
  await client.put('a', dir.write('file.txt', 'of the file'));
  await client.putStream('b', Readable.from(['of ', 'the stream']));
  assert.match(calls[0].args.content, /^<\?xml/);
  assert.deepEqual(bodies, [undefined, 'of the file', 'of the stream']);
  assert.equal(calls[1].args.headers['Content-Length'], '11');
  assert.equal(calls[2].args.headers['Transfer-Encoding'], 'chunked');
  assert.equal(calls[0].url, 'http://127.0.0.1:9/?referer=');
  assert.equal(calls[0].args.headers.host, 'my-bucket.oss-cn-hangzhou.aliyuncs.com');
});

test('calls give what urllib gave', async () => {
  const res = { status: 200, mine: true };
  const data = Buffer.from(
    '<ListBucketResult><Name>n</Name><IsTruncated>false</IsTruncated></ListBucketResult>'
  );
  const { client } = stubbed(() => ({ status: 200, headers: { a: 'b' }, data, res }));
  const got = await client.get('a');
  assert.equal(got.res, res);
  assert.equal(got.content, data);
  assert.equal((await client.list()).res, res);
  const raw = await client.request({ method: 'GET', xmlResponse: true, successStatuses: [200] });
  assert.deepEqual(raw, { status: 200, headers: { a: 'b' }, data: { Name: 'n', IsTruncated: 'false' }, res });
  const minimal = stubbed(() => ({ status: 200, res }));
  assert.equal((await minimal.client.delete('a', {}).catch((error) => error)).status, 200);
});

test('what the service says becomes the error that it is elsewhere', async () => {
  const headers = { 'x-oss-request-id': 'in the head' };
  const { client } = stubbed(() => ({ status: 403, headers, data: Buffer.from(DENIED), res: {} }));
  await assert.rejects(client.get('a'), {
    name: 'AccessDeniedError',
    status: 403,
    code: 'AccessDenied',
    requestId: 'ID',
  });
  await assert.rejects(client.get('a', dir.path('none')), { code: 'AccessDenied' });
  assert.equal(dir.exists('none'), false);
});

test('what urllib throws becomes the error that ali-oss makes of it', async () => {
  const thrown = (name, message, more) => Object.assign(new Error(message), { name, ...more });
  const cases = [
    [thrown('Error', 'mock'), 'UnknownError: Unknow error, status: undefined', { status: undefined }],
    [
      thrown('RequestError', 'refused', { status: -1 }),
      'RequestError: refused',
      { status: -1, code: 'RequestError' },
    ],
    [
      thrown('ConnectionTimeoutError', 'Connect timeout for 5ms, GET http://a', { status: -2 }),
      'ConnectionTimeoutError: Connect timeout for 5ms, please increase the timeout or reduce the partSize, see more details at https://github.com/ali-sdk/ali-oss#connectiontimeouterror',
      { status: -2, code: 'ConnectionTimeoutError' },
    ],
    [
      thrown('ResponseTimeoutError', 'Response timeout for 5ms, GET http://a', { status: -1 }),
      'ResponseTimeoutError: Response timeout for 5ms, please increase the timeout, see more details at https://github.com/ali-sdk/ali-oss#responsetimeouterror',
      {},
    ],
  ];
  for (const [error, text, more] of cases) {
    const { client } = stubbed(() => Promise.reject(error), { retryMax: 0 });
    await assert.rejects(client.get('a'), (made) => {
      assert.equal(String(made), text);
      for (const [name, value] of Object.entries(more)) assert.equal(made[name], value);
      return true;
    });
  }
});

test('an attempt that got no connection is repeated, others that fail in an unknown way are not', async () => {
  const failing = (error) =>
    stubbed((_url, _args, n) => (n === 1 ? Promise.reject(error) : OK), { retryMax: 2 });
  const refused = failing(Object.assign(new Error('no'), { name: 'RequestError', status: -1 }));
  await refused.client.put('a', Buffer.from('x'));
  assert.equal(refused.calls.length, 2);
  const unknown = failing(new Error('mock'));
  await assert.rejects(unknown.client.put('a', Buffer.from('x')), { name: 'UnknownError' });
  assert.equal(unknown.calls.length, 1);
});

test('a token that the service refuses is refreshed once, and the request sent again', async () => {
  const refusal = Buffer.from('<Error><Code>SecurityTokenExpired</Code></Error>');
  const { client, calls } = stubbed(
    (_url, _args, n) => (n === 1 ? { status: 403, headers: {}, data: refusal, res: {} } : OK),
    {
      stsToken: 'old',
      refreshSTSToken: () => ({ accessKeyId: 'b', accessKeySecret: 'c', stsToken: 'new' }),
    }
  );
  await client.put('a', Buffer.from('x'));
  assert.deepEqual(
    calls.map(({ args }) => [args.headers['x-oss-security-token'], String(args.content)]),
    [
      ['old', 'x'],
      ['new', 'x'],
    ]
  );
});

test('bodies are checked, but not those that urllib has inflated', async () => {
  const wrong = { 'x-oss-hash-crc64ecma': '1' };
  const reply = (headers) => () => ({ status: 200, headers, data: Buffer.from('hello'), res: {} });
  await assert.rejects(stubbed(reply(wrong)).client.get('a'), { name: 'CrcMismatchError', expected: '1' });
  await assert.rejects(stubbed(reply(wrong)).client.put('a', Buffer.from('x')), { name: 'CrcMismatchError' });
  const inflated = reply({ ...wrong, 'content-encoding': 'gzip' });
  assert.equal(String((await stubbed(inflated).client.get('a')).content), 'hello');
});

/** A urllib that writes `body` as urllib does, and tells the status afterwards. */
const writing =
  (status, body) =>
  (_url, { writeStream, customResponse }) => {
    const reply = { status, headers: {}, data: null };
    if (customResponse) return { ...reply, res: Readable.from([body]) };
    return new Promise((resolve, reject) => {
      writeStream.on('close', () => resolve({ ...reply, res: { status } }));
      writeStream.on('error', reject);
      Readable.from([body.subarray(0, 700_000), body.subarray(700_000)]).pipe(writeStream);
    });
  };

test('objects reach files and streams, whatever their size', async () => {
  for (const size of [0, 5, 3_000_000]) {
    const body = Buffer.alloc(size, 'abc');
    const { client } = stubbed(writing(200, body));
    const file = dir.path(`of-${size}`);
    await client.get('a', file);
    assert.ok(fs.readFileSync(file).equals(body));
    const sink = new PassThrough();
    const [pieces] = await Promise.all([sink.toArray(), client.get('a', sink)]);
    assert.ok(Buffer.concat(pieces).equals(body));
    const { stream } = await client.getStream('a');
    assert.ok(Buffer.concat(await stream.toArray()).equals(body));
  }
});

test('error bodies reach neither files nor streams', async () => {
  const { client } = stubbed(writing(403, Buffer.from(DENIED)));
  const file = dir.write('mine.txt', 'mine');
  await assert.rejects(client.get('a', file), { code: 'AccessDenied' });
  assert.equal(String(dir.read('mine.txt')), 'mine');
  const sink = new PassThrough();
  await assert.rejects(client.get('a', sink), { code: 'AccessDenied' });
  assert.equal(sink.read(), null);
  await assert.rejects(client.getStream('a'), { code: 'AccessDenied' });
});

test('a signal ends the call at once, and urllib is given it', async () => {
  const controller = new AbortController();
  const { client, calls } = stubbed(() => {
    controller.abort('enough');
    return new Promise(() => {});
  });
  await assert.rejects(client.get('a', { signal: controller.signal }), {
    name: 'AbortError',
    cause: 'enough',
  });
  assert.equal(calls[0].args.signal, controller.signal);
});

test('its own request can be wrapped', async () => {
  const body = zlib.gzipSync('hello');
  recorder.script([{ body, headers: { 'Content-Encoding': 'gzip', ETag: '"a"' } }]);
  const client = new OSS({ ...keys, endpoint: `http://localhost:${recorder.port}`, sldEnable: true });
  const own = client.urllib;
  const seen = [];
  client.urllib = {
    async request(url, args) {
      seen.push(url);
      return own.request(url, args);
    },
  };
  const { content, res } = await client.get('a/../b');
  assert.equal(String(content), 'hello');
  assert.deepEqual(
    [res.status, res.headers.etag, res.size, res.remotePort],
    [200, '"a"', body.length, recorder.port]
  );
  assert.equal(recorder.take()[0].target, '/my-bucket/a/../b');
  const file = dir.path('inflated-not');
  await client.get('a', file);
  assert.ok(fs.readFileSync(file).equals(body));
  await client.put('a', Readable.from(['x', 'y']));
  assert.equal(String(recorder.take().at(-1).body), 'xy');
  assert.equal(seen.length, 3);
});

test('its own request fails as urllib does', async () => {
  const { urllib } = new OSS(keys);
  const url = `http://127.0.0.1:${recorder.port}/`;
  recorder.script([{ never: true }]);
  await assert.rejects(urllib.request(url, { timeout: [5000, 50] }), {
    name: 'ResponseTimeoutError',
    status: -1,
    message: /^Response timeout for 50ms, GET http:/,
  });
  recorder.script([{ body: 'hello', stall: 2 }]);
  await assert.rejects(urllib.request(url, { timeout: 50 }), { name: 'ResponseTimeoutError', status: 200 });
  recorder.script([{ destroy: true }]);
  await assert.rejects(urllib.request(url), { name: 'ResponseError', code: 'ECONNRESET', status: -1 });
  await assert.rejects(urllib.request('http://127.0.0.1:1/'), { name: 'RequestError', code: 'ECONNREFUSED' });
  await assert.rejects(
    urllib.request(url, { enableProxy: true, proxy: 'http://a' }),
    /a proxy needs an agent here/
  );
});

test('the client of STS has a urllib too', async () => {
  const calls = [];
  const sts = new OSS.STS({ accessKeyId: 'id', accessKeySecret: 'secret', timeout: '3s' });
  const res = { status: 200 };
  sts.urllib = {
    async request(url, args) {
      calls.push([url, args]);
      return { status: 200, headers: {}, data: '{"Credentials":{"AccessKeyId":"STS.1"}}', res };
    },
  };
  const result = await sts.assumeRole('acs:ram::1:role/a', null, 900, 'me', { ctx: 'ctx' });
  assert.deepEqual(result, { res, credentials: { AccessKeyId: 'STS.1' } });
  assert.equal(result.res, res);
  const [[url, { content, ...args }]] = calls;
  assert.equal(url, 'https://sts.aliyuncs.com');
  assert.match(content, /^Action=AssumeRole&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fa&.*&Signature=/);
  assert.deepEqual(args, {
    agent: undefined,
    timeout: 3000,
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    ctx: 'ctx',
  });
  const thrown = new Error('mock');
  sts.urllib = { request: () => Promise.reject(thrown) };
  await assert.rejects(sts.assumeRole('a'), thrown);
});
