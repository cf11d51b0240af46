'use strict';

const { define } = require('../harness/case.js');
const { STORED, reply } = require('./replies.js');

const put = define('put', { replies: [STORED] });
const hello = Buffer.from('hello');

put('body', 'a Buffer', (client) => client.put('a.txt', hello));
put('body', 'an empty Buffer', (client) => client.put('a.txt', Buffer.alloc(0)));
put('body', 'bytes that are no text', (client) => client.put('a.bin', Buffer.from([0, 255, 13, 10, 128])));
put('body', 'a part of a larger Buffer', (client) =>
  client.put('a.txt', Buffer.from('<hello>').subarray(1, 6))
);
put('body', '300 KiB', (client) => client.put('a.bin', Buffer.alloc(300 * 1024, 'ab')));

const storedWith = (crc) => ({ replies: [reply(200, { 'x-oss-hash-crc64ecma': crc })] });
put('body', 'a right CRC', storedWith('11177612005948864433'), (client) => client.put('a.txt', hello));
put('body', 'a wrong CRC', storedWith('1'), (client) => client.put('a.txt', hello));

const BAD_BODIES = {
  undefined: undefined,
  null: null,
  'a number': 5,
  'an object': { a: 1 },
  'an array': ['a'],
  true: true,
  'a function': () => {},
};
for (const [name, body] of Object.entries(BAD_BODIES)) {
  put('bad input', `the body is ${name}`, (client) => client.put('a.txt', body));
}
put('bad input', 'the body is a Uint8Array', (client) => client.put('a.txt', new Uint8Array([104, 105])));
put('bad input', 'the body is an ArrayBuffer', (client) => client.put('a.txt', new ArrayBuffer(2)));
put('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => client.put('a.txt', hello));
put('bad input', 'the options are a string', (client) => client.put('a.txt', hello, 'options'));
put('bad input', 'the options are null', (client) => client.put('a.txt', hello, null));

const META = {
  'plain values': { uid: '1', pid: 'abc' },
  'numbers and booleans': { n: 1, zero: 0, yes: true, no: false },
  'upper-case names': { UID: 'A', MixedCase: 'b' },
  'empty values': { empty: '' },
  'null and undefined values': { nothing: null, missing: undefined, kept: 'x' },
  'spaces around and inside': { padded: '  a b  ', tab: 'a\tb' },
  'Latin-1 text': { name: 'café' },
  'text outside Latin-1': { name: '中文' },
  'a line break': { name: 'a\r\nx-evil: 1' },
  'a name with a space': { 'a b': 'c' },
  'a name outside ASCII': { 名: 'c' },
  'an array': { list: ['a', 'b'] },
  'an object': { nested: { a: 1 } },
  nothing: {},
};
for (const [name, meta] of Object.entries(META)) {
  put('metadata', name, (client) => client.put('a.txt', hello, { meta }));
}
put('metadata', 'null', (client) => client.put('a.txt', hello, { meta: null }));
put('metadata', 'a string', (client) => client.put('a.txt', hello, { meta: 'ab' }));
put('metadata', 'next to the same header', (client) =>
  client.put('a.txt', hello, {
    meta: { uid: 'meta' },
    headers: { 'x-oss-meta-uid': 'header', 'X-Oss-Meta-Uid': 'X' },
  })
);
put('metadata', 'headers in latin1', { client: { headerEncoding: 'latin1' } }, (client) =>
  client.put('中文.txt', hello, { meta: { name: '中文' } })
);

const MIMES = {
  'a type': 'application/x-custom',
  'a type with a charset': 'text/plain; charset=utf-8',
  'an extension': 'json',
  'a file name': 'photo.jpeg',
  'an unknown word': 'nonsense',
  empty: '',
  'a slash first': '/plain',
};
for (const [name, mime] of Object.entries(MIMES)) {
  put('mime', name, (client) => client.put('a.txt', hello, { mime }));
}
put('mime', 'a number', (client) => client.put('a.txt', hello, { mime: 5 }));
const EXTENSIONS = [
  'js',
  'm3u8',
  'JPG',
  'tar.gz',
  'unknownext',
  'woff2',
  'wasm',
  'mjs',
  'xml',
  'mp4',
  'webp',
  '',
];
for (const extension of EXTENSIONS) {
  put('mime', `of a name with the extension "${extension}"`, (client) =>
    client.put(`dir.d/a.${extension}`, hello)
  );
}
put('mime', 'of a name without a dot', (client) => client.put('README', hello));
put('mime', 'of a dot file', (client) => client.put('.html', hello));

const HEADERS = {
  'Content-Type': { 'Content-Type': 'text/html' },
  'content-type in lower case': { 'content-type': 'text/html' },
  'Content-Type in an odd case': { 'CONTENT-TYPE': 'text/html' },
  'an empty Content-Type': { 'Content-Type': '' },
  'cache and disposition': {
    'Cache-Control': 'no-cache',
    'Content-Disposition': 'attachment; filename="a b.txt"',
  },
  encoding: {
    'Content-Encoding': 'gzip',
    'Content-Language': 'zh-CN',
    Expires: 'Tue, 01 Dec 2026 00:00:00 GMT',
  },
  'service headers': {
    'x-oss-storage-class': 'IA',
    'x-oss-object-acl': 'private',
    'x-oss-tagging': 'a=b&c=d%20e',
  },
  'service headers in upper case': { 'X-OSS-FORBID-OVERWRITE': 'true' },
  'null and undefined values': { 'x-oss-a': null, 'x-oss-b': undefined, 'x-oss-c': 'c' },
  'values that are no text': { 'x-oss-zero': 0, 'x-oss-no': false, 'x-oss-yes': true, 'x-oss-n': 1.5 },
  'empty values': { 'x-oss-empty': '', 'X-Other': '' },
  'values with spaces around': { 'x-oss-meta-a': '  a  b ', 'X-Other': '\tx ' },
  'one name in two cases': { 'X-Other': 'first', 'x-other': 'second' },
  'a host of its own': { Host: 'other.example.com' },
  'a user agent of its own': { 'user-agent': 'mine/1.0' },
  'an own Content-MD5': { 'Content-MD5': 'XUFAKrxLKna5cZ2REBfFkg==' },
  'an own content-md5 in lower case': { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' },
  'an own Content-Length': { 'Content-Length': 5 },
  'an own x-oss-date': { 'x-oss-date': 'Mon, 23 Nov 2026 12:00:00 GMT' },
  'an own authorization': { authorization: 'mine' },
  'a value with a line break': { 'X-Other': 'a\nb' },
  'a value outside Latin-1': { 'X-Other': '中' },
  'a name with a space': { 'X Other': 'a' },
  'an array': { 'X-Other': ['a', 'b'] },
};
for (const [name, headers] of Object.entries(HEADERS)) {
  put('headers', name, (client) => client.put('a.txt', hello, { headers }));
}
put('headers', 'null', (client) => client.put('a.txt', hello, { headers: null }));
put(
  'headers',
  'a security token',
  { client: { stsToken: 'fake/token+==', refreshSTSTokenInterval: 1 } },
  (client) => client.put('a.txt', hello)
);
put('headers', 'the requester pays', { client: { isRequestPay: true } }, (client) =>
  client.put('a.txt', hello)
);
put('headers', 'a skewed clock', { client: { amendTimeSkewed: 3_600_000 } }, (client) =>
  client.put('a.txt', hello)
);
put('headers', 'additional signed headers', (client) =>
  client.put('a.txt', hello, {
    headers: { 'X-Extra': 'x', 'Cache-Control': 'no' },
    additionalHeaders: ['X-Extra'],
  })
);
put('headers', 'an additional header that is missing', (client) =>
  client.put('a.txt', hello, { additionalHeaders: ['x-missing'] })
);

put('subres', 'an object', (client) => client.put('a.txt', hello, { subres: { acl: '', versionId: 'v/1' } }));
put('subres', 'a string', (client) => client.put('a.txt', hello, { subres: 'acl' }));
put('subres', 'an array', (client) => client.put('a.txt', hello, { subres: ['tagging', 'acl'] }));
put('subres', 'values that are no text', (client) =>
  client.put('a.txt', hello, { subres: { zero: 0, no: false, nothing: null, missing: undefined } })
);
put('method', 'POST', (client) => client.put('a.txt', hello, { method: 'POST' }));
put('method', 'lower case', (client) => client.put('a.txt', hello, { method: 'put' }));
