'use strict';

// What is particular to each further call on objects: forms of arguments, options, shapes of replies.

const { define } = require('../../harness/case.js');
const { GONE, reply, refusal } = require('../replies.js');
const { OBJECTS, OWNER, VERSION, root } = require('./calls.js');

const of = (method, common) => define(method, { replies: [OBJECTS[method].reply], ...common });
const all = (add, axis, table, run) => {
  for (const [name, value] of Object.entries(table)) {
    add(axis, name, (client, it) => run(client, structuredClone(value), it));
  }
};
const hello = () => Buffer.from('hello');

const append = of('append');
all(
  append,
  'options',
  {
    'a position': { position: 5 },
    'a position as text': { position: '5' },
    'position 0': { position: 0 },
    'position null': { position: null },
    metadata: { meta: { uid: 1 } },
    'a type': { mime: 'text/html' },
    'a type by extension': { mime: 'json' },
    'a method that does not count': { method: 'PUT' },
    'sub-resources that do not count': { subres: { a: 1 } },
    'a callback': { callback: { url: 'http://a.localhost', body: 'a=b' } },
  },
  (client, options) => client.append('a.txt', hello(), options)
);
append('reply headers', 'no next position', { replies: [reply(200)] }, (client) =>
  client.append('a', hello())
);
append(
  'status',
  '409 at another position',
  {
    replies: [refusal(409, 'PositionNotEqualToLength', 'Position is not equal to file length', '<x/>')],
  },
  (client) => client.append('a', hello(), { position: 7 })
);
append('body', 'an empty Buffer', (client) => client.append('a', Buffer.alloc(0)));
append('body', 'a file', (client, it) => client.append('a', it.dir.write('b.json', '{}'), { position: 3 }));
for (const [kind, body] of Object.entries({ nothing: undefined, 'a number': 5, 'an object': {} })) {
  append('bad input', `the body is ${kind}`, (client) => client.append('a', body));
}

const copy = of('copy');
const SOURCES = {
  'a key': ['a.txt'],
  'odd characters': ["中 a+b%c'd&e?f#g"],
  'a path of another bucket': ['/other-bucket/dir/a b.txt'],
  'a path without a key': ['/other-bucket/'],
  'a path without a second slash': ['/a.txt'],
  'two slashes first': ['//a.txt'],
  'a bucket beside it': ['a.txt', 'other-bucket'],
  'a slash and a bucket beside it': ['/a/b.txt', 'other-bucket'],
  'a bad bucket': ['a.txt', 'Bad'],
  'a path of a bad bucket': ['/Bad/a.txt'],
  empty: [''],
  'a bucket and options': ['a.txt', 'other-bucket', { meta: { a: 1 } }],
  'no bucket and options': ['a.txt', undefined, { meta: { a: 1 } }],
  'null and options': ['a.txt', null, { meta: { a: 1 } }],
  'options twice': ['a.txt', { meta: { a: 1 } }, { meta: { b: 2 } }],
};
all(copy, 'source', SOURCES, (client, given) => client.copy('b.txt', ...given));
all(
  copy,
  'options',
  {
    metadata: { meta: { uid: 1, Name: 'x' } },
    'no metadata': { meta: {} },
    conditions: { headers: { 'If-Match': '"A"', 'if-unmodified-since': 'Mon, 23 Nov 2026 12:00:00 GMT' } },
    'a content type': { headers: { 'Content-Type': 'text/html' } },
    'a content type in lower case': { headers: { 'content-type': 'text/html' } },
    'cache control': { headers: { 'CACHE-CONTROL': 'no-cache' } },
    expires: { headers: { Expires: '0' } },
    'a directive': { headers: { 'x-oss-metadata-directive': 'COPY' }, meta: { a: 1 } },
    'a storage class': { headers: { 'x-oss-storage-class': 'IA' } },
    'a version': { versionId: 'CAEQ/+= v', meta: {} },
    'a null header': { headers: { 'x-oss-a': 'b' } },
  },
  (client, options) => client.copy('b.txt', 'a.txt', options)
);
copy('status', '304', { replies: [reply(304)] }, (client) =>
  client.copy('b', 'a', { headers: { 'If-None-Match': '"A"' } })
);
copy('status', '200 with an error', { replies: [refusal(200, 'InternalError', 'Late.')] }, (client) =>
  client.copy('b', 'a')
);

const putMeta = of('putMeta');
all(
  putMeta,
  'metadata',
  { undefined: undefined, null: null, none: {}, some: { a: 1, B: 'x' } },
  (client, meta) => client.putMeta('a.txt', meta)
);
all(
  putMeta,
  'options',
  {
    'headers that do not count': { headers: { a: 'b' } },
    'a version that does not count': { versionId: 'v' },
  },
  (client, options) => client.putMeta('a.txt', { a: 1 }, options)
);

const deleteMulti = of('deleteMulti');
all(
  deleteMulti,
  'names',
  {
    one: ['a.txt'],
    'markup and quotes': [`<a>&"b"'.txt`],
    slashes: ['/a.txt', '//b.txt'],
    Chinese: ['中文 文件'],
    versions: [{ key: 'a', versionId: 'CAEQ' }, { key: '/b' }, { key: 'c', versionId: null }],
    mixed: ['a', { key: 'b', versionId: 'v' }],
    'a thousand': Array.from({ length: 1000 }, (_, n) => `key-${n}`),
    'a text': 'ab',
    empty: [],
    undefined: undefined,
    null: null,
    'an object': {},
    'a number inside': [5],
    'an object without a key': [{}],
  },
  (client, names) => client.deleteMulti(names)
);
all(
  deleteMulti,
  'options',
  { quiet: { quiet: true }, 'quiet as a word': { quiet: 'yes' }, 'not quiet': { quiet: 0 } },
  (client, options) => client.deleteMulti(['a'], options)
);
const DELETED = {
  none: '',
  one: '<Deleted><Key>a</Key></Deleted>',
  'a marker':
    '<Deleted><Key>a</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>v</DeleteMarkerVersionId></Deleted>',
};
for (const [kind, inner] of Object.entries(DELETED)) {
  deleteMulti('replies', kind, { replies: [root('DeleteResult', inner)] }, (client) =>
    client.deleteMulti(['a'])
  );
}

const restore = of('restore');
all(
  restore,
  'options',
  {
    days: { Days: 5 },
    'days as text': { Days: '7' },
    'days 0': { Days: 0 },
    archive: { type: 'Archive', JobParameters: 'Bulk' },
    'cold archive': { type: 'ColdArchive' },
    'cold archive, expedited': { type: 'ColdArchive', Days: 3, JobParameters: 'Expedited' },
    'deep cold archive': { type: 'DeepColdArchive', JobParameters: 'Standard' },
    'another type': { type: 'IA' },
  },
  (client, options) => client.restore('a.txt', options)
);
restore('status', '200, restored already', { replies: [reply(200)] }, (client) => client.restore('a'));

const putACL = of('putACL');
for (const acl of ['default', 'public-read', '', undefined, null]) {
  putACL('acl', String(acl) || 'empty', (client) => client.putACL('a', acl));
}
putACL('options', 'an own header of that name', (client) =>
  client.putACL('a', 'private', { headers: { 'x-oss-object-acl': 'default', 'x-oss-a': 1 } })
);

const putSymlink = of('putSymlink');
all(
  putSymlink,
  'options',
  {
    'a storage class': { storageClass: 'IA' },
    metadata: { meta: { a: 1 } },
    'an own header of that name': {
      headers: { 'x-oss-symlink-target': 'c', 'x-oss-forbid-overwrite': true },
    },
  },
  (client, options) => client.putSymlink('a', 'b/c d', options)
);
const getSymlink = of('getSymlink');
for (const [kind, headers] of Object.entries({
  'no target': {},
  'odd characters': { 'x-oss-symlink-target': 'a%2Fb%20%25' },
  'a broken escape': { 'x-oss-symlink-target': '%zz' },
})) {
  getSymlink('reply headers', kind, { replies: [reply(200, headers)] }, (client) => client.getSymlink('a'));
}

for (const method of ['getBucketVersions', 'listObjectVersions']) {
  const add = of(method);
  all(
    add,
    'query',
    {
      nothing: undefined,
      null: null,
      'camel case': { prefix: 'a', keyMarker: 'b', versionIdMarker: 'c', maxKeys: 2, encodingType: 'url' },
      'the spelling of the service': {
        'key-marker': 'b',
        'version-id-marker': 'c',
        'max-keys': '2',
        delimiter: '/',
      },
      'a version without a key': { versionIdMarker: 'c' },
      'a version and a null key': { versionIdMarker: 'c', keyMarker: null },
      'a text': 'prefix',
      'odd characters': { prefix: "中 a+b'c" },
    },
    (client, query) => client[method](query)
  );
  const shapes = {
    none: '',
    'two versions': VERSION + VERSION,
    'a version without an owner': VERSION.replace(OWNER, ''),
    'one being restored': VERSION.replace(
      '</Version>',
      '<RestoreInfo>ongoing-request="true"</RestoreInfo></Version>'
    ),
    prefixes: '<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>',
    'another page':
      '<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>',
  };
  for (const [kind, inner] of Object.entries(shapes)) {
    add('listings', kind, { replies: [root('ListVersionsResult', inner)], signatures: ['v1'] }, (client) =>
      client[method]()
    );
  }
}

all(
  of('postAsyncFetch'),
  'options',
  {
    all: {
      host: 'a.localhost',
      contentMD5: 'XUFAKrxLKna5cZ2REBfFkg==',
      callback: 'e30=',
      storageClass: 'IA',
      ignoreSameKey: false,
    },
    'null values': { host: null, callback: null },
    'a version that does not count': { versionId: 'v' },
  },
  (client, options) => client.postAsyncFetch('/a b.txt', 'http://a.localhost/?a=1', options)
);
const getAsyncFetch = of('getAsyncFetch');
for (const [kind, id] of Object.entries({ undefined: undefined, 'a number': 5, empty: '' })) {
  getAsyncFetch('bad input', `the task is ${kind}`, (client) => client.getAsyncFetch(id));
}

const process = define('processObjectSave', { replies: [reply(200, {}, '{"status":"OK"}')] });
const PROCESSES = {
  plain: ['a.jpg', 'b.png', 'image/resize,w_100'],
  'another bucket': ['a.jpg', 'b.png', 'image/resize,w_100', 'other-bucket'],
  'slashes first': ['/a.jpg', '/b.png', 'style/x y'],
  Chinese: ['中.png', '文.jpg', "image/watermark,text_a'b(c)!*~"],
  'a bad bucket': ['a.jpg', 'b.png', 'x', 'Bad'],
  'no source': ['', 'b', 'x'],
  'no target': ['a', undefined, 'x'],
  'no process': ['a', 'b', null],
  'a source that is a number': [5, 'b', 'x'],
  'a target that is an object': ['a', {}, 'x'],
  'a process that is an array': ['a', 'b', ['x']],
  'a bucket that is a number': ['a', 'b', 'x', 12345],
};
all(process, 'arguments', PROCESSES, (client, given) => client.processObjectSave(...given));
for (const status of [204, 403, 404, 500]) {
  process('server errors', `${status} without a body`, { replies: [reply(status)] }, (client) =>
    client.processObjectSave('a.jpg', 'b', 'x')
  );
}
process('server errors', '400 with XML', { replies: [refusal(400, 'InvalidArgument', 'No.')] }, (client) =>
  client.processObjectSave('a.jpg', 'b', 'x')
);
process('bad input', 'no bucket', { client: { bucket: undefined } }, (client) =>
  client.processObjectSave('a.jpg', 'b', 'x')
);
define('deleteObjectTagging', { replies: [GONE] })('subres', 'beside the version', (client) =>
  client.deleteObjectTagging('a', { versionId: 'v', subres: { b: 1 } })
);
