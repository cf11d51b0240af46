'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const zlib = require('node:zlib');
const { client, serve } = require('./loopback');

const KEYS = [
  ...['status', 'statusCode', 'statusMessage', 'headers', 'size', 'aborted', 'rt', 'keepAliveSocket', 'data'],
  ...[
    'requestUrls',
    'timing',
    'remoteAddress',
    'remotePort',
    'socketHandledRequests',
    'socketHandledResponses',
  ],
];

test('res tells of the reply and its connection', async (t) => {
  const { endpoint, port } = await serve(t, (_, response) => {
    response.setHeader('X-Oss-Request-Id', '5C3D9175B6FC201293AD4890');
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.setHeader('X-Twice', ['1', '2']);
    response.writeHead(200, 'Very Well');
    response.end('content');
  });
  const made = client({ endpoint });
  const first = (await made.get('a')).res;
  const second = (await made.get('b')).res;
  assert.deepStrictEqual(Object.keys(first).sort(), [...KEYS].sort());
  const { headers, rt, ...rest } = first;
  assert.deepStrictEqual(rest, {
    status: 200,
    statusCode: 200,
    statusMessage: 'Very Well',
    size: 7,
    aborted: false,
    keepAliveSocket: false,
    data: Buffer.from('content'),
    requestUrls: [`${endpoint}/a`],
    timing: null,
    remoteAddress: '127.0.0.1',
    remotePort: port,
    socketHandledRequests: 1,
    socketHandledResponses: 1,
  });
  assert.strictEqual(headers['x-oss-request-id'], '5C3D9175B6FC201293AD4890');
  assert.deepStrictEqual(headers['set-cookie'], ['a=1', 'b=2']);
  assert.strictEqual(headers['x-twice'], '1, 2');
  assert.ok(Number.isInteger(rt) && rt >= 0);
  assert.deepStrictEqual(
    [second.keepAliveSocket, second.socketHandledRequests, second.socketHandledResponses],
    [true, 2, 2]
  );
});

test('a reply without body has an empty Buffer', async (t) => {
  const { endpoint } = await serve(t, (_, response) => response.end());
  const { res } = await client({ endpoint }).head('a');
  assert.deepStrictEqual([res.data, res.size], [Buffer.alloc(0), 0]);
});

test('a body that went into a file is not in the result', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const { endpoint } = await serve(t, (_, response) => response.end('content'));
  const target = path.join(folder, 'file');
  const { res, content } = await client({ endpoint }).get('a', target);
  assert.deepStrictEqual([content, res.data, res.size], [null, null, 0]);
  assert.strictEqual(fs.readFileSync(target, 'utf8'), 'content');
});

test('a compressed body is inflated in memory, and size is what was on the wire', async (t) => {
  const wire = zlib.gzipSync('content '.repeat(100));
  const { endpoint } = await serve(t, (_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(wire);
  });
  const { res, content } = await client({ endpoint }).get('a');
  assert.strictEqual(content.toString(), 'content '.repeat(100));
  assert.strictEqual(res.size, wire.length);
});
