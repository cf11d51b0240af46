'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { theirs } = require('../../support/clients.js');
const { rejects } = require('../rejects.js');
const { PART, bytesOf, world } = require('./world.js');

const here = world();
const bytes = bytesOf('checkpoint', 4 * PART + 17);
const DENIED = { type: 'status', status: 403, code: 'AccessDenied' };

/** Lets the tests see progress after each part. */
const slowly = (operation) =>
  here.fault(operation, { type: 'delay', milliseconds: 120 }, { times: 99, path: '/*/slow*' });

const checkpoints = () => here.dir.list().filter((name) => name.endsWith('.oss-checkpoint'));

async function failedUpload(file, options = {}) {
  await slowly('UploadPart');
  const fault = { path: '/*/slow', times: 99 };
  let sent = false;
  const failing = here.client.upload('slow', file, {
    partSize: PART,
    parallel: 1,
    checkpoint: true,
    ...options,
    onProgress({ transferred }) {
      if (transferred >= 2 * PART && !sent) {
        sent = true;
        here.emulator.clearFaults().then(() => here.fault('UploadPart', DENIED, fault));
      }
    },
  });
  await rejects(failing, { status: 403 });
  await here.emulator.clearFaults();
  await here.emulator.admin('DELETE', '/journal');
}

async function failedDownload(file, options = {}) {
  await slowly('GetObject');
  let sent = false;
  const failing = here.client.download('slow', file, {
    partSize: PART,
    parallel: 1,
    checkpoint: true,
    ...options,
    onProgress({ transferred }) {
      if (transferred >= 2 * PART && !sent) {
        sent = true;
        here.emulator.clearFaults().then(() => here.fault('GetObject', DENIED, { times: 99 }));
      }
    },
  });
  await rejects(failing, { status: 403 });
  await here.emulator.clearFaults();
  await here.emulator.admin('DELETE', '/journal');
}

test('an upload goes on with the parts that are missing', async () => {
  const file = here.dir.write('file', bytes);
  await failedUpload(file);
  assert.equal(checkpoints().length, 1);
  assert.equal((await here.uploads()).length, 1);
  const kept = JSON.parse(fs.readFileSync(here.dir.path(checkpoints()[0])));
  assert.deepEqual(
    [kept.version, kept.name, kept.file, kept.fileSize, kept.partSize],
    [1, 'slow', file, bytes.length, PART]
  );
  const result = await here.client.upload('slow', file, { partSize: PART, checkpoint: true });
  assert.ok(result.resumed >= 2 * PART, `${result.resumed}`);
  const sent = (await here.requests('UploadPart')).reduce((sum, { body_bytes: size }) => sum + size, 0);
  assert.equal(sent, bytes.length - result.resumed);
  assert.ok((await here.content('slow')).equals(bytes));
  assert.deepEqual([await here.uploads(), here.dir.list()], [[], ['file']]);
});

test('an upload whose file has changed begins anew', async () => {
  const file = here.dir.write('file', bytes);
  await failedUpload(file);
  const other = bytesOf('changed', bytes.length);
  fs.writeFileSync(file, other);
  const result = await here.client.upload('slow', file, { partSize: PART, checkpoint: true });
  assert.equal(result.resumed, 0);
  assert.ok((await here.content('slow')).equals(other));
  assert.deepEqual([await here.uploads(), here.dir.list()], [[], ['file']]);
});

test('an upload that is gone begins anew', async () => {
  const file = here.dir.write('file', bytes);
  await failedUpload(file);
  const [{ uploadId }] = await here.uploads();
  await here.client.abortMultipartUpload('slow', uploadId);
  await here.client.upload('slow', file, { partSize: PART, checkpoint: true });
  assert.ok((await here.content('slow')).equals(bytes));
  assert.deepEqual([await here.uploads(), here.dir.list()], [[], ['file']]);
});

test('an upload that was completed before its checkpoint was removed is found', async () => {
  const file = here.dir.write('file', bytes);
  await failedUpload(file);
  const [name] = checkpoints();
  const old = here.dir.read(name);
  await here.client.upload('slow', file, { partSize: PART, checkpoint: true });
  const record = JSON.parse(old);
  // All parts done, as the file stood when the process was killed between the last reply and the removal.
  const { crc64 } = require('./crc64.js');
  record.doneParts = Array.from({ length: 5 }, (_, i) => ({
    number: i + 1,
    etag: `"${i}"`,
    crc64: crc64(bytes.subarray(i * PART, (i + 1) * PART)),
  }));
  here.dir.write(name, JSON.stringify(record));
  await here.emulator.admin('DELETE', '/journal');
  const result = await here.client.upload('slow', file, { partSize: PART, checkpoint: true });
  assert.deepEqual([result.size, result.resumed], [bytes.length, bytes.length]);
  assert.deepEqual([await here.requests('UploadPart'), here.dir.list()], [[], ['file']]);
});

test('a checkpoint object of ali-oss is gone on with', async () => {
  const file = here.dir.write('file', bytes);
  const common = { ...require('../../support/emulator.js').DEMO.user, region: 'oss-cn-hangzhou' };
  const old = theirs.reach(
    here.emulator.port,
    (way) => new theirs.OSS({ ...common, bucket: 'transfer-bucket', timeout: 20_000, ...way })
  );
  let checkpoint;
  const stopped = old.multipartUpload('object', file, {
    partSize: PART,
    parallel: 1,
    progress(fraction, given) {
      checkpoint = given;
      if (fraction >= 0.4) throw new Error('stopped');
    },
  });
  await assert.rejects(stopped, /stopped/);
  const given = JSON.parse(JSON.stringify(checkpoint));
  const done = given.doneParts.length;
  assert.ok(done > 0 && done < 5, `${done}`);
  const changed = here.dir.write('shorter', bytes.subarray(1));
  await rejects(here.client.upload('object', changed, { checkpoint: given }), { code: 'SourceChanged' });
  await assert.rejects(here.client.upload('other', file, { checkpoint: given }), /is not of other/);
  const result = await here.client.upload('object', file, { checkpoint: given });
  assert.deepEqual([result.parts, result.resumed], [5, done * PART]);
  assert.ok((await here.content('object')).equals(bytes));
  require('../../support/clients.js').closeAgents();
});

test('a download goes on with the parts that are missing', async () => {
  await here.client.put('slow', bytes);
  const file = here.dir.write('file', 'old');
  await failedDownload(file);
  assert.equal(checkpoints().length, 1);
  assert.equal(String(here.dir.read('file')), 'old');
  const result = await here.client.download('slow', file, { partSize: PART, checkpoint: true });
  assert.ok(result.resumed >= 2 * PART, `${result.resumed}`);
  assert.equal((await here.requests('GetObject')).length, 5 - result.resumed / PART);
  assert.ok(here.dir.read('file').equals(bytes));
  assert.deepEqual(here.dir.list(), ['file']);
});

test('a download whose object has changed begins anew', async () => {
  await here.client.put('slow', bytes);
  const file = here.dir.path('file');
  await failedDownload(file);
  const other = bytesOf('changed', bytes.length);
  await here.client.put('slow', other);
  const result = await here.client.download('slow', file, { partSize: PART, checkpoint: true });
  assert.equal(result.resumed, 0);
  assert.ok(here.dir.read('file').equals(other));
  assert.deepEqual(here.dir.list(), ['file']);
});

test('parts that the disk has lost are fetched again', async () => {
  await here.client.put('slow', bytes);
  const file = here.dir.path('file');
  await failedDownload(file);
  const [temporary] = here.dir.list().filter((name) => name.endsWith('.part'));
  const damaged = here.dir.read(temporary);
  damaged[10] ^= 1;
  here.dir.write(temporary, damaged);
  await here.client.download('slow', file, { partSize: PART, checkpoint: true });
  assert.ok(here.dir.read('file').equals(bytes));
  assert.deepEqual(here.dir.list(), ['file']);
});

test('a checkpoint is in the file or the folder that its caller names, and no other file is touched', async () => {
  const file = here.dir.write('file', bytes);
  fs.mkdirSync(here.dir.path('kept'));
  await failedUpload(file, { checkpoint: here.dir.path('kept') });
  const [name] = fs.readdirSync(here.dir.path('kept'));
  assert.match(name, /^file\.[0-9a-f]{16}\.oss-checkpoint$/);
  const checkpoint = here.dir.path('kept', name);
  await assert.rejects(
    here.client.upload('other', file, { checkpoint }),
    /is the checkpoint of another transfer/
  );
  await assert.rejects(
    here.client.upload('slow', file, { checkpoint: file }),
    /is not a checkpoint of a transfer/
  );
  assert.ok(here.dir.read('file').equals(bytes));
  fs.writeFileSync(checkpoint, fs.readFileSync(checkpoint, 'utf8').replace('"version":1', '"version":2'));
  await assert.rejects(here.client.upload('slow', file, { checkpoint }), /of version 2, not 1/);
});

test('copies go on as well', async () => {
  await here.client.put('source', bytes);
  const checkpoint = here.dir.path('copy');
  await here.fault('UploadPartCopy', { type: 'delay', milliseconds: 1 }, { times: 1 });
  await here.fault('UploadPartCopy', { type: 'delay', milliseconds: 1 }, { times: 1 });
  await here.fault('UploadPartCopy', DENIED, { times: 1, path: '/*/copied' });
  const options = { partSize: PART, parallel: 1, checkpoint };
  await rejects(here.client.copyLarge('copied', 'source', options), { status: 403 });
  const result = await here.client.copyLarge('copied', 'source', options);
  assert.deepEqual([result.size, result.parts], [bytes.length, 5]);
  assert.ok((await here.content('copied')).equals(bytes));
  assert.deepEqual(here.dir.list(), []);
});
