'use strict';

const assert = require('node:assert');
const { getEventListeners } = require('node:events');
const http = require('node:http');
const path = require('node:path');
const { PassThrough, Readable } = require('node:stream');
const { test } = require('node:test');
const OSS = require('../..');
const { tempDir } = require('../support/temp.js');
const { client, rejection } = require('./loopback');

/** The longest time from the signal to the closed socket, in milliseconds. */
const LIMIT = 100;
const BUCKET = 'my-bucket';
const LARGE = Buffer.alloc(300_000);
const first = (iterator) => iterator.next();

/** A call of every method that sends something, with these options. */
function calls(made, file) {
  const bucketCall =
    (name, ...more) =>
    (options) =>
      made[name](BUCKET, ...more, options);
  const objectCall =
    (name, ...more) =>
    (options) =>
      made[name]('a', ...more, options);
  const rule = { id: 'r', prefix: '', status: 'Enabled', expiration: { days: 1 } };
  const inventory = {
    id: 'i',
    isEnabled: true,
    frequency: 'Daily',
    includedObjectVersions: 'All',
    OSSBucketDestination: { format: 'CSV', accountId: '1', rolename: 'r', bucket: BUCKET },
  };
  const source = { sourceKey: 'b', sourceBucketName: BUCKET };
  return {
    request: (options) => made.request({ method: 'GET', bucket: BUCKET, object: 'a', ...options }),
    put: objectCall('put', LARGE),
    'put of a file': objectCall('put', file),
    'put of a stream': objectCall('put', Readable.from([LARGE, LARGE])),
    'put, told of its progress': (options) => made.put('a', LARGE, { ...options, onProgress: () => {} }),
    putStream: objectCall('putStream', new PassThrough()),
    append: objectCall('append', LARGE),
    get: objectCall('get'),
    'get into a file': objectCall('get', `${file}.got`),
    'get into a stream': objectCall('get', new PassThrough()),
    getStream: objectCall('getStream'),
    head: objectCall('head'),
    exists: objectCall('exists'),
    delete: objectCall('delete'),
    deleteMulti: (options) => made.deleteMulti(['a'], options),
    deletePrefix: objectCall('deletePrefix'),
    copy: objectCall('copy', 'b'),
    'copy from a bucket': objectCall('copy', 'b', 'other-bucket'),
    putMeta: objectCall('putMeta', { a: 1 }),
    getObjectMeta: objectCall('getObjectMeta'),
    getACL: objectCall('getACL'),
    putACL: objectCall('putACL', 'private'),
    getSymlink: objectCall('getSymlink'),
    putSymlink: objectCall('putSymlink', 'b'),
    getObjectTagging: objectCall('getObjectTagging'),
    putObjectTagging: objectCall('putObjectTagging', { a: '1' }),
    deleteObjectTagging: objectCall('deleteObjectTagging'),
    restore: objectCall('restore'),
    processObjectSave: objectCall('processObjectSave', 'b', 'image/resize,w_1', undefined),
    postAsyncFetch: objectCall('postAsyncFetch', 'http://example.com/a'),
    getAsyncFetch: objectCall('getAsyncFetch'),
    list: (options) => made.list({}, options),
    listV2: (options) => made.listV2({}, options),
    getBucketVersions: (options) => made.getBucketVersions({}, options),
    listObjectVersions: (options) => made.listObjectVersions({}, options),
    listAll: (options) => first(made.listAll({}, options)),
    listVersionsAll: (options) => first(made.listVersionsAll({}, options)),
    listUploadsAll: (options) => first(made.listUploadsAll({}, options)),
    listPartsAll: (options) => first(made.listPartsAll('a', 'id', {}, options)),
    initMultipartUpload: objectCall('initMultipartUpload'),
    abortMultipartUpload: objectCall('abortMultipartUpload', 'id'),
    uploadPart: objectCall('uploadPart', 'id', 1, LARGE, 0, LARGE.length),
    uploadPartCopy: objectCall('uploadPartCopy', 'id', 1, '0-9', source),
    completeMultipartUpload: objectCall('completeMultipartUpload', 'id', [{ number: 1, etag: 'e' }]),
    listParts: objectCall('listParts', 'id', {}),
    listUploads: (options) => made.listUploads({}, options),
    multipartUpload: objectCall('multipartUpload', LARGE),
    'multipartUpload of something small': objectCall('multipartUpload', Buffer.from('a')),
    multipartUploadCopy: objectCall('multipartUploadCopy', source),
    upload: objectCall('upload', LARGE),
    'upload of a stream': objectCall('upload', Readable.from([LARGE])),
    download: objectCall('download', `${file}.downloaded`),
    copyLarge: objectCall('copyLarge', 'b'),
    uploadDirectory: (options) => made.uploadDirectory(path.dirname(file), 'p/', options),
    downloadDirectory: (options) => made.downloadDirectory('p/', path.dirname(file), options),
    listBuckets: (options) => made.listBuckets({}, options),
    putBucket: bucketCall('putBucket'),
    deleteBucket: bucketCall('deleteBucket'),
    getBucketInfo: bucketCall('getBucketInfo'),
    getBucketLocation: bucketCall('getBucketLocation'),
    getBucketStat: bucketCall('getBucketStat'),
    getBucketACL: bucketCall('getBucketACL'),
    putBucketACL: bucketCall('putBucketACL', 'private'),
    getBucketCORS: bucketCall('getBucketCORS'),
    putBucketCORS: bucketCall('putBucketCORS', [{ allowedOrigin: '*', allowedMethod: 'GET' }]),
    deleteBucketCORS: bucketCall('deleteBucketCORS'),
    getBucketEncryption: bucketCall('getBucketEncryption'),
    putBucketEncryption: (options) =>
      made.putBucketEncryption(BUCKET, { SSEAlgorithm: 'AES256', ...options }),
    deleteBucketEncryption: bucketCall('deleteBucketEncryption'),
    getBucketInventory: bucketCall('getBucketInventory', 'i'),
    putBucketInventory: bucketCall('putBucketInventory', inventory),
    listBucketInventory: bucketCall('listBucketInventory'),
    deleteBucketInventory: bucketCall('deleteBucketInventory', 'i'),
    getBucketLifecycle: bucketCall('getBucketLifecycle'),
    putBucketLifecycle: bucketCall('putBucketLifecycle', [rule]),
    deleteBucketLifecycle: bucketCall('deleteBucketLifecycle'),
    getBucketLogging: bucketCall('getBucketLogging'),
    putBucketLogging: bucketCall('putBucketLogging', 'p'),
    deleteBucketLogging: bucketCall('deleteBucketLogging'),
    getBucketPolicy: bucketCall('getBucketPolicy'),
    putBucketPolicy: bucketCall('putBucketPolicy', { Version: '1', Statement: [] }),
    deleteBucketPolicy: bucketCall('deleteBucketPolicy'),
    getBucketReferer: bucketCall('getBucketReferer'),
    putBucketReferer: bucketCall('putBucketReferer', true, []),
    deleteBucketReferer: bucketCall('deleteBucketReferer'),
    getBucketRequestPayment: bucketCall('getBucketRequestPayment'),
    putBucketRequestPayment: bucketCall('putBucketRequestPayment', 'Requester'),
    getBucketTags: bucketCall('getBucketTags'),
    putBucketTags: bucketCall('putBucketTags', { a: '1' }),
    deleteBucketTags: bucketCall('deleteBucketTags'),
    getBucketVersioning: bucketCall('getBucketVersioning'),
    putBucketVersioning: bucketCall('putBucketVersioning', 'Enabled'),
    getBucketWebsite: bucketCall('getBucketWebsite'),
    putBucketWebsite: bucketCall('putBucketWebsite', { index: 'index.html' }),
    deleteBucketWebsite: bucketCall('deleteBucketWebsite'),
    initiateBucketWorm: bucketCall('initiateBucketWorm', '1'),
    abortBucketWorm: bucketCall('abortBucketWorm'),
    completeBucketWorm: bucketCall('completeBucketWorm', 'w'),
    extendBucketWorm: bucketCall('extendBucketWorm', 'w', '2'),
    getBucketWorm: bucketCall('getBucketWorm'),
    putChannel: objectCall('putChannel', { Description: 'a', Status: 'enabled' }),
    getChannel: objectCall('getChannel'),
    deleteChannel: objectCall('deleteChannel'),
    putChannelStatus: objectCall('putChannelStatus', 'disabled'),
    getChannelStatus: objectCall('getChannelStatus'),
    getChannelHistory: objectCall('getChannelHistory'),
    listChannels: (options) => made.listChannels({}, options),
    createVod: objectCall('createVod', 'v', { startTime: 1, endTime: 2 }),
  };
}

/** What comes of a promise, if something does. */
async function ended(promise, message) {
  let timer;
  const never = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), 5000);
  });
  try {
    return await Promise.race([promise, never]);
  } finally {
    clearTimeout(timer);
  }
}

/** Methods that send nothing. */
const SILENT = [
  'asyncSignatureUrl',
  'authorization',
  'authorizationV4',
  'calculatePostSignature',
  // Gives uploads up by itself.
  'cancel',
  'checkBrowserAndVersion',
  'close',
  'generateObjectUrl',
  'getBucket',
  'getObjectUrl',
  'getRtmpUrl',
  'isCancel',
  'parseXML',
  'presign',
  'requestError',
  'resetCancelFlag',
  'setBucket',
  'setSLDEnabled',
  'signPostObjectPolicyV4',
  'signature',
  'signatureUrl',
  'signatureUrlV4',
  'stats',
  'useBucket',
];

/** A server that takes requests and answers one key only, when it is told to. */
async function silentServer(t) {
  const arrivals = [];
  const waiting = [];
  let answerOther;
  const server = http.createServer((request, response) => {
    // Who does not read does not see the end either.
    request.resume().on('error', () => {});
    if (request.url.startsWith('/other')) {
      answerOther = () => response.end('answered');
      return;
    }
    const arrival = { closed: new Promise((resolve) => request.socket.once('close', resolve)) };
    const next = waiting.shift();
    if (next) next(arrival);
    else arrivals.push(arrival);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    arrival: () => (arrivals.length > 0 ? arrivals.shift() : new Promise((resolve) => waiting.push(resolve))),
    answerOther: () => answerOther(),
  };
}

test('every method that sends is given up by its signal within 100 ms, and no other call is', async (t) => {
  const server = await silentServer(t);
  const dir = tempDir();
  t.after(() => dir.remove());
  const made = client({ endpoint: server.endpoint });
  const table = calls(made, dir.write('content', LARGE));
  const sending = Object.keys(table).filter((name) => /^\w+$/.test(name));
  const methods = Object.keys(OSS.prototype).filter((name) => !name.startsWith('_'));
  assert.deepStrictEqual([...sending, ...SILENT].sort(), methods.sort(), 'the table has every method');

  const other = made.get('other');
  let slowest = 0;
  for (const [name, call] of Object.entries(table)) {
    const stop = new AbortController();
    const reason = new Error('not wanted any more');
    const settled = rejection(call({ signal: stop.signal }));
    const arrival = await Promise.race([
      server.arrival(),
      settled.then((error) => {
        throw new Error(`${name} failed before it was sent: ${error.stack}`);
      }),
    ]);
    const start = performance.now();
    stop.abort(reason);
    const error = await ended(settled, `${name} does not heed its signal`);
    await ended(arrival.closed, `${name} leaves its socket open`);
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    // Uploads in parts tell which part it was.
    assert.deepStrictEqual([error.name, error.code], ['AbortError', 'ABORT_ERR'], name);
    assert.strictEqual(error.cause, reason, name);
    assert.ok(took <= LIMIT, `${name}: the socket was open for ${took} ms`);
    assert.deepStrictEqual(getEventListeners(stop.signal, 'abort'), [], name);
  }
  t.diagnostic(`${Object.keys(table).length} calls, the slowest ended within ${slowest.toFixed(1)} ms`);
  server.answerOther();
  assert.strictEqual(String((await other).content), 'answered');
});

test('a signal that has spoken keeps every method from sending', async (t) => {
  const server = await silentServer(t);
  const dir = tempDir();
  t.after(() => dir.remove());
  const made = client({ endpoint: server.endpoint });
  const reason = new Error('never wanted');
  for (const [name, call] of Object.entries(calls(made, dir.write('content', LARGE)))) {
    const error = await rejection(call({ signal: AbortSignal.abort(reason) }));
    assert.deepStrictEqual([error.name, error.cause], ['AbortError', reason], name);
  }
  const silence = await Promise.race([server.arrival(), new Promise((resolve) => setImmediate(resolve))]);
  assert.strictEqual(silence, undefined);
});

test('a signal that is never used keeps no listener', async (t) => {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { etag: '"e"' }).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const dir = tempDir();
  t.after(() => dir.remove());
  const made = client({ endpoint: `http://127.0.0.1:${server.address().port}` });
  for (const [name, call] of Object.entries(calls(made, dir.write('content', LARGE)))) {
    if (name === 'putStream') continue;
    const { signal } = new AbortController();
    // Some do not like an answer that says nothing; that is no matter here.
    const result = await call({ signal }).catch(() => undefined);
    if (name === 'getStream') await result.stream.resume().toArray();
    assert.deepStrictEqual(getEventListeners(signal, 'abort'), [], name);
  }
});
