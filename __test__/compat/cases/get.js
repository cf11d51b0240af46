'use strict';

const zlib = require('node:zlib');
const { define } = require('../harness/case.js');
const { object, reply } = require('./replies.js');

const get = define('get', { replies: [object()] });

get('body', 'text', (client) => client.get('a.txt'));
get('body', 'empty', { replies: [object('')] }, (client) => client.get('a.txt'));
get('body', 'bytes that are no text', { replies: [object(Buffer.from([0, 255, 128]))] }, (client) =>
  client.get('a')
);
get('body', '300 KiB', { replies: [object(Buffer.alloc(300 * 1024, 'ab'))] }, (client) => client.get('a'));
get('body', 'chunked', { replies: [{ ...object(), framing: 'chunked' }] }, (client) => client.get('a'));
get('body', 'until the connection closes', { replies: [{ ...object(), framing: 'close' }] }, (client) =>
  client.get('a')
);
get(
  'body',
  'a right CRC',
  { replies: [object('hello', { 'x-oss-hash-crc64ecma': '11177612005948864433' })] },
  (client) => client.get('a')
);
get('body', 'a wrong CRC', { replies: [object('hello', { 'x-oss-hash-crc64ecma': '1' })] }, (client) =>
  client.get('a')
);

const PACKED = {
  gzip: zlib.gzipSync('hello'.repeat(100)),
  deflate: zlib.deflateSync('hello'.repeat(100)),
  br: zlib.brotliCompressSync('hello'.repeat(100)),
};
for (const [encoding, packed] of Object.entries(PACKED)) {
  get(
    'body',
    `packed with ${encoding}`,
    { replies: [object(packed, { 'Content-Encoding': encoding })] },
    (client) => client.get('a')
  );
}
get(
  'body',
  'said to be gzip, but is not',
  { replies: [object('hello', { 'Content-Encoding': 'gzip' })] },
  (client) => client.get('a')
);
get(
  'body',
  'gzip cut short',
  { replies: [object(PACKED.gzip.subarray(0, 20), { 'Content-Encoding': 'gzip' })] },
  (client) => client.get('a')
);

const REPLY_HEADERS = {
  'metadata in odd cases': { 'X-OSS-Meta-UID': 'A', 'x-oss-meta-name': 'b' },
  'one name twice': { 'x-other': ['a', 'b'] },
  'two cookies': { 'Set-Cookie': ['a=1', 'b=2'] },
  'two content types': { 'Content-Type': ['text/a', 'text/b'] },
  'bytes above ASCII': { 'x-oss-meta-name': Buffer.from('中文').toString('latin1') },
  'empty values': { 'x-empty': '' },
};
for (const [name, headers] of Object.entries(REPLY_HEADERS)) {
  get('reply headers', name, { replies: [object('hello', headers)] }, (client) => client.get('a'));
}
get(
  'reply headers',
  'an own reason phrase',
  { replies: [{ ...object(), reason: 'Fine Indeed' }] },
  (client) => client.get('a')
);
get('reply headers', 'no reason phrase', { replies: [{ ...object(), reason: '' }] }, (client) =>
  client.get('a')
);

get(
  'status',
  '206',
  { replies: [{ ...object('ell', { 'Content-Range': 'bytes 1-3/5' }), status: 206 }] },
  (client) => client.get('a', { headers: { Range: 'bytes=1-3' } })
);
get('status', '304', { replies: [reply(304, { ETag: '"A"' })] }, (client) =>
  client.get('a', { headers: { 'If-None-Match': '"A"' } })
);
get('status', '201', { replies: [{ ...object(), status: 201 }] }, (client) => client.get('a'));

get('versionId', 'given', (client) => client.get('a', { versionId: 'CAEQ/+= v' }));
get('versionId', 'beside a subres', (client) =>
  client.get('a', { versionId: 'v', subres: { versionId: 'w', acl: '' } })
);
get('versionId', 'empty', (client) => client.get('a', { versionId: '' }));
get('subres', 'a process', (client) => client.get('a.jpg', { process: 'image/resize,w_100/format,png' }));
get('subres', 'a process over a subres', (client) =>
  client.get('a.jpg', { process: 'style/b', subres: { 'x-oss-process': 'style/a' } })
);
get('subres', 'response headers', (client) =>
  client.get('a', {
    subres: { 'response-content-type': 'text/html; charset=utf-8', 'response-expires': 'x y+z' },
  })
);
get('subres', 'null', (client) => client.get('a', { subres: null }));
get('subres', 'an array', (client) => client.get('a', { subres: ['acl'] }));
get('subres', 'a string', (client) => client.get('a', { subres: 'acl' }));
get('headers', 'conditions', (client) =>
  client.get('a', { headers: { 'If-Match': '"A"', 'If-Modified-Since': 'Mon, 23 Nov 2026 12:00:00 GMT' } })
);
get('headers', 'Accept-Encoding', (client) => client.get('a', { headers: { 'Accept-Encoding': 'gzip' } }));
get('headers', 'Content-Type', (client) => client.get('a', { headers: { 'Content-Type': 'text/x' } }));

get('arguments', 'null for the file', (client) => client.get('a', null));
get('arguments', 'null for file and options', (client) => client.get('a', null, null));
get('arguments', 'options as the third', (client) => client.get('a', undefined, { versionId: 'v' }));
get('arguments', 'a number for the file', (client) => client.get('a', 5, { versionId: 'v' }));
get('arguments', 'an object wins over the third', (client) =>
  client.get('a', { versionId: 'v' }, { versionId: 'w' })
);

get('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => client.get('a'));
