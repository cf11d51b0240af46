'use strict';

const assert = require('node:assert');
const { AsyncLocalStorage } = require('node:async_hooks');
const { getEventListeners, once } = require('node:events');
const fs = require('node:fs');
const { PassThrough, Readable } = require('node:stream');
const { test } = require('node:test');
const { tempDir } = require('../support/temp.js');
const { client, rejection, serve } = require('./loopback');

const MIB = 1024 * 1024;
const CONTENT = Buffer.alloc(3 * MIB, 'progress');

const answer = (request, response) =>
  request.method === 'GET'
    ? response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT)
    : response.writeHead(200, { etag: '"x"' }).end();

/** What every call must tell: more and more, and at the end all. */
function checkReports(reports, total, name) {
  assert.ok(reports.length > 0, name);
  const counts = reports.map(({ transferred }) => transferred);
  assert.deepStrictEqual(
    counts,
    [...counts].sort((a, b) => a - b),
    name
  );
  assert.deepStrictEqual([counts.at(-1), reports.at(-1).total], [total, total], name);
  for (const { rate } of reports) assert.ok(Number.isInteger(rate) && rate >= 0, `${name}: ${rate}`);
}

test('every kind of body tells how far it has come, in the context of its call', async (t) => {
  const { endpoint } = await serve(t, answer);
  const made = client({ endpoint });
  const dir = tempDir();
  t.after(() => dir.remove());
  const file = dir.write('content', CONTENT);
  const calls = {
    'put of a Buffer': (options) => made.put('a', CONTENT, options),
    'put of a file': (options) => made.put('a', file, options),
    'put of a stream': (options) => made.put('a', Readable.from([CONTENT, CONTENT]), options),
    'put of a Blob': (options) => made.putStream('a', new Blob([CONTENT]), options),
    append: (options) => made.append('a', CONTENT, options),
    'part of a Buffer': (options) => made.uploadPart('a', 'id', 1, CONTENT, 0, MIB, options),
    'part of a file': (options) => made.uploadPart('a', 'id', 1, file, MIB, 3 * MIB, options),
    'get of a Buffer': (options) => made.get('a', options),
    'get into a file': (options) => made.get('a', `${file}.copy`, options),
    'get into a stream': (options) => made.get('a', new PassThrough().resume(), options),
    getStream: async (options) => (await made.getStream('a', options)).stream.toArray(),
  };
  const totals = { 'put of a stream': 6 * MIB, 'part of a Buffer': MIB, 'part of a file': 2 * MIB };
  const context = new AsyncLocalStorage();
  for (const [name, call] of Object.entries(calls)) {
    const reports = [];
    const { signal } = new AbortController();
    const onProgress = (report) => {
      assert.strictEqual(context.getStore(), name);
      reports.push(report);
    };
    await context.run(name, () => call({ onProgress, signal }));
    checkReports(reports, totals[name] ?? CONTENT.length, name);
    assert.deepStrictEqual(getEventListeners(signal, 'abort'), [], name);
  }
  assert.ok(fs.readFileSync(`${file}.copy`).equals(CONTENT));
});

test('the total of a stream is known at its end, and an empty body is told of once', async (t) => {
  const { endpoint } = await serve(t, answer);
  const made = client({ endpoint });
  const reports = [];
  const onProgress = ({ transferred, total }) => reports.push([transferred, total]);
  await made.put('a', Buffer.alloc(0), { onProgress });
  await made.putStream('a', Readable.from([]), { onProgress });
  assert.deepStrictEqual(reports, [
    [0, 0],
    [0, 0],
  ]);
});

test('a slow body is told of while it flows, no more than ten times a second', async (t) => {
  const { endpoint } = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-length': 40_000 });
    let left = 40;
    const timer = setInterval(() => {
      response.write(Buffer.alloc(1000));
      left -= 1;
      if (left === 0) clearInterval(timer);
    }, 10);
  });
  const reports = [];
  const start = performance.now();
  await client({ endpoint }).get('a', { onProgress: (report) => reports.push(report) });
  const seconds = (performance.now() - start) / 1000;
  checkReports(reports, 40_000, 'get');
  assert.ok(reports.length >= 3 && reports.length <= seconds * 10 + 1, `${reports.length} in ${seconds} s`);
  assert.strictEqual(reports[0].total, 40_000);
  // 100 KB/s, whatever the timers of the server make of it.
  assert.ok(reports[1].rate > 10_000 && reports[1].rate < 400_000, `${reports[1].rate}`);
});

test('parts add up to their upload, and an upload that goes on begins where it was', async (t) => {
  const { endpoint } = await serve(t, ({ method, url }, response) => {
    const begun = method === 'POST' && url.includes('uploads');
    const body = begun ? '<R><UploadId>id</UploadId></R>' : '<R><ETag>"e"</ETag></R>';
    response.writeHead(200, { etag: '"x"' }).end(method === 'PUT' ? '' : body);
  });
  const made = client({ endpoint });
  const reports = [];
  const options = { onProgress: (report) => reports.push(report), partSize: MIB, parallel: 2 };
  await made.multipartUpload('a', CONTENT, options);
  checkReports(reports, CONTENT.length, 'parts');
  const checkpoint = {
    file: CONTENT,
    name: 'a',
    fileSize: CONTENT.length,
    partSize: MIB,
    uploadId: 'id',
    doneParts: [
      { number: 1, etag: '"x"' },
      { number: 3, etag: '"x"' },
    ],
  };
  reports.length = 0;
  await made.multipartUpload('a', CONTENT, { ...options, checkpoint });
  checkReports(reports, CONTENT.length, 'rest');
  assert.ok(reports[0].transferred > 2 * MIB);
});

test('what onProgress throws gives the call up', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => {
    const timer = setInterval(() => response.write('more'), 10);
    response.on('close', () => clearInterval(timer));
  });
  const made = client({ endpoint });
  const reason = new Error('enough');
  const onProgress = () => {
    throw reason;
  };
  for (const call of [
    () => made.get('a', { onProgress }),
    async () => (await made.getStream('a', { onProgress })).stream.resume().toArray(),
  ]) {
    const settled = rejection(call());
    while (requests.length === 0) await new Promise(setImmediate);
    const { socket } = requests.pop();
    const closed = once(socket, 'close');
    const error = await settled;
    assert.deepStrictEqual([error.name, error.cause], ['AbortError', reason]);
    await closed;
  }
});

test('what is no function is refused before anything is sent', async (t) => {
  const { endpoint, requests } = await serve(t, answer);
  const error = await rejection(client({ endpoint }).put('a', CONTENT, { onProgress: 'yes' }));
  assert.strictEqual(error.message, 'onProgress must be a function, not string');
  assert.strictEqual(requests.length, 0);
});
