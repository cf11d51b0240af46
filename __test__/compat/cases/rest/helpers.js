'use strict';

// What callers use beside operations: URLs, POST policies, signatures, XML, errors, switches, and the `_` helpers.

const { define } = require('../../harness/case.js');
const { errorDocument } = require('../replies.js');
const { KEYS } = require('../keys.js');

const of = (method) => define(method, { signatures: ['v1'] });
const withoutPort = (url, { port }) => url.replaceAll(String(port), 'PORT');

for (const method of ['getObjectUrl', 'generateObjectUrl']) {
  const add = of(method);
  for (const [kind, name] of Object.entries(KEYS)) add('odd keys', kind, (client) => client[method](name));
  for (const [kind, name] of Object.entries({ undefined: undefined, 'a number': 5 })) {
    add('bad input', kind, (client) => client[method](name));
  }
  const bases = {
    plain: 'http://a.localhost',
    'a slash': 'http://a.localhost/',
    'a path': 'https://a/b',
    empty: '',
    null: null,
  };
  for (const [kind, base] of Object.entries(bases)) {
    add('base URLs', kind, (client) => client[method]('a b.txt', base));
  }
  for (const via of ['endpoint', 'secure', 'internal', 'regionPath', 'ip', 'localhost', 'cname']) {
    add('endpoints', via, { via }, (client, it) => withoutPort(client[method]('a'), it));
  }
  add('endpoints', 'no bucket', { client: { bucket: undefined } }, (client) => client[method]('a'));
  add('endpoints', 'a path', { client: { endpoint: 'http://a.localhost/b/c' } }, (client) =>
    client[method]('a')
  );
}

const POLICY = { expiration: '2026-12-01T12:00:00.000Z', conditions: [['content-length-range', 0, 10]] };
const POLICIES = {
  'an object': POLICY,
  JSON: JSON.stringify(POLICY),
  'JSON with blanks': JSON.stringify(POLICY, null, 2),
  Chinese: { conditions: ['中'] },
  'an empty object': {},
  'JSON of a number': '5',
  'no JSON': '{"a"',
  'an empty text': '',
  undefined: undefined,
  null: null,
  'an array': [],
  'a number': 5,
};
for (const [kind, policy] of Object.entries(POLICIES)) {
  of('calculatePostSignature')('policy', kind, (client) => client.calculatePostSignature(policy));
  of('signPostObjectPolicyV4')('policy', kind, (client) =>
    client.signPostObjectPolicyV4(policy, new Date(1_795_437_296_123))
  );
}
const DATES = {
  'a number': 1_795_437_296_123,
  text: '2026-11-23T23:59:59Z',
  undefined: undefined,
  null: null,
  bad: 'x',
};
for (const [kind, date] of Object.entries(DATES)) {
  of('signPostObjectPolicyV4')('date', kind, (client) => client.signPostObjectPolicyV4(POLICY, date));
}
const REGIONS = {
  'another region': { region: 'oss-cn-beijing' },
  'a region without oss': { region: 'cn-beijing' },
  'a cloud box': { cloudBoxId: 'cb-1' },
};
for (const [kind, client] of Object.entries(REGIONS)) {
  of('signPostObjectPolicyV4')('options', kind, { client }, (made) => made.signPostObjectPolicyV4(POLICY, 0));
}

const TEXTS = { plain: 'GET\n\n', empty: '', Chinese: '中文', undefined: undefined, 'a number': 5 };
for (const [kind, text] of Object.entries(TEXTS)) {
  of('signature')('texts', kind, (client) => client.signature(text));
}
of('signature')('options', 'another encoding', { client: { headerEncoding: 'latin1' } }, (client) =>
  client.signature('é')
);
of('signature')('options', 'keys written into options', (client) => {
  client.options.accessKeySecret = 'another';
  return client.signature('a');
});

const HEADERS = { 'x-oss-date': 'Mon, 23 Nov 2026 12:34:56 GMT' };
const V1 = {
  plain: ['GET', '/my-bucket/a', undefined, HEADERS],
  'a method in lower case': ['put', '/', null, HEADERS],
  headers: [
    'PUT',
    '/b/k',
    '',
    { ...HEADERS, 'Content-MD5': 'm', 'content-type': 'text/plain', 'X-OSS-Meta-A': ' b ', 'x-oss-b': 1 },
  ],
  'a sub-resource': ['GET', '/b/', 'acl', HEADERS],
  'blank sub-resources': ['GET', '/b/', '  ', HEADERS],
  'sub-resources in a list': ['GET', '/b/', ['website', 'acl'], HEADERS],
  'no sub-resources in a list': ['GET', '/b/', [], HEADERS],
  'sub-resources in an object': ['GET', '/b/', { uploadId: 'u', append: '', position: 0, a: null }, HEADERS],
  'no headers': ['GET', '/b/', null, undefined],
  'a bad method': [undefined, '/b/', null, HEADERS],
};
for (const [kind, given] of Object.entries(V1)) {
  of('authorization')('arguments', kind, (client) => client.authorization(...structuredClone(given)));
}

const DATED = { 'x-oss-date': '20261123T123456Z', 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD' };
const V4 = {
  plain: ['GET', { headers: DATED }, 'my-bucket', 'a/b c.txt'],
  'the service': ['GET', { headers: DATED }],
  queries: ['get', { headers: DATED, queries: { prefix: 'a b', acl: null, 'max-keys': 5 } }, 'b'],
  headers: ['PUT', { headers: { ...DATED, 'Content-Type': ' text/plain ', 'X-Oss-Meta-A': 1 } }, 'b', 'k'],
  'further headers': [
    'PUT',
    { headers: { ...DATED, Host: 'h', 'X-A': 'b' } },
    'b',
    'k',
    ['X-A', 'host', 'HOST', 'x-oss-date'],
  ],
  'a further header that is missing': ['PUT', { headers: DATED }, 'b', 'k', ['X-A']],
  'an object without a bucket': ['PUT', { headers: DATED }, undefined, 'k'],
  'the date in the query': ['GET', { headers: {}, queries: { 'x-oss-date': '20261123T123456Z' } }, 'b'],
  'no date': ['GET', { headers: {} }, 'b'],
  'no headers': ['GET', {}, 'b'],
};
for (const [kind, given] of Object.entries(V4)) {
  of('authorizationV4')('arguments', kind, (client) => client.authorizationV4(...structuredClone(given)));
}
for (const [kind, client] of Object.entries(REGIONS)) {
  of('authorizationV4')('options', kind, { client }, (made) => made.authorizationV4(...V4.plain));
}

const DOCUMENTS = {
  elements: '<A><B>1</B><C/><D>2</D><D>3</D></A>',
  attributes: '<A x="1"><B y="2">t</B></A>',
  text: '<A>only text</A>',
  'text and children': '<A>t<B/></A>',
  CDATA: '<A><![CDATA[<b>&]]></A>',
  entities: '<A>&lt;&amp;&#x4e2d;</A>',
  Chinese: '<A>中</A>',
  'an empty element': '<A/>',
  empty: '',
  blanks: ' \n ',
  'a prolog': '<?xml version="1.0" encoding="UTF-8"?>\n<A><B> </B></A>',
  'an unclosed root': '<A><B></B>',
  'a wrong end': '<A></B>',
  'text without an element': 'hello',
};
for (const [kind, text] of Object.entries(DOCUMENTS)) {
  of('parseXML')('documents', kind, (client) => client.parseXML(text));
}
of('parseXML')('arguments', 'a Buffer', (client) => client.parseXML(Buffer.from('<A><B>中</B></A>')));
for (const [kind, text] of Object.entries({ undefined: undefined, null: null, 'a number': 5 })) {
  of('parseXML')('arguments', kind, (client) => client.parseXML(text));
}

const encoded = (text) => ({ 'x-oss-err': Buffer.from(text).toString('base64'), 'x-oss-request-id': 'R' });
const RESULTS = {
  'a document': { status: 403, data: Buffer.from(errorDocument('AccessDenied', 'No.')), headers: {} },
  'a document as text': {
    status: 403,
    data: errorDocument('AccessDenied', 'No.', '<Condition>C</Condition>'),
  },
  'a document without a code': { status: 400, data: '<Error/>', headers: {} },
  'no body, 404': { status: 404, headers: { 'x-oss-request-id': 'R' }, data: Buffer.alloc(0) },
  'no body, 412': { status: 412, data: null },
  'no body, 500': { status: 500, headers: { 'x-oss-request-id': 'R' } },
  'x-oss-err': { status: 400, headers: encoded(errorDocument('InvalidArgument', 'No.')) },
  'a broken connection': { name: 'RequestError', message: 'connect', status: -1 },
  'a timeout': { name: 'ConnectionTimeoutError', message: 'slow', status: -2 },
  'a slow reply': { name: 'ResponseTimeoutError', message: 'slow', status: -2 },
};
for (const [kind, result] of Object.entries(RESULTS)) {
  of('requestError')('results', kind, (client) => client.requestError(result));
}

for (const [kind, value] of Object.entries({
  true: true,
  false: false,
  'a word': 'yes',
  nothing: undefined,
})) {
  of('setSLDEnabled')('argument', kind, (client) => [
    client.setSLDEnabled(value) === client,
    client.options.sldEnable,
    client._objectUrl('a'),
  ]);
}
for (const [kind, given] of Object.entries({
  nobody: ['', ''],
  IE: ['Internet Explorer', '10'],
  nothing: [],
})) {
  of('checkBrowserAndVersion')('arguments', kind, (client) => client.checkBrowserAndVersion(...given));
}

for (const [kind, params] of Object.entries({
  service: {},
  bucket: { bucket: 'b' },
  object: { bucket: 'b', object: '中 a' },
})) {
  of('_getResource')('arguments', kind, (client) => client._getResource(params));
  of('_getResource')('another encoding', kind, { client: { headerEncoding: 'latin1' } }, (client) =>
    client._getResource(params)
  );
}
of('_getSourceName')('arguments', 'a key', (client) => client._getSourceName('a b'));
of('_getSourceName')('arguments', 'a path', (client) => client._getSourceName('/b-b/a b'));
of('_getSourceName')('arguments', 'a key and a bucket', (client) => client._getSourceName('/a', 'b-b'));
of('_statFile')('files', 'one that is there', async (client, it) => {
  const stats = await client._statFile(it.dir.write('a', 'hello'));
  return [stats.size, stats.isFile()];
});
of('_statFile')('files', 'one that is not there', (client, it) => client._statFile(it.dir.path('none')));
for (const name of ['a', 'none']) {
  of('_deleteFileSafe')('files', name, async (client, it) => {
    it.dir.write('a', 'hello');
    const result = await client._deleteFileSafe(it.dir.path(name));
    return [result, it.dir.list()];
  });
}
