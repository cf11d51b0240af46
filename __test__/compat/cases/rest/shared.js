'use strict';

// What every further method is asked: the plain call, each option, refusals, odd replies, broken connections, bad input.

const { define } = require('../../harness/case.js');
const { reply, xml } = require('../replies.js');
const { BUCKETS, LIVE, MULTIPART, OBJECTS } = require('./calls.js');
const { REFUSALS } = require('./refusals.js');

const ODD_REPLIES = {
  '200 without a body': reply(200),
  '200 with another document': xml(200, '<Other><A>1</A></Other>'),
  '200 with an empty document': xml(200, '<Other/>'),
  '200 with HTML': reply(200, { 'Content-Type': 'text/html' }, '<html><br></html>'),
  204: reply(204),
  202: reply(202),
};
const OPTIONS = {
  headers: { headers: { 'x-oss-a': 'b', 'X-Extra': 'c' } },
  'a timeout': { timeout: [3000, '4s'] },
  'a sub-resource': { subres: { extra: '1' } },
  'additional signed headers': { headers: { 'X-Extra': 'x' }, additionalHeaders: ['X-EXTRA'] },
  'an object without content': {},
};
const ROUTES = ['ip', 'ipPath', 'cname', 'localhostPath', 'secure'];

/** The axes of all methods; `call(client, options)` makes the call. */
function common(method, call, expected, silent) {
  const add = define(method, { replies: [expected] });
  const once = define(method, { replies: [expected], signatures: ['v1'] });
  add('plain', 'call', (client) => call(client, undefined));
  for (const via of ROUTES) once('endpoints', via, { via }, (client) => call(client, undefined));
  for (const [name, one] of Object.entries(REFUSALS)) {
    once('server errors', name, { replies: [one] }, (client) => call(client, undefined));
  }
  for (const [name, one] of Object.entries(ODD_REPLIES)) {
    once('status', name, { replies: [one] }, (client) => call(client, undefined));
  }
  once('server down', 'connection refused', { down: true, via: 'ip' }, (client) => call(client, undefined));
  once('hang-up', 'after the request', { replies: [{ destroy: true }], via: 'ip' }, (client) =>
    call(client, undefined)
  );
  if (silent) return;
  for (const [name, options] of Object.entries(OPTIONS)) {
    add('options', name, (client) => call(client, structuredClone(options)));
  }
  once('options', 'null', (client) => call(client, null));
}

for (const [method, { reply: expected, run }] of Object.entries({ ...OBJECTS, ...MULTIPART, ...LIVE })) {
  common(method, run, expected);
  define(method, { replies: [expected], signatures: ['v1'] })(
    'bad input',
    'no bucket',
    { client: { bucket: undefined } },
    (client) => run(client, undefined)
  );
}

const BUCKET_NAMES = {
  'an underscore': 'my_bucket',
  'two characters': 'ab',
  'an upper-case letter': 'My-bucket',
  empty: '',
  undefined: undefined,
  null: null,
  'a number': 12345,
};

for (const [method, { reply: expected, run, silent }] of Object.entries(BUCKETS)) {
  common(method, (client, options) => run(client, 'my-bucket', options), expected, silent);
  const add = define(method, { replies: [expected], signatures: ['v1'] });
  for (const [kind, name] of Object.entries(BUCKET_NAMES)) {
    add('bucket names', kind, (client) => run(client, name, undefined));
  }
  add('endpoints', 'another bucket than the client has', { client: { bucket: 'other-bucket' } }, (client) =>
    run(client, 'my-bucket', undefined)
  );
}

const VERSIONED = [
  'copy',
  'deleteMulti',
  'getObjectMeta',
  'restore',
  'putACL',
  'getACL',
  'putSymlink',
  'getSymlink',
  'putObjectTagging',
  'getObjectTagging',
  'deleteObjectTagging',
  'getBucketVersions',
];
for (const method of VERSIONED) {
  const { reply: expected, run } = OBJECTS[method];
  const add = define(method, { replies: [expected] });
  add('versionId', 'given', (client) => run(client, { versionId: 'CAEQ/+= v' }));
  add('versionId', 'null', (client) => run(client, { versionId: null }));
}

const KEYS = {
  Chinese: '中文/文件.txt',
  spaces: 'a b/c d.txt',
  plus: 'a+b.txt',
  percent: 'a%20b.txt',
  quote: "it's.txt",
  'one leading slash': '/a.txt',
  'question mark': 'a?b=c.txt',
  'unreserved marks': 'a~!*()-_.html',
  empty: '',
  undefined: undefined,
  null: null,
  'a number': 5,
};
const BY_NAME = {
  append: (client, name) => client.append(name, Buffer.from('hello')),
  copy: (client, name) => client.copy(name, 'a.txt'),
  'copy(source)': (client, name) => client.copy('b.txt', name),
  putMeta: (client, name) => client.putMeta(name, { a: 1 }),
  deleteMulti: (client, name) => client.deleteMulti([name]),
  getObjectMeta: (client, name) => client.getObjectMeta(name),
  restore: (client, name) => client.restore(name),
  putACL: (client, name) => client.putACL(name, 'private'),
  getACL: (client, name) => client.getACL(name),
  putSymlink: (client, name) => client.putSymlink(name, 'b.txt'),
  'putSymlink(target)': (client, name) => client.putSymlink('a.txt', name),
  getSymlink: (client, name) => client.getSymlink(name),
  putObjectTagging: (client, name) => client.putObjectTagging(name, {}),
  getObjectTagging: (client, name) => client.getObjectTagging(name),
  deleteObjectTagging: (client, name) => client.deleteObjectTagging(name),
  postAsyncFetch: (client, name) => client.postAsyncFetch(name, 'http://a'),
  initMultipartUpload: (client, name) => client.initMultipartUpload(name),
  uploadPart: (client, name) => client.uploadPart(name, 'B4D9', 1, Buffer.from('a'), 0, 1),
  uploadPartCopy: (client, name) =>
    client.uploadPartCopy(name, 'B4D9', 1, '0-4', { sourceKey: 'a', sourceBucketName: 'b' }),
  completeMultipartUpload: (client, name) =>
    client.completeMultipartUpload(name, 'B4D9', [{ number: 1, etag: 'A' }]),
  abortMultipartUpload: (client, name) => client.abortMultipartUpload(name, 'B4D9'),
  listParts: (client, name) => client.listParts(name, 'B4D9'),
  putChannel: (client, name) => client.putChannel(name, {}),
  getChannel: (client, name) => client.getChannel(name),
};
for (const [title, call] of Object.entries(BY_NAME)) {
  const [method, part = ''] = title.split('(');
  const expected = { ...OBJECTS, ...MULTIPART, ...LIVE }[method].reply;
  const add = define(method, { replies: [expected], signatures: ['v1'] });
  for (const [kind, name] of Object.entries(KEYS)) {
    const axis = typeof name === 'string' ? 'odd keys' : 'bad input';
    add(part ? `${axis}, ${part.slice(0, -1)}` : axis, kind, (client) => call(client, name));
  }
}
