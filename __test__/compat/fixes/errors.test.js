'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { ours, setUp, theirs } = require('./both.js');

const { client } = setUp('fixes-errors');
const PART = 100 * 1024;
const BYTES = Buffer.alloc(3 * PART, 'x');

/** What an upload rejects with that is cancelled after its first part. */
async function cancelled(library) {
  const uploader = client(library);
  const progress = (done) => {
    if (done > 0) uploader.cancel();
  };
  return uploader.multipartUpload('a', BYTES, { parallel: 1, partSize: PART, progress }).then(
    () => assert.fail('the upload was not cancelled'),
    (error) => error
  );
}

test('F9: what an upload rejects with is an Error', async () => {
  const [plain, error] = [await cancelled(theirs), await cancelled(ours)];
  assert.ok(!(plain instanceof Error));
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.status], [plain.name, plain.status]);
  assert.match(error.stack, /^cancel: the upload was cancelled\n\s+at /);
});

test('F9: one call can be given up, and the others go on', async () => {
  const both = client(ours);
  const stop = new AbortController();
  const given = both.multipartUpload('b', BYTES, { partSize: PART, signal: stop.signal });
  stop.abort();
  const [up, other] = await Promise.allSettled([given, both.multipartUpload('c', BYTES, { partSize: PART })]);
  assert.deepEqual([up.status, up.reason?.name, other.status], ['rejected', 'AbortError', 'fulfilled']);
});

/** Keys that the service does not know. */
const STRANGER = {
  accessKeyId: 'LTAI5tFakeStranger000001',
  accessKeySecret: 'FakeSecretOfAStranger0000000001',
};

const CALLS = {
  getBucketPolicy: (stranger) => stranger.getBucketPolicy('fixes-errors'),
  putBucketVersioning: (stranger) => stranger.putBucketVersioning('fixes-errors', 'Enabled'),
  abortBucketWorm: (stranger) => stranger.abortBucketWorm('fixes-errors'),
  completeBucketWorm: (stranger) => stranger.completeBucketWorm('fixes-errors', '1666'),
  processObjectSave: (stranger) => stranger.processObjectSave('a.jpg', 'b.jpg', 'image/resize,w_1'),
};
for (const [method, call] of Object.entries(CALLS)) {
  test(`F11: what the service refuses is an error of ${method}`, async () => {
    const { res } = await call(client(theirs, STRANGER));
    assert.ok(res.status >= 400, `${res.status}`);
    await assert.rejects(call(client(ours, STRANGER)), { status: res.status });
  });
}

test('F11: a bucket without a policy has none, and that is no error', async () => {
  assert.equal((await client(ours).getBucketPolicy('fixes-errors')).policy, null);
});
