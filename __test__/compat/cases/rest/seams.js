'use strict';

// The methods with an underscore, which callers override, or call beside operations.

const { PassThrough } = require('node:stream');
const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { STORED, object, refusal, reply } = require('../replies.js');
const { MULTIPART } = require('./calls.js');

const of = (method, setup) => define(method, { signatures: ['v1'], ...setup });
const withoutPort = (url, { port }) => url.replaceAll(String(port), 'PORT');

const NAMES = { plain: 'a.txt', slashes: '//a//b/', Chinese: '中 文.txt', quote: "it's+&?", empty: '' };
for (const [kind, name] of Object.entries(NAMES)) {
  of('_objectName')('names', kind, (client) => client._objectName(name));
  of('_escape')('names', kind, (client) => client._escape(name));
  of('_objectUrl')('names', kind, (client) => client._objectUrl(name));
  of('_objectRequestParams')('names', kind, (client) => client._objectRequestParams('GET', name));
}
for (const [kind, name] of Object.entries({ undefined: undefined, null: null, 'a number': 5 })) {
  of('_objectName')('bad input', kind, (client) => client._objectName(name));
  of('_objectRequestParams')('bad input', kind, (client) => client._objectRequestParams('GET', name));
}
for (const via of ['endpoint', 'secure', 'regionPath', 'ip', 'cname']) {
  of('_objectUrl')('endpoints', via, { via }, (client, it) => withoutPort(client._objectUrl('a'), it));
}
const GIVEN = {
  headers: { headers: { 'x-oss-a': 1 } },
  'a sub-resource': { subres: { acl: '' } },
  'a timeout and a context': { timeout: 5, ctx: { user: 1 } },
  'further signed headers': { additionalHeaders: ['a'] },
  'what does not count': { meta: { a: 1 }, mime: 'text/plain' },
  null: null,
};
for (const [kind, options] of Object.entries(GIVEN)) {
  of('_objectRequestParams')('options', kind, (client) =>
    client._objectRequestParams('PUT', 'a', structuredClone(options))
  );
  if (options === null) continue;
  of('_bucketRequestParams')('options', kind, (client) =>
    client._bucketRequestParams('PUT', 'my-bucket', 'acl', structuredClone(options))
  );
}
of('_objectRequestParams')('bad input', 'no bucket', { client: { bucket: undefined } }, (client) =>
  client._objectRequestParams('GET', 'a')
);
of('_objectRequestParams')(
  'endpoints',
  'cname without a bucket',
  { via: 'cname', client: { bucket: undefined } },
  (client) => client._objectRequestParams('GET', 'a')
);
for (const [kind, subres] of Object.entries({ none: undefined, text: 'acl', 'an object': { a: 1 } })) {
  of('_bucketRequestParams')('subres', kind, (client) => client._bucketRequestParams('GET', 'b', subres));
}

const METADATA = {
  'of several types': { uid: 1, flag: true, name: 'x' },
  empty: {},
  undefined: undefined,
  null: null,
};
for (const [kind, meta] of Object.entries(METADATA)) {
  of('_convertMetaToHeaders')('metadata', kind, (client) => {
    const headers = { 'x-oss-a': 'b' };
    return [client._convertMetaToHeaders(meta, headers), headers];
  });
}

const TARGETS = {
  service: {},
  'a bucket': { bucket: 'b-b-b' },
  'an object': { bucket: 'b-b-b', object: '中 a/b+c' },
  'a query': { bucket: 'b-b-b', query: { prefix: 'a b', 'max-keys': 5 } },
  'a sub-resource': { bucket: 'b-b-b', object: 'a', subres: { acl: '' } },
  'a sub-resource as text': { bucket: 'b-b-b', object: 'a', subres: 'acl' },
  'both of them': { bucket: 'b-b-b', query: { prefix: 'a' }, subres: ['versions'] },
};
for (const [kind, target] of Object.entries(TARGETS)) {
  of('_getReqUrl')('targets', kind, (client) => client._getReqUrl(structuredClone(target)));
}
for (const via of ['endpoint', 'secure', 'internal', 'regionPath', 'ip', 'ipPath', 'localhost', 'cname']) {
  of('_getReqUrl')('endpoints', via, { via }, (client, it) =>
    withoutPort(client._getReqUrl(TARGETS['an object']), it)
  );
}
of('_getReqUrl')('endpoints', 'a bad one written into options', (client) => {
  client.options.endpoint = {
    ...client.options.endpoint,
    host: 'a b',
    hostname: 'a b',
    format: () => 'http://a b',
  };
  return client._getReqUrl(TARGETS['an object']);
});

of('_getUserAgent')('result', 'a word', (client) => typeof client._getUserAgent());
for (const text of ['aliyun-sdk/1.0.0', 'a/α', 'a/1.0.0β', 'αα']) {
  of('_checkUserAgent')('texts', text, (client) => client._checkUserAgent(text));
}

for (const method of ['_makeCancelEvent', '_makeAbortEvent']) {
  of(method)('result', 'what it says', (client) => {
    const { name, status } = client[method]();
    return { name, status };
  });
  of(method)('result', 'what it is', (client) => client[method]());
}
of('_stop')('effect', 'on the flag', (client) => [client._stop(), client.isCancel()]);

/** Runs jobs that note when they begin and end; `fails` is the one that does not do its work. */
async function jobs(client, method, { parallel, todo = [1, 2, 3, 4, 5], fails, stops }) {
  const seen = [];
  const job = async (number) => {
    seen.push(`begins ${number}`);
    await null;
    if (number === stops) client.cancel();
    if (number === fails) throw new Error(`job ${number}`);
    seen.push(`ends ${number}`);
  };
  const call = method === '_parallel' ? job : (_client, number) => job(number);
  const errors = await client[method](todo, parallel, call);
  return { errors: errors.map(({ message }) => message), seen: seen.slice(0, seen.length).sort() };
}
const RUNS = {
  'one at a time': { parallel: 1 },
  'two at a time': { parallel: 2 },
  'more than there are': { parallel: 9 },
  nothing: { parallel: 2, todo: [] },
  'one that fails': { parallel: 1, fails: 2 },
  'the last fails': { parallel: 2, fails: 5 },
  'a stop': { parallel: 1, stops: 3 },
};
for (const method of ['_parallel', '_parallelNode']) {
  for (const [kind, run] of Object.entries(RUNS)) {
    of(method)('jobs', kind, (client) => jobs(client, method, run));
  }
}
of('_parallel')('jobs', 'none at a time', (client) => jobs(client, '_parallel', { parallel: 0 }));
of('_parallelNode')('arguments', 'a source for each job', async (client) => {
  const seen = [];
  await client._parallelNode([1, 2], 2, async (...given) => seen.push(given.slice(1)), { a: 1 });
  return seen;
});

const CONTENT = Buffer.from('hello world');
const SOURCES = {
  'a Buffer': () => CONTENT,
  'a path': (it) => it.dir.write('local.txt', CONTENT),
  'a stream': () => new PassThrough().end('a stream'),
};
for (const [kind, source] of Object.entries(SOURCES)) {
  of('_createStream')('sources', kind, async (client, it) => {
    const given = source(it);
    const stream = client._createStream(given, 2, 7);
    const bytes = Buffer.concat(await stream.toArray());
    return { same: stream === given, bytes };
  });
}
for (const [kind, source] of Object.entries({
  undefined: undefined,
  null: null,
  'a number': 5,
  'an object': {},
})) {
  of('_createStream')('bad input', kind, (client) => client._createStream(source, 0, 1));
  of('_getFileSize')('bad input', kind, (client) => client._getFileSize(source));
}
of('_getFileSize')('sources', 'a Buffer', (client) => client._getFileSize(CONTENT));
of('_getFileSize')('sources', 'a path', (client, it) => client._getFileSize(it.dir.write('a', CONTENT)));
of('_getFileSize')('sources', 'no file', (client, it) => client._getFileSize(it.dir.path('none')));

const META = { replies: [object('')] };
of('_getObjectMeta', META)('arguments', 'another bucket', (client) =>
  client._getObjectMeta('other-bucket', 'a b', {})
);
of('_getObjectMeta', META)('arguments', 'the same bucket', async (client) => [
  await client._getObjectMeta('my-bucket', 'a', { timeout: 3000 }),
  client.options.bucket,
]);
of('_getObjectMeta', META)('versionId', 'given', (client) =>
  client._getObjectMeta('my-bucket', 'a', { versionId: 'CAEQ' })
);
for (const status of [403, 404, 500]) {
  of('_getObjectMeta')('server errors', `${status} without a body`, { replies: [reply(status)] }, (client) =>
    client._getObjectMeta('my-bucket', 'a', {})
  );
}

const PART = { content: CONTENT, stream: undefined, size: CONTENT.length };
const piece = (client) => ({
  ...PART,
  stream: client._createStream(CONTENT, 0, CONTENT.length),
  content: undefined,
});
const part = of('_uploadPart', { replies: [STORED] });
part('plain', 'call', (client) => client._uploadPart('a.txt', 'B4D9', 3, piece(client), {}));
part('options', 'headers of the whole', (client) =>
  client._uploadPart('a.txt', 'B4D9', 3, piece(client), {
    headers: { 'x-oss-server-side-encryption': 'AES256', 'x-oss-storage-class': 'IA', 'x-oss-a': 'b' },
    mime: 'text/x-mine',
  })
);
part('reply', 'without an ETag', { replies: [reply(200)] }, (client) =>
  client._uploadPart('a.txt', 'B4D9', 3, piece(client), {})
);
part('server errors', '403 with XML', { replies: [refusal(403, 'AccessDenied', 'No.')] }, (client) =>
  client._uploadPart('a.txt', 'B4D9', 3, piece(client), {})
);

const SIZE = 100 * 1024;
const PARTS = [reply(200, { ETag: '"P1"' }), reply(200, { ETag: '"P2"' })];
const checkpointOf = (file) => ({
  file,
  name: 'a.txt',
  fileSize: SIZE + 5,
  partSize: SIZE,
  uploadId: 'B4D9',
  doneParts: [],
});
const ENDED = MULTIPART.completeMultipartUpload.reply;
of('_resumeMultipart', { replies: [...PARTS, ENDED] })('checkpoint', 'from the beginning', (client) =>
  client._resumeMultipart(checkpointOf(Buffer.alloc(SIZE + 5, 'x')), { parallel: 1 })
);
of('_resumeMultipart', { replies: [...PARTS, ENDED] })('seams', 'another _uploadPart', async (client) => {
  const seen = [];
  client._uploadPart = async (name, id, number, { size }) => {
    seen.push([name, id, number, size]);
    return { res: { status: 200, headers: { etag: `"mine ${number}"` } } };
  };
  const result = await settle(() =>
    client._resumeMultipart(checkpointOf(Buffer.alloc(SIZE + 5, 'x')), { parallel: 1 })
  );
  return [seen, result];
});
const copying = { name: 'a.txt', copySize: SIZE + 5, partSize: SIZE, uploadId: 'B4D9', doneParts: [] };
of('_resumeMultipartCopy', { replies: [...PARTS, ENDED] })('checkpoint', 'from the beginning', (client) =>
  client._resumeMultipartCopy(
    structuredClone(copying),
    { sourceKey: 'b c', sourceBucketName: 'other-bucket', startOffset: 0, endOffset: SIZE + 5 },
    { parallel: 1, versionId: undefined }
  )
);

const REFUSED = JSON.stringify({ Code: 'NoPermission', Message: 'You are not allowed.', RequestId: 'R' });
const RESULTS = {
  'a Buffer': { status: 403, data: Buffer.from(REFUSED) },
  text: { status: 403, data: REFUSED },
  'no JSON': { status: 502, data: '<html>' },
  'JSON of null': { status: 500, data: 'null' },
};
const sts = (method) => define(`STS.${method}`, { bare: true, signatures: ['v1'], requests: false });
for (const [kind, result] of Object.entries(RESULTS)) {
  sts('_requestError')('results', kind, (it) => it.sts()._requestError(result));
}
for (const [kind, text] of Object.entries({
  plain: 'aZ-_.~',
  marks: "!'()*",
  Chinese: '中 +&=/',
  'a number': 5,
})) {
  sts('_escape')('texts', kind, (it) => it.sts()._escape(text));
}
sts('_getSignature')('arguments', 'in no order', (it) =>
  it.sts()._getSignature('post', { b: 'x y', a: '中*', C: 1 }, 'fake-secret')
);
