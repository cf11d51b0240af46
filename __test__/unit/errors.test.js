'use strict';

const assert = require('node:assert');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { outcomeError } = require('../../lib/errors');
const { client, errorDocument, rejection, serve } = require('./loopback');

const REQUEST_ID = '5C3D9175B6FC201293AD4890';
const SITE = 'https://github.com/ali-sdk/ali-oss';

/** The own enumerable properties of an error, and its message. */
function shapeOf({ message, ...rest }) {
  return { message, ...rest };
}

/** The error of a failure that Rust reports. */
function errorOf(error, reply = {}) {
  return outcomeError({ rt: 1, url: 'http://a/b', error, body: null, ...reply }, { method: 'PUT' });
}

/** The error of a request that is answered so. */
async function answered(t, status, body, { headers = {}, call = (made) => made.get('a') } = {}) {
  const { endpoint } = await serve(t, (_, response) => {
    response.writeHead(status, { 'x-oss-request-id': REQUEST_ID, ...headers });
    response.end(body);
  });
  return rejection(call(client({ endpoint })));
}

test('an error document gives name, message and properties', async (t) => {
  const more = '<EC>0003-00000001</EC><BucketName>my-bucket</BucketName>';
  const error = await answered(t, 403, errorDocument('AccessDenied', 'You have no right.', more));
  assert.ok(error instanceof Error);
  const { params, ...shape } = shapeOf(error);
  assert.deepStrictEqual(shape, {
    message: 'You have no right.',
    name: 'AccessDeniedError',
    status: 403,
    code: 'AccessDenied',
    requestId: REQUEST_ID,
    ecCode: '0003-00000001',
    hostId: 'my-bucket.oss-cn-hangzhou.aliyuncs.com',
  });
  assert.deepStrictEqual([params.method, params.bucket, params.object], ['GET', 'my-bucket', 'a']);
  assert.match(error.stack, /^AccessDeniedError: You have no right\.|^Error: You have no right\./);
  assert.match(error.stack, /errors\.test\.js/);
});

test('the condition that failed is in the message', async (t) => {
  const more = '<Condition>If-Match</Condition>';
  const error = await answered(t, 412, errorDocument('PreconditionFailed', 'No.', more));
  assert.strictEqual(error.message, 'No. (condition: If-Match)');
});

test('a document without code is an unknown error', async (t) => {
  for (const body of ['<Error></Error>', '<html><body>502 Bad Gateway</body></html>']) {
    const error = await answered(t, 502, body);
    assert.strictEqual(error.name, 'UnknownError');
    assert.strictEqual(error.message, 'unknow request error, status: 502');
    assert.strictEqual(error.status, 502);
    assert.strictEqual(error.code, undefined);
  }
});

test('a body that is not XML is an error with the status and the request id', async (t) => {
  const error = await answered(t, 500, 'no XML');
  assert.strictEqual(error.name, 'Error');
  assert.strictEqual(error.status, 500);
  assert.strictEqual(error.requestId, REQUEST_ID);
  assert.strictEqual(error.params.method, 'GET');
});

test('without a body, 404 and 412 say what they mean', async (t) => {
  for (const [status, code, message] of [
    [404, 'NoSuchKey', 'Object not exists'],
    [412, 'PreconditionFailed', 'Pre condition failed'],
  ]) {
    for (const call of [(made) => made.head('a'), (made) => made.get('a')]) {
      const { params, ...shape } = shapeOf(await answered(t, status, '', { call }));
      assert.deepStrictEqual(shape, {
        message,
        name: `${code}Error`,
        status,
        code,
        requestId: REQUEST_ID,
        host: '',
      });
      assert.strictEqual(params.object, 'a');
    }
  }
});

test('without a body, another status is an unknown error that holds the answer', async (t) => {
  const error = await answered(t, 500, '', { call: (made) => made.head('a') });
  const { params, res, ...shape } = shapeOf(error);
  assert.deepStrictEqual(shape, {
    message: 'Unknow error, status: 500',
    name: 'UnknownError',
    status: 500,
    requestId: REQUEST_ID,
    host: '',
  });
  assert.strictEqual(params.method, 'HEAD');
  assert.deepStrictEqual(Object.keys(res).sort(), ['data', 'headers', 'res', 'status']);
  assert.strictEqual(res.headers['x-oss-request-id'], REQUEST_ID);
});

test('without a body, the x-oss-err header speaks', async (t) => {
  const document = errorDocument('InvalidTargetType', 'A link.').replace(REQUEST_ID, 'in-document');
  const headers = { 'x-oss-err': Buffer.from(document).toString('base64') };
  const error = await answered(t, 400, '', { headers, call: (made) => made.head('a') });
  const { params, ...shape } = shapeOf(error);
  assert.deepStrictEqual(shape, {
    message: 'A link.',
    name: 'InvalidTargetTypeError',
    status: 400,
    code: 'InvalidTargetType',
    requestId: REQUEST_ID,
    ecCode: undefined,
    hostId: 'my-bucket.oss-cn-hangzhou.aliyuncs.com',
    host: '',
  });
  assert.strictEqual(params.method, 'HEAD');
});

test('a refused connection is a request error', async (t) => {
  const { endpoint, port } = await unused(t);
  const error = await rejection(client({ endpoint }).put('a', Buffer.from('a')));
  assert.deepStrictEqual(shapeOf(error), {
    message:
      `connect ECONNREFUSED 127.0.0.1:${port}, PUT ${endpoint}/a -1 (connected: false, keepalive socket: false, ` +
      'socketHandledRequests: 0, socketHandledResponses: 0)\nheaders: {}',
    name: 'RequestError',
    status: -1,
    code: 'RequestError',
  });
  assert.strictEqual(error.cause.code, 'ECONNREFUSED');
});

/** An endpoint where nobody listens. */
async function unused() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return { endpoint: `http://127.0.0.1:${port}`, port };
}

test('a connection that is closed before the answer is a response error', async (t) => {
  const { endpoint } = await serve(t, (request) => request.socket.destroy());
  const error = await rejection(client({ endpoint }).get('a'));
  assert.deepStrictEqual([error.name, error.code, error.status], ['ResponseError', 'ResponseError', -1]);
  assert.match(error.message, /^socket hang up, GET http:\/\/127\.0\.0\.1:\d+\/a -1 \(connected: true, /);
});

test('an answer that does not come is a response timeout, with a name only', async (t) => {
  const { endpoint } = await serve(t, () => {});
  const error = await rejection(client({ endpoint, timeout: 20 }).get('a'));
  assert.deepStrictEqual(shapeOf(error), {
    message: `Response timeout for 20ms, please increase the timeout, see more details at ${SITE}#responsetimeouterror`,
    name: 'ResponseTimeoutError',
  });
});

test('timeouts before the request is out have a status and a code', () => {
  assert.deepStrictEqual(shapeOf(errorOf({ kind: 'connectTimeout', ms: 10 })), {
    message: `Connect timeout for 10ms, please increase the timeout or reduce the partSize, see more details at ${SITE}#connectiontimeouterror`,
    name: 'ConnectionTimeoutError',
    status: -2,
    code: 'ConnectionTimeoutError',
  });
  const { message, ...rest } = shapeOf(errorOf({ kind: 'socketAssignTimeout', ms: 10 }));
  assert.match(message, /^Connect timeout for 10ms, working sockets is full, PUT http:\/\/a\/b -2 /);
  assert.deepStrictEqual(rest, {
    name: 'SocketAssignTimeoutError',
    status: -2,
    code: 'SocketAssignTimeoutError',
  });
});

test('a header that cannot be sent is a TypeError by name', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const error = await rejection(
    client({ endpoint }).put('a', Buffer.from('a'), { headers: { 'x-oss-a': 'a\nb' } })
  );
  assert.deepStrictEqual([error.name, error.code, error.status], ['TypeError', 'TypeError', -1]);
  assert.match(error.message, /x-oss-a/);
  assert.strictEqual(requests.length, 0);
});

test('bytes that are not those of the service are a checksum error', async (t) => {
  const error = await answered(t, 200, '123456789', { headers: { 'x-oss-hash-crc64ecma': '1' } });
  const { message, ...shape } = shapeOf(error);
  assert.deepStrictEqual(shape, {
    name: 'CrcMismatchError',
    code: 'CrcMismatch',
    status: 200,
    requestId: REQUEST_ID,
    expected: '1',
    actual: '11051210869376104954',
  });
  assert.match(message, /1/);
});

test('a file that cannot be written is an error in the words of fs', async (t) => {
  const target = path.join(os.tmpdir(), 'ali-oss-native-no-such-folder', 'file');
  const { endpoint } = await serve(t, (_, response) => response.end('content'));
  const error = await rejection(client({ endpoint }).get('a', target));
  assert.deepStrictEqual([error.code, error.syscall, error.path], ['ENOENT', 'open', target]);
  assert.strictEqual(error.errno, -os.constants.errno.ENOENT);
  assert.strictEqual(error.message, `ENOENT: no such file or directory, open '${target}'`);
});

test('a call that was given up is an abort error', () => {
  assert.deepStrictEqual(shapeOf(errorOf({ kind: 'cancelled', message: 'x' })), {
    message: 'the request was cancelled',
    name: 'AbortError',
    code: 'ABORT_ERR',
    status: 0,
  });
});

test('other failures keep their message', () => {
  const error = errorOf({ kind: 'input', message: 'bucket is missing' });
  assert.deepStrictEqual(shapeOf(error), { message: 'bucket is missing' });
});

test('no error tells the secret, the token or the signature', async (t) => {
  const secrets = { accessKeySecret: 'visible-secret', stsToken: 'visible-token' };
  const { endpoint } = await serve(t, (request, response) => {
    if (request.url === '/cut') return request.socket.destroy();
    response.statusCode = 403;
    response.end(errorDocument('AccessDenied'));
  });
  const dead = await unused();
  const { inspect } = require('node:util');
  for (const [made, key] of [
    [client({ endpoint, ...secrets, refreshSTSTokenInterval: 1 }), 'a'],
    [client({ endpoint, ...secrets, refreshSTSTokenInterval: 1 }), 'cut'],
    [client({ endpoint: dead.endpoint, ...secrets, refreshSTSTokenInterval: 1 }), 'a'],
  ]) {
    const text = inspect(await rejection(made.get(key)), { depth: 9, showHidden: true });
    assert.doesNotMatch(text, /visible-|authorization/i);
  }
});
