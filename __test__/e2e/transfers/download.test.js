'use strict';

const assert = require('node:assert/strict');
const { execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const { test } = require('node:test');
const { rejects } = require('../rejects.js');
const { PART, bytesOf, world } = require('./world.js');

const here = world();
const bytes = bytesOf('download', 4 * PART + 17);

test('a small object is one GET, a larger one ranges', async () => {
  await here.client.put('object', bytes);
  const file = here.dir.path('file');
  const whole = await here.client.download('object', file);
  assert.deepEqual([whole.path, whole.size, whole.parts, whole.resumed], [file, bytes.length, 1, 0]);
  assert.ok(here.dir.read('file').equals(bytes));
  assert.equal((await here.requests('GetObject')).length, 1);
  const ranges = await here.client.download('object', file, { partSize: PART });
  assert.deepEqual([ranges.parts, ranges.crc64], [5, whole.crc64]);
  assert.ok(here.dir.read('file').equals(bytes));
  assert.equal((await here.requests('GetObject')).length, 6);
  await here.client.put('empty', Buffer.alloc(0));
  assert.equal((await here.client.download('empty', file, { partSize: PART })).size, 0);
  assert.deepEqual([here.dir.read('file').length, here.dir.list()], [0, ['file']]);
});

test('a version, and an object that was uploaded in parts', async () => {
  await here.client.putBucketVersioning('transfer-bucket', 'Enabled');
  const { versionId } = await here.client.upload('object', here.dir.write('source', bytes), {
    partSize: PART,
  });
  await here.client.put('object', Buffer.from('newer'));
  const file = here.dir.path('file');
  const result = await here.client.download('object', file, { versionId, partSize: PART });
  assert.equal(result.versionId, versionId);
  assert.ok(here.dir.read('file').equals(bytes));
});

test('a range whose connection breaks goes on where it broke', async () => {
  await here.client.put('object', bytes);
  const breaks = [
    { type: 'truncate', after: 60_000 },
    { type: 'truncate', after: 70_000, end: 'reset' },
    { type: 'truncate', after: 10, end: 'length' },
    { type: 'reset' },
    { type: 'status', status: 503, code: 'ServiceUnavailable' },
  ];
  for (const action of breaks) {
    await here.fault('GetObject', action);
    await here.client.download('object', here.dir.path('file'), { partSize: PART });
    assert.ok(here.dir.read('file').equals(bytes), JSON.stringify(action));
  }
  const sent = (await here.requests('GetObject')).map(({ head_base64 }) =>
    String(Buffer.from(head_base64, 'base64'))
  );
  assert.ok(sent.every((head) => /^range: bytes=/im.test(head)));
  assert.ok(sent.filter((head) => /^if-match: "/im.test(head)).length >= 16);
});

test('a download that fails leaves the file as it was, and nothing beside it', async () => {
  await here.client.put('object', bytes);
  const file = here.dir.write('file', 'old');
  await rejects(here.client.download('none', file), { status: 404, code: 'NoSuchKey' });
  await here.fault('GetObject', { type: 'flip', at: 500 });
  await rejects(here.client.download('object', file, { partSize: PART }), { code: 'CrcMismatch' });
  const denied = { type: 'status', status: 403, code: 'AccessDenied' };
  await here.fault('GetObject', { type: 'delay', milliseconds: 1 });
  await here.fault('GetObject', denied);
  await rejects(here.client.download('object', file, { partSize: PART, parallel: 1 }), { status: 403 });
  assert.deepEqual([String(here.dir.read('file')), here.dir.list()], ['old', ['file']]);
});

test('an object that changes meanwhile is not mixed', async () => {
  await here.client.put('object', bytes);
  const file = here.dir.write('file', 'old');
  await here.fault('GetObject', { type: 'delay', milliseconds: 200 }, { times: 9 });
  let changing;
  const downloading = here.client.download('object', file, {
    partSize: PART,
    parallel: 1,
    onProgress({ transferred }) {
      if (transferred > 0) changing ??= here.client.put('object', bytesOf('other', bytes.length));
    },
  });
  await rejects(downloading, { status: 412, code: 'PreconditionFailed' });
  await changing;
  assert.deepEqual([String(here.dir.read('file')), here.dir.list()], ['old', ['file']]);
});

test('mode and links stay, devices and FIFOs are written', async () => {
  await here.client.put('object', bytes);
  const file = here.dir.write('file', 'old');
  fs.chmodSync(file, 0o640);
  fs.symlinkSync('file', here.dir.path('link'));
  await here.client.download('object', here.dir.path('link'), { partSize: PART });
  assert.ok(fs.lstatSync(here.dir.path('link')).isSymbolicLink());
  assert.equal(fs.statSync(file).mode & 0o777, 0o640);
  assert.ok(here.dir.read('file').equals(bytes));
  await here.client.download('object', '/dev/null', { partSize: PART });
  const fifo = here.dir.path('fifo');
  execFileSync('mkfifo', [fifo]);
  const reader = spawn('cat', [fifo], { stdio: ['ignore', 'pipe', 'inherit'] });
  const reading = reader.stdout.toArray();
  const closed = once(reader, 'close');
  await here.client.download('object', fifo, { partSize: PART });
  await closed;
  assert.ok(Buffer.concat(await reading).equals(bytes));
  await rejects(here.client.download('object', here.dir.root), { code: 'EISDIR' });
  await rejects(here.client.download('object', here.dir.path('none', 'file')), { code: 'ENOENT' });
});

test('the signal stops it and leaves nothing', async () => {
  await here.client.put('object', bytes);
  await here.fault('GetObject', { type: 'stall', after: 1000 }, { times: 9 });
  const controller = new AbortController();
  const file = here.dir.write('file', 'old');
  // A client of its own has no idle connections.
  const open = await here.newConnections();
  const downloading = here.make().download('object', file, { partSize: PART, signal: controller.signal });
  const caught = rejects(downloading, { name: 'AbortError', code: 'ABORT_ERR' });
  while ((await open()) < 4);
  const start = Date.now();
  controller.abort();
  await caught;
  while ((await open()) > 1);
  assert.ok(Date.now() - start < 500, `closed after ${Date.now() - start} ms`);
  assert.deepEqual([String(here.dir.read('file')), here.dir.list()], ['old', ['file']]);
});

test('progress grows and ends with the whole', async () => {
  await here.client.put('object', bytes);
  await here.fault('GetObject', { type: 'truncate', after: 60_000 }, { times: 2 });
  const seen = [];
  await here.client.download('object', here.dir.path('file'), {
    partSize: PART,
    onProgress: ({ transferred, total }) => seen.push([transferred, total]),
  });
  assert.ok(seen.every(([transferred], i) => i === 0 || transferred >= seen[i - 1][0]));
  assert.deepEqual(seen.at(-1), [bytes.length, bytes.length]);
});
