'use strict';

const { define } = require('../harness/case.js');
const { BAD_NAMES, KEYS } = require('./keys.js');

const sign = define('signatureUrlV4', { signatures: ['v4'] });

for (const [kind, name] of Object.entries(KEYS)) {
  sign('odd keys', kind, (client) => client.signatureUrlV4('GET', 60, {}, name));
}
for (const [kind, name] of Object.entries(BAD_NAMES)) {
  sign('bad input', `the name is ${kind}`, (client) => client.signatureUrlV4('GET', 60, {}, name));
}

const REQUESTS = {
  undefined: undefined,
  null: null,
  empty: {},
  headers: {
    headers: {
      'Content-Type': 'text/plain',
      'Content-MD5': 'XUFAKrxLKna5cZ2REBfFkg==',
      'X-Oss-Meta-A': ' b ',
    },
  },
  'headers that are not signed': { headers: { 'Cache-Control': 'no-cache' } },
  'header values that are no text': { headers: { 'x-oss-n': 1, 'x-oss-yes': true, 'x-oss-nothing': null } },
  'an own payload hash': { headers: { 'x-oss-content-sha256': 'abc' } },
  queries: { queries: { 'response-content-type': 'text/html', versionId: 'v/1+=' } },
  'a null query': { queries: { uploads: null } },
  'an empty query': { queries: { prefix: '' } },
  'an undefined query': { queries: { a: undefined } },
  'numbers and booleans': { queries: { 'max-keys': 5, zero: 0, yes: true, no: false } },
  'odd values': { queries: { prefix: "中 a+b%c'd(e)*!~/f" } },
  'odd names': { queries: { "it's": '1', 中: '2', 'a b': '3' } },
  'names whose order depends on the locale': { queries: { B: '1', a: '2', 'a-b': '3', a_b: '4' } },
  'an array': { queries: { a: ['b', 'c'] } },
  'an own x-oss-expires': { queries: { 'x-oss-expires': 1, 'x-oss-date': 'mine' } },
};
for (const [kind, request] of Object.entries(REQUESTS)) {
  sign('request', kind, (client) => client.signatureUrlV4('GET', 60, request, 'a.txt'));
}

const EXPIRES = {
  'a number': 3600,
  zero: 0,
  text: '60',
  undefined: undefined,
  null: null,
  'a fraction': 1.5,
  NaN: Number.NaN,
};
for (const [kind, expires] of Object.entries(EXPIRES)) {
  sign('expires', kind, (client) => client.signatureUrlV4('GET', expires, {}, 'a.txt'));
}
for (const verb of ['PUT', 'put', 'DELETE', 'HEAD', 'POST', 'OPTIONS']) {
  sign('method', verb, (client) => client.signatureUrlV4(verb, 60, {}, 'a.txt'));
}
sign('bad input', 'the method is undefined', (client) => client.signatureUrlV4(undefined, 60, {}, 'a.txt'));
sign('bad input', 'the method is a number', (client) => client.signatureUrlV4(5, 60, {}, 'a.txt'));

const HEADERS = { headers: { 'Cache-Control': 'no-cache', 'X-Extra': ' x ', Host: 'my-bucket.example.com' } };
const ADDITIONAL = {
  one: ['cache-control'],
  'an upper-case name': ['Cache-Control'],
  'two, unsorted and doubled': ['x-extra', 'cache-control', 'X-EXTRA'],
  'names that are always signed': ['content-type', 'x-oss-a', 'x-extra'],
  'the host': ['host'],
  'a missing one': ['x-missing'],
  'an empty list': [],
  null: null,
};
for (const [kind, names] of Object.entries(ADDITIONAL)) {
  sign('additional headers', kind, (client) =>
    client.signatureUrlV4('GET', 60, structuredClone(HEADERS), 'a.txt', names)
  );
}
sign('bad input', 'additional headers as text', (client) =>
  client.signatureUrlV4('GET', 60, HEADERS, 'a.txt', 'x-extra')
);

const CLIENTS = {
  secure: { client: { secure: true } },
  internal: { client: { internal: true } },
  'another region': { client: { region: 'oss-ap-southeast-1' } },
  'a region without a prefix': {
    client: { region: 'cn-hangzhou', endpoint: 'http://oss-cn-hangzhou.aliyuncs.com' },
  },
  'a cloud box': { client: { cloudBoxId: 'cb-fake123' } },
  'a token': { client: { stsToken: 'fake/token+==', refreshSTSTokenInterval: 1 } },
  'V1 headers': { client: { authorizationV4: false } },
  'path style': { via: 'localhostPath' },
  localhost: { via: 'localhost' },
  cname: { via: 'cname' },
  'an IP address': { via: 'ip' },
  'no bucket': { client: { bucket: undefined } },
};
for (const [kind, setup] of Object.entries(CLIENTS)) {
  sign('endpoints', kind, setup, (client) => client.signatureUrlV4('GET', 60, {}, 'dir/中 文.txt'));
}
sign('endpoints', 'a bucket without an object', (client) =>
  client.signatureUrlV4('GET', 60, { queries: { acl: null } })
);
sign('endpoints', 'neither bucket nor object', { client: { bucket: undefined } }, (client) =>
  client.signatureUrlV4('GET', 60)
);
