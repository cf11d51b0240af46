'use strict';

// What is particular to each step of an upload in parts.

const { define } = require('../../harness/case.js');
const { reply } = require('../replies.js');
const { MULTIPART, root } = require('./calls.js');

const of = (method) => define(method, { replies: [MULTIPART[method].reply], signatures: ['v1'] });
const all = (method, axis, table, run) => {
  const add = of(method);
  for (const [name, value] of Object.entries(table)) {
    add(axis, name, (client, it) =>
      run(client, typeof value === 'function' ? value : structuredClone(value), it)
    );
  }
};

all(
  'initMultipartUpload',
  'options',
  {
    'a type': { mime: 'text/html' },
    'a type by extension': { mime: 'png' },
    metadata: { meta: { uid: 1, B: 'x' }, headers: { 'x-oss-storage-class': 'IA' } },
    'sub-resources that do not count': { subres: { a: 1 } },
    'a version that does not count': { versionId: 'v' },
  },
  (client, options) => client.initMultipartUpload('dir/a b.txt', options)
);

const part = of('uploadPart');
const bytes = () => Buffer.from('0123456789');
const send = (client, file, start, end, options) =>
  client.uploadPart('a.txt', 'B4D9', 1, file, start, end, options);
for (const [kind, [start, end]] of Object.entries({
  'the first bytes': [0, 4],
  'the last bytes': [6, 10],
  all: [0, 10],
})) {
  part('body', `${kind} of a Buffer`, (client) => send(client, bytes(), start, end));
  part('body', `${kind} of a file`, (client, it) => send(client, it.dir.write('part', bytes()), start, end));
}
part('arguments', 'a number as text', (client) => client.uploadPart('a', 'B4D9', '3', bytes(), 0, 1));
part('arguments', 'an id with odd characters', (client) => client.uploadPart('a', 'B+/ 9', 3, bytes(), 0, 1));
all(
  'uploadPart',
  'options',
  {
    'headers of the whole': {
      headers: { 'x-oss-server-side-encryption': 'AES256', 'x-oss-storage-class': 'IA', 'x-oss-a': 1 },
    },
    'a type': { mime: 'text/html' },
    'no digest': { disabledMD5: true },
    'a limit': { headers: { 'x-oss-traffic-limit': 819_200 } },
  },
  (client, options) => send(client, bytes(), 0, 5, options)
);
part('reply headers', 'no entity tag', { replies: [reply(200)] }, (client) => send(client, bytes(), 0, 5));
for (const [kind, file] of Object.entries({ undefined: undefined, 'a number': 5, 'an object': {} })) {
  part('bad input', `the body is ${kind}`, (client) => send(client, file, 0, 5));
}

all(
  'uploadPartCopy',
  'options',
  {
    'a version': { versionId: 'CAEQ+/' },
    'a version among the sub-resources': { subres: { versionId: 'v' } },
    'conditions and a type': { headers: { 'x-oss-copy-source-if-match': '"A"' }, mime: 'text/html' },
  },
  (client, options) =>
    client.uploadPartCopy('b', 'B4D9', 2, '0-9', { sourceKey: '中 a', sourceBucketName: 'b' }, options)
);
all(
  'uploadPartCopy',
  'range',
  { undefined: undefined, null: null, empty: '', 'a number': 5, open: '5-' },
  (client, range) => client.uploadPartCopy('b', 'B4D9', 2, range, { sourceKey: 'a', sourceBucketName: 'b' })
);
all(
  'uploadPartCopy',
  'bad input',
  { 'the source is undefined': undefined, 'the source is null': null, 'the source is empty': {} },
  (client, source) => client.uploadPartCopy('b', 'B4D9', 2, '0-9', source)
);
of('uploadPartCopy')('reply headers', 'no entity tag', { replies: [reply(200)] }, (client) =>
  client.uploadPartCopy('b', 'B4D9', 2, '0-9', { sourceKey: 'a', sourceBucketName: 'b' })
);

all(
  'completeMultipartUpload',
  'parts',
  {
    none: [],
    'one twice': [
      { number: 1, etag: '"A"' },
      { number: 1, etag: '"B"' },
    ],
    'numbers as text': [
      { number: '10', etag: 'A' },
      { number: '9', etag: 'B' },
    ],
    'no entity tag': [{ number: 1 }],
    undefined: undefined,
    null: null,
  },
  (client, parts) => client.completeMultipartUpload('a', 'B4D9', parts)
);
const CALLBACK = { url: 'http://a.localhost/中', body: 'a=b', customValue: { id: 5 } };
const complete = of('completeMultipartUpload');
const PARTS = [{ number: 1, etag: '"A"' }];
const CALLBACK_REPLIES = { JSON: '{"ok":true}', 'no JSON': 'plain', nothing: '' };
for (const [kind, body] of Object.entries(CALLBACK_REPLIES)) {
  complete(
    'callback',
    `answered with ${kind}`,
    { replies: [reply(200, { ETag: '"C-1"' }, body)] },
    (client) => client.completeMultipartUpload('a', 'B4D9', PARTS, { callback: CALLBACK })
  );
}
complete('callback', 'as a header', { replies: [reply(200, {}, '{}')] }, (client) =>
  client.completeMultipartUpload('a', 'B4D9', PARTS, {
    headers: { 'x-oss-callback': 'e30=' },
    callback: CALLBACK,
  })
);
complete('options', 'headers of the whole', (client) =>
  client.completeMultipartUpload('a', 'B4D9', PARTS, {
    headers: {
      'x-oss-server-side-encryption': 'AES256',
      'x-oss-storage-class': 'IA',
      'x-oss-forbid-overwrite': true,
    },
  })
);
complete('options', 'progress', async (client) => {
  const seen = [];
  await client.completeMultipartUpload('a', 'B4D9', PARTS, {
    progress: async (...given) => seen.push(given.map((one) => one?.status ?? one)),
  });
  return seen;
});
complete('options', 'progress that throws', (client) =>
  client.completeMultipartUpload('a', 'B4D9', PARTS, {
    progress() {
      throw new Error('stop');
    },
  })
);
complete('result', 'the name as it was given', (client) =>
  client.completeMultipartUpload('/a', 'B4D9', PARTS)
);

all(
  'listUploads',
  'query',
  {
    nothing: undefined,
    null: null,
    all: {
      prefix: 'a',
      delimiter: '/',
      'max-uploads': 5,
      'key-marker': 'k',
      'upload-id-marker': 'u',
      'encoding-type': 'url',
    },
  },
  (client, query) => client.listUploads(query)
);
const UPLOAD = '<Upload><Key>a</Key><UploadId>u</UploadId></Upload>';
for (const [kind, inner] of Object.entries({ none: '', two: UPLOAD + UPLOAD, 'an empty one': '<Upload/>' })) {
  of('listUploads')('replies', kind, { replies: [root('ListMultipartUploadsResult', inner)] }, (client) =>
    client.listUploads()
  );
}
all(
  'listParts',
  'query',
  {
    nothing: undefined,
    null: null,
    all: { 'max-parts': 5, 'part-number-marker': 2, 'encoding-type': 'url' },
  },
  (client, query) => client.listParts('a b', 'B4+9', query)
);
const PART = '<Part><PartNumber>1</PartNumber></Part>';
for (const [kind, inner] of Object.entries({ none: '', two: PART + PART })) {
  of('listParts')('replies', kind, { replies: [root('ListPartsResult', inner)] }, (client) =>
    client.listParts('a', 'B4D9')
  );
}

of('abortMultipartUpload')('effect', 'stops what is under way', async (client) => {
  const before = client.isCancel();
  await client.abortMultipartUpload('a', 'B4D9');
  const after = client.isCancel();
  client.resetCancelFlag();
  return [before, after, client.isCancel()];
});
define('cancel', { signatures: ['v1'] })('effect', 'sets the flag', (client) => [
  client.cancel(),
  client.isCancel(),
  client.resetCancelFlag(),
  client.isCancel(),
]);
define('isCancel', { signatures: ['v1'] })('result', 'before the first upload', (client) =>
  client.isCancel()
);
define('resetCancelFlag', { signatures: ['v1'] })('effect', 'on the options', (client) => {
  client.resetCancelFlag();
  return client.options.cancelFlag;
});
