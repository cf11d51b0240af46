'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { PassThrough } = require('node:stream');
const { test } = require('node:test');
const { startRecorder } = require('../../support/recorder.js');
const { ours, setUp, theirs } = require('./both.js');

const { dir, client } = setUp('fixes-files');
const MINE = 'what the user had';

test('F6: what was read is what was stored', async (t) => {
  const headers = { 'x-oss-hash-crc64ecma': '1', 'x-oss-request-id': 'R' };
  const recorder = await startRecorder([{ status: 200, headers, body: 'hello' }]);
  t.after(() => recorder.close());
  const at = (library) => client(library, {}, recorder.port);
  assert.equal(String((await at(theirs).get('a')).content), 'hello');
  await assert.rejects(at(ours).get('a'), { name: 'CrcMismatchError', requestId: 'R' });
});

test('F8: a download that fails leaves the file of the user alone', async () => {
  const lost = dir.write('lost', MINE);
  await assert.rejects(client(theirs).get('missing', lost), { status: 404 });
  assert.ok(!fs.existsSync(lost), 'ali-oss removes it');

  const kept = dir.write('kept', MINE);
  await assert.rejects(client(ours).get('missing', kept), {
    code: 'NoSuchKey',
    message: 'The specified key does not exist.',
  });
  assert.equal(fs.readFileSync(kept, 'utf8'), MINE);
});

test('F8: a download that ends well keeps the mode of the file, and what links to it', async () => {
  const mine = client(ours);
  await mine.put('a', Buffer.from('new'));
  const file = dir.write('private', MINE);
  fs.chmodSync(file, 0o600);
  const link = dir.path('link');
  fs.symlinkSync(file, link);
  await mine.get('a', link);
  assert.equal(fs.readFileSync(file, 'utf8'), 'new');
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.ok(fs.lstatSync(link).isSymbolicLink());
  assert.deepEqual(
    dir.list().filter((name) => name.endsWith('.part')),
    []
  );
});

test('F8: the body of an error does not reach the stream of the caller', async () => {
  const [filled, empty] = [new PassThrough(), new PassThrough()];
  await assert.rejects(client(theirs).get('missing', filled), { message: 'Object not exists' });
  assert.match(String(filled.read()), /<Code>NoSuchKey<\/Code>/);
  await assert.rejects(client(ours).get('missing', empty), { message: 'The specified key does not exist.' });
  assert.equal(empty.read(), null);
});
