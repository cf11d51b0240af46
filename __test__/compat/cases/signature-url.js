'use strict';

// signatureUrl and asyncSignatureUrl: V1 URLs, signed without a request.

const { define } = require('../harness/case.js');
const { BAD_NAMES, KEYS } = require('./keys.js');

const OPTIONS = {
  nothing: undefined,
  null: null,
  'an empty object': {},
  expires: { expires: 60 },
  'expires of zero': { expires: 0 },
  'expires as text': { expires: '60' },
  'expires below zero': { expires: -60 },
  'expires with a fraction': { expires: 0.5 },
  'the method PUT': { method: 'PUT' },
  'a method in lower case': { method: 'put' },
  'the method DELETE': { method: 'DELETE' },
  'a process': { process: 'image/resize,w_100/watermark,text_5Lit5paH' },
  'a traffic limit': { trafficLimit: 819200 },
  'response headers': {
    response: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': 'attachment; filename="中 文.txt"',
    },
  },
  'response headers with empty values': { response: { expires: '', 'cache-control': null } },
  'sub-resources': {
    subResource: { versionId: 'v/1+=', acl: '', uploads: null, partNumber: 1, zero: 0, no: false },
  },
  'odd sub-resources': { subResource: { "a'b(c)": "d'e(f)*!~ g+h", 中: '文', undefined: undefined } },
  'an array in a sub-resource': { subResource: { a: ['b', 'c'] } },
  'signed headers': {
    'Content-Type': 'text/plain',
    'Content-MD5': 'XUFAKrxLKna5cZ2REBfFkg==',
    'x-oss-acl': 'private',
  },
  'signed headers in odd cases': { 'content-type': 'text/plain', 'CONTENT-MD5': 'x', 'X-OSS-Meta-A': ' b ' },
  'headers, which are ignored': { headers: { 'x-oss-a': 'b' }, other: 1 },
  'a callback': {
    callback: {
      url: 'http://example.com/a b?中=1',
      host: 'example.com',
      body: 'bucket=${bucket}&object=${object}',
      contentType: 'application/json',
      callbackSNI: true,
      customValue: { a: 'b', n: 1 },
    },
  },
  'a callback without extras': { callback: { url: 'http://example.com/', body: 'a=1' } },
  'everything at once': {
    expires: 3600,
    method: 'PUT',
    process: 'p',
    trafficLimit: 1,
    response: { expires: 'e' },
    subResource: { acl: '' },
  },
};

const CLIENTS = {
  secure: { client: { secure: true } },
  internal: { client: { internal: true } },
  'V4 headers': { client: { authorizationV4: true } },
  'a token': { client: { stsToken: 'fake/token+==', refreshSTSTokenInterval: 1 } },
  'path style': { via: 'localhostPath' },
  'path style at a region': { via: 'regionPath' },
  localhost: { via: 'localhost' },
  cname: { via: 'cname' },
  'cname without a bucket': { via: 'cname', client: { bucket: undefined } },
  'an endpoint with a port': { via: 'endpoint' },
  'an endpoint with a path': { client: { endpoint: 'http://oss.example.com/sub/path' } },
  'an IP address': { via: 'ip' },
  'an IPv6 address': { client: { endpoint: 'http://[::1]:8080' } },
  'no bucket': { client: { bucket: undefined } },
  'latin1 headers': { client: { headerEncoding: 'latin1' } },
};

for (const method of ['signatureUrl', 'asyncSignatureUrl']) {
  const add = define(method, { signatures: ['v1'] });
  for (const [kind, options] of Object.entries(OPTIONS)) {
    add('options', kind, (client) => client[method]('a.txt', options && structuredClone(options)));
  }
  for (const [kind, name] of Object.entries(KEYS)) add('odd keys', kind, (client) => client[method](name));
  for (const [kind, name] of Object.entries(BAD_NAMES)) {
    add('bad input', `the name is ${kind}`, (client) => client[method](name));
  }
  for (const [kind, setup] of Object.entries(CLIENTS)) {
    add('endpoints', kind, setup, (client) => client[method]('dir/中 文.txt', { expires: 60 }));
  }
  add('odd keys', 'question mark first, not strict', (client) => client[method]('?a.txt', {}, false));
}
