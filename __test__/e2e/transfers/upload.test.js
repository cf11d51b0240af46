'use strict';

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const fs = require('node:fs');
const { Readable } = require('node:stream');
const { test } = require('node:test');
const { rejects } = require('../rejects.js');
const { BUCKET, PART, bytesOf, world } = require('./world.js');

const here = world();
const bytes = bytesOf('upload', 4 * PART + 17);

test('a small file is one PUT, a larger one parts', async () => {
  const file = here.dir.write('page.html', bytes);
  const whole = await here.client.upload('whole', file, { meta: { uid: 1 } });
  assert.deepEqual(
    [whole.name, whole.bucket, whole.size, whole.parts, whole.resumed],
    ['whole', BUCKET, bytes.length, 1, 0]
  );
  assert.equal((await here.requests('PutObject')).length, 1);
  const parts = await here.client.upload('parts', file, { partSize: PART, meta: { uid: 2 } });
  assert.equal(parts.parts, 5);
  assert.match(parts.etag, /^"[0-9A-F]{32}-5"$/);
  assert.equal(parts.crc64, whole.crc64);
  assert.equal(parts.url, `http://${BUCKET}.oss-cn-hangzhou.aliyuncs.com/parts`);
  for (const [name, uid] of Object.entries({ whole: '1', parts: '2' })) {
    assert.ok((await here.content(name)).equals(bytes));
    const { meta, res } = await here.client.head(name);
    assert.deepEqual([meta.uid, res.headers['content-type']], [uid, 'text/html']);
  }
});

test('bytes and streams of every kind are uploaded, empty ones too', async () => {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
  };
  const sources = {
    buffer: () => bytes,
    view: () => new Uint8Array(bytes),
    memory: () => new Uint8Array(bytes).buffer,
    readable: () => Readable.from(pieces()),
    file: () => fs.createReadStream(here.dir.write('source', bytes)),
    web: () => Readable.toWeb(Readable.from(pieces())),
    blob: () => new Blob([bytes]),
    response: () => new Response(bytes),
    async *iterable() {
      yield* pieces();
    },
  };
  for (const [name, source] of Object.entries(sources)) {
    for (const partSize of [PART, 4 * PART, undefined]) {
      const result = await here.client.upload(name, source(), { partSize });
      assert.ok((await here.content(name)).equals(bytes), `${name}, ${partSize}`);
      assert.equal(result.parts, Math.ceil(bytes.length / (partSize ?? 1e9)), `${name}, ${partSize}`);
    }
  }
  const exact = await here.client.upload('exact', Readable.from([bytes.subarray(0, 2 * PART)]), {
    partSize: PART,
  });
  assert.deepEqual([exact.size, exact.parts], [2 * PART, 2]);
  for (const empty of [here.dir.write('empty', ''), Buffer.alloc(0), Readable.from([])]) {
    assert.equal((await here.client.upload('empty', empty)).size, 0);
    assert.equal((await here.content('empty')).length, 0);
  }
});

test('a stream of known length must keep it', async () => {
  const headers = { 'content-length': 3 * PART };
  for (const [length, message] of [
    [3 * PART - 1, /ended 1 bytes before/],
    [3 * PART + 1, /longer than its content length/],
  ]) {
    const stream = Readable.from([bytes.subarray(0, length)]);
    await assert.rejects(here.client.upload('short', stream, { partSize: PART, headers }), message);
  }
  assert.deepEqual(await here.uploads(), []);
});

test('a stream that breaks leaves nothing, and its error is the cause', async () => {
  const broken = new Error('the source broke');
  const source = Readable.from(
    (async function* () {
      yield bytes;
      throw broken;
    })()
  );
  await assert.rejects(here.client.upload('broken', source, { partSize: PART }), (error) => {
    assert.equal(error.cause, broken);
    return true;
  });
  assert.deepEqual(await here.uploads(), []);
  await rejects(here.client.head('broken'), { status: 404 });
});

test('parts that fail are repeated by themselves', async () => {
  const file = here.dir.write('file', bytes);
  const faults = [
    { type: 'reset', after: 1000 },
    { type: 'lose_reply' },
    { type: 'status', status: 503, code: 'ServiceUnavailable' },
    { type: 'flip', body: 'request', at: 7 },
    { type: 'wrong_crc' },
  ];
  for (const fault of faults) {
    await here.emulator.admin('DELETE', '/journal');
    await here.fault('UploadPart', fault);
    await here.client.upload('repeated', file, { partSize: PART, parallel: 1 });
    assert.ok((await here.content('repeated')).equals(bytes), fault.type);
    assert.equal((await here.requests('UploadPart')).length, 6, fault.type);
  }
});

test('a lost reply of the last step is found out', async () => {
  const file = here.dir.write('file', bytes);
  await here.fault('CompleteMultipartUpload', { type: 'lose_reply' });
  const { etag, size } = await here.client.upload('lost', file, { partSize: PART });
  assert.match(etag, /-5"$/);
  assert.equal(size, bytes.length);
  assert.ok((await here.content('lost')).equals(bytes));
});

test('what fails for good leaves no upload', async () => {
  const file = here.dir.write('file', bytes);
  await here.fault(
    'UploadPart',
    { type: 'status', status: 403, code: 'AccessDenied' },
    { path: '/*/denied' }
  );
  await rejects(here.client.upload('denied', file, { partSize: PART }), {
    status: 403,
    code: 'AccessDenied',
  });
  const complete = { type: 'status', status: 403, code: 'AccessDenied' };
  await here.fault('CompleteMultipartUpload', complete);
  await rejects(here.client.upload('denied', file, { partSize: PART }), { status: 403 });
  assert.deepEqual(await here.uploads(), []);
});

test('wrong checksums are errors', async () => {
  const file = here.dir.write('file', bytes);
  await here.fault('UploadPart', { type: 'flip', body: 'request', at: 7 }, { times: 99 });
  await rejects(here.client.upload('flipped', file, { partSize: PART }), { code: 'CrcMismatch' });
  assert.deepEqual(await here.uploads(), []);
  await here.emulator.clearFaults();
  await here.fault('CompleteMultipartUpload', { type: 'wrong_crc' });
  await rejects(here.client.upload('wrong', file, { partSize: PART }), { code: 'CrcMismatch' });
});

test('a file that changes meanwhile makes no object', async () => {
  const file = here.dir.write('file', bytes);
  let changed = false;
  const uploading = here.client.upload('changed', file, {
    partSize: PART,
    parallel: 1,
    onProgress({ transferred }) {
      if (transferred > PART && !changed) {
        changed = true;
        fs.writeFileSync(file, bytesOf('other', bytes.length));
      }
    },
  });
  await here.fault('UploadPart', { type: 'delay', milliseconds: 150 }, { times: 5 });
  await rejects(uploading, { name: 'SourceChangedError', code: 'SourceChanged' });
  assert.ok(changed);
  await rejects(here.client.head('changed'), { status: 404 });
  assert.deepEqual(await here.uploads(), []);
});

test('the signal stops it, closes its sockets and leaves nothing', async () => {
  const file = here.dir.write('file', bytes);
  await here.fault('UploadPart', { type: 'stall' }, { times: 5 });
  const controller = new AbortController();
  // A client of its own has no idle connections.
  const open = await here.newConnections();
  const uploading = here.make().upload('stopped', file, { partSize: PART, signal: controller.signal });
  const caught = assert.rejects(uploading, (error) => {
    assert.deepEqual([error.name, error.code, error.cause], ['AbortError', 'ABORT_ERR', 'enough']);
    return true;
  });
  // The last part is too short to be struck.
  while ((await open()) < 4);
  const start = Date.now();
  controller.abort('enough');
  // What is left is for giving the upload up.
  while ((await open()) > 2);
  assert.ok(Date.now() - start < 500, `closed after ${Date.now() - start} ms`);
  await caught;
  assert.deepEqual(await here.uploads(), []);
  const late = here.client.upload('late', file, { signal: controller.signal });
  await rejects(late, { name: 'AbortError' });
});

test('progress grows, ends with the whole, and runs in the context of the caller', async () => {
  const storage = new AsyncLocalStorage();
  const file = here.dir.write('file', bytes);
  await here.fault('UploadPart', { type: 'reset', after: 50_000 }, { times: 2 });
  const seen = [];
  await storage.run('caller', () =>
    here.client.upload('progress', file, {
      partSize: PART,
      parallel: 2,
      onProgress: (progress) => seen.push({ ...progress, store: storage.getStore() }),
    })
  );
  assert.ok(seen.every(({ store, total }) => store === 'caller' && total === bytes.length));
  assert.ok(seen.every(({ transferred }, i) => i === 0 || transferred >= seen[i - 1].transferred));
  assert.equal(seen.at(-1).transferred, bytes.length);
  const failing = here.client.upload('progress', file, {
    partSize: PART,
    onProgress() {
      throw new Error('of the caller');
    },
  });
  await assert.rejects(failing, /of the caller/);
  assert.deepEqual(await here.uploads(), []);
});

test('a token that expires on the way is refreshed once', async () => {
  const { OSS } = require('../../support/clients.js').ours;
  const { DEMO } = require('../../support/emulator.js');
  const sts = new OSS.STS({ ...DEMO.user, endpoint: here.emulator.origin });
  const token = async () => (await sts.assumeRole(DEMO.roleArn, '', 900, 'session')).credentials;
  const first = await token();
  let refreshes = 0;
  const client = here.make({
    accessKeyId: first.AccessKeyId,
    accessKeySecret: first.AccessKeySecret,
    stsToken: first.SecurityToken,
    refreshSTSTokenInterval: 1e9,
    async refreshSTSToken() {
      refreshes += 1;
      const { AccessKeyId, AccessKeySecret, SecurityToken } = await token();
      return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, stsToken: SecurityToken };
    },
  });
  await here.fault('UploadPart', { type: 'status', status: 403, code: 'SecurityTokenExpired' }, { times: 3 });
  const file = here.dir.write('file', bytes);
  await client.upload('token', file, { partSize: PART });
  assert.ok((await here.content('token')).equals(bytes));
  assert.ok(refreshes >= 1 && refreshes <= 3, `${refreshes}`);
});

test('arguments that cannot be are refused', async () => {
  const file = here.dir.write('file', bytes);
  const { client } = here;
  await assert.rejects(client.upload('a', 5), TypeError);
  await assert.rejects(client.upload('a', file, { partSize: 1024 }), /partSize must be from 102400/);
  await assert.rejects(client.upload('a', file, { partSize: 1.5 }), /partSize must be a whole number/);
  await assert.rejects(client.upload('a', file, { parallel: 0 }), /parallel must be a whole number/);
  await assert.rejects(client.upload('a', bytes, { checkpoint: true }), /only uploads of files/);
  await rejects(client.upload('a', here.dir.path('none')), { code: 'ENOENT' });
  await assert.rejects(client.upload('a', here.dir.root), /is not file/);
});

test('clients whose requests go over http of Node.js transfer the same', async () => {
  const client = here.make({ transport: 'node' });
  const file = here.dir.write('file', bytes);
  await here.fault('UploadPart', { type: 'reset', after: 1000 });
  const { parts } = await client.upload('node', file, { partSize: PART });
  assert.equal(parts, 5);
  await client.upload('stream', Readable.from([bytes]), { partSize: PART });
  await here.fault('GetObject', { type: 'truncate', after: 60_000 });
  for (const name of ['node', 'stream']) {
    const target = here.dir.path(name);
    await client.download(name, target, { partSize: PART });
    assert.ok(here.dir.read(name).equals(bytes), name);
  }
  const stub = here.make();
  stub.urllib = { request: () => assert.fail('it is not asked') };
  await assert.rejects(stub.upload('a', file), /transfers do not go through the urllib/);
});
