'use strict';

// What is repeated and what is not, and what errors tell of it (DESIGN, F3; docs/RETRIES.md).

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const { after, before, beforeEach, describe, test } = require('node:test');
const { closeAgents, theirs } = require('../support/clients.js');
const { startEmulator } = require('../support/emulator.js');
const { clientOf, failureOf, requestsOf } = require('../support/reached.js');
const { tempDir } = require('../support/temp.js');

const BUCKET = 'retries';
const HELLO = Buffer.from('hello');
const BUSY = { type: 'status', status: 503, code: 'ServiceUnavailable' };
const LOST = { type: 'lose_reply' };

let emulator;
let client;

before(async () => {
  emulator = await startEmulator();
});

after(async () => {
  closeAgents();
  await emulator.stop();
});

beforeEach(async () => {
  await emulator.reset();
  client = clientOf(emulator, { bucket: BUCKET });
  await client.putBucket(BUCKET);
  await client.put('a.txt', HELLO);
});

const strike = (operation, action, times = 1) => emulator.addFault({ operation, times, action });

/** How many requests the emulator had during a call, and what became of it. */
async function during(call) {
  const before = (await requestsOf(emulator)).length;
  const result = await call().then(
    (value) => ({ value }),
    (error) => ({ error })
  );
  return { ...result, requests: (await requestsOf(emulator)).slice(before) };
}

const contentOf = async (name) => String((await client.get(name)).content);

describe('retries', () => {
  test('a service that fails twice is asked three times, and one that goes on failing no more', async () => {
    await strike('GetObject', BUSY, 2);
    const { value, requests } = await during(() => client.get('a.txt'));
    assert.deepEqual(value.content, HELLO);
    assert.equal(requests.length, 3);

    await strike('GetObject', BUSY, 9);
    const failed = await during(() => client.get('a.txt'));
    assert.equal(failed.requests.length, 3);
    assert.equal(failed.error.code, 'ServiceUnavailable');
    assert.equal(failed.error.attempts.length, 3);
    assert.ok(!Object.keys(failed.error).includes('attempts'));
    for (const [at, attempt] of failed.error.attempts.entries()) {
      const { delay, requestId, ...rest } = attempt;
      assert.ok(at === 0 ? delay === 0 : delay <= 200 * at, `${delay}`);
      assert.match(requestId, /^[0-9A-F]{24}$/);
      const remoteAddress = `127.0.0.1:${emulator.port}`;
      assert.deepEqual(rest, { status: 503, code: 'ServiceUnavailable', remoteAddress });
    }
  });

  test('ali-oss gives up at the first 503, also when it may retry', async () => {
    const ali = clientOf(emulator, { bucket: BUCKET, retryMax: 2 }, theirs);
    await strike('GetObject', BUSY);
    assert.equal((await failureOf(ali.get('a.txt'))).status, 503);
  });

  test('retryMax says how often', async () => {
    for (const [retryMax, requests] of [
      [0, 1],
      [1, 2],
      [4, 5],
    ]) {
      client.options.retryMax = retryMax;
      await strike('HeadObject', { type: 'reset' }, 9);
      const failed = await during(() => client.head('a.txt'));
      await emulator.clearFaults();
      assert.equal(failed.requests.length, requests);
      assert.equal(failed.error.attempts.length, requests);
      assert.equal(failed.error.attempts[0].cause, 'read ECONNRESET');
    }
  });

  test('what the service asks for is waited', async () => {
    await strike('GetObject', { ...BUSY, retry_after: 1 });
    const start = performance.now();
    await client.get('a.txt');
    const elapsed = performance.now() - start;
    assert.ok(elapsed >= 1000 && elapsed < 5000, `${elapsed}`);

    await strike('GetObject', { ...BUSY, retry_after: 60 });
    const { error } = await during(() => client.get('a.txt'));
    assert.equal(error.attempts.length, 1);
  });

  test('by default nothing starts later than the timeout, and retryMax lifts that', async () => {
    const call = () => client.get('a.txt', { timeout: 500 });
    await strike('GetObject', { type: 'stall' });
    const late = await during(call);
    assert.equal(late.error.name, 'ResponseTimeoutError');
    assert.equal(late.error.attempts.length, 1);
    client.options.retryMax = 1;
    await strike('GetObject', { type: 'stall' });
    assert.deepEqual((await call()).content, HELLO);
  });

  test('nobody listening is told with each attempt', async () => {
    const lonely = clientOf({ port: 1 }, { bucket: BUCKET });
    const error = await failureOf(lonely.put('b', HELLO));
    assert.equal(error.code, 'RequestError');
    assert.deepEqual(
      error.attempts.map(({ cause }) => cause),
      Array(3).fill('connect ECONNREFUSED 127.0.0.1:1')
    );
  });

  test('what cannot be sent was not attempted', async () => {
    const error = await failureOf(client.put('b', HELLO, { headers: { 'x-oss-meta-a': '\n' } }));
    assert.deepEqual(error.attempts, []);
  });

  test('wrong bytes are sent and fetched again', async () => {
    await strike('PutObject', { type: 'flip', body: 'request' });
    assert.equal((await during(() => client.put('b', HELLO))).requests.length, 2);
    await strike('GetObject', { type: 'flip' });
    assert.equal(await contentOf('b'), 'hello');
  });

  test('what must not happen twice is repeated only if nothing happened', async () => {
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await strike('PutObject', LOST);
    const lost = await during(() => client.put('once', HELLO, { headers }));
    assert.equal(lost.requests.length, 1);
    assert.equal(lost.error.attempts.length, 1);

    await strike('PutObject', { type: 'status', status: 503, code: 'TotalQpsLimitExceeded' });
    assert.equal((await during(() => client.put('twice', HELLO, { headers }))).requests.length, 2);

    await strike('InitiateMultipartUpload', BUSY);
    assert.equal((await during(() => client.initMultipartUpload('b'))).requests.length, 1);
  });

  test('a stream is sent once', async () => {
    await strike('PutObject', BUSY);
    const failed = await during(() => client.putStream('b', require('node:stream').Readable.from([HELLO])));
    assert.equal(failed.requests.length, 1);
    assert.equal(failed.error.attempts.length, 1);
  });
});

describe('an append whose reply was lost', () => {
  test('is found done, at the beginning of an object and at its end', async () => {
    const dir = tempDir();
    try {
      await strike('AppendObject', LOST, 3);
      const first = await client.append('log', Buffer.from('one,'));
      assert.equal(first.nextAppendPosition, '4');
      const second = await client.append('log', Buffer.from('two,'), { position: 4 });
      assert.equal(second.nextAppendPosition, '8');
      const third = await client.append('log', dir.write('three', 'three'), { position: 8 });
      assert.equal(third.nextAppendPosition, '13');
      assert.equal(third.res.status, 200);
      assert.equal(await contentOf('log'), 'one,two,three');
    } finally {
      dir.remove();
    }
  });

  test('is repeated where it was not done', async () => {
    await strike('AppendObject', { type: 'reset' }, 2);
    await client.append('log', Buffer.from('one,'));
    await strike('AppendObject', BUSY, 2);
    const { nextAppendPosition } = await client.append('log', Buffer.from('two'), { position: 4 });
    assert.equal(nextAppendPosition, '7');
    assert.equal(await contentOf('log'), 'one,two');
  });

  test('fails where somebody else has written', async () => {
    await client.append('log', Buffer.from('one,'));
    await strike('AppendObject', { type: 'reset' });
    // The other one writes while the first waits for its retry.
    client.options.requestErrorRetryHandle = () => false;
    await failureOf(client.append('log', Buffer.from('two,'), { position: 4 }));
    client.options.requestErrorRetryHandle = undefined;
    await client.append('log', Buffer.from('TWO,'), { position: 4 });
    await strike('AppendObject', BUSY);
    const { error } = await during(() => client.append('log', Buffer.from('two,'), { position: 4 }));
    assert.equal(error.code, 'ServiceUnavailable');
    assert.equal(await contentOf('log'), 'one,TWO,');
  });
});

describe('other steps whose reply was lost', () => {
  async function uploaded(name) {
    const { uploadId } = await client.initMultipartUpload(name);
    const { etag } = await client.uploadPart(name, uploadId, 1, HELLO, 0, HELLO.length);
    return { uploadId, parts: [{ number: 1, etag }] };
  }

  test('a completed upload is found by the tag of its parts', async () => {
    const { uploadId, parts } = await uploaded('b');
    await strike('CompleteMultipartUpload', LOST);
    const { etag, name, res } = await client.completeMultipartUpload('b', uploadId, parts);
    const head = await client.head('b');
    assert.equal(etag, head.res.headers.etag);
    assert.deepEqual([name, res.status], ['b', 200]);
    assert.equal(await contentOf('b'), 'hello');
  });

  test('an upload that somebody else gave up is not complete', async () => {
    const { uploadId, parts } = await uploaded('b');
    await client.abortMultipartUpload('b', uploadId);
    await client.put('b', Buffer.from('another'));
    await strike('CompleteMultipartUpload', BUSY);
    const { error } = await during(() => client.completeMultipartUpload('b', uploadId, parts));
    assert.equal(error.code, 'NoSuchUpload');
    assert.equal(error.attempts.length, 2);
  });

  test('what is gone is gone', async () => {
    const { uploadId } = await uploaded('b');
    await strike('AbortMultipartUpload', LOST);
    assert.equal((await client.abortMultipartUpload('b', uploadId)).res.status, 204);
    await client.putBucket('retries-too');
    await strike('DeleteBucket', LOST);
    assert.equal((await client.deleteBucket('retries-too')).res.status, 204);
    // Without a doubt it was not there.
    assert.equal((await failureOf(client.abortMultipartUpload('b', uploadId))).code, 'NoSuchUpload');
  });
});

describe('requestErrorRetryHandle', () => {
  const within = new AsyncLocalStorage();

  test('is asked with the error before each retry, where the call was made', async () => {
    const asked = [];
    client.options.requestErrorRetryHandle = (error) => {
      asked.push([within.getStore(), error.code, error.status]);
      return true;
    };
    await strike('GetObject', BUSY, 2);
    const { content } = await within.run('caller', () => client.get('a.txt'));
    assert.deepEqual(content, HELLO);
    assert.deepEqual(asked, Array(2).fill(['caller', 'ServiceUnavailable', 503]));
  });

  test('can forbid it, or fail', async () => {
    await strike('GetObject', { type: 'reset' }, 9);
    client.options.requestErrorRetryHandle = () => 0;
    assert.equal((await failureOf(client.get('a.txt'))).attempts.length, 1);
    client.options.requestErrorRetryHandle = () => {
      throw new RangeError('mine');
    };
    assert.equal((await failureOf(client.get('a.txt'))).message, 'mine');
  });

  test('is not asked about what is final', async () => {
    client.options.requestErrorRetryHandle = () => assert.fail('asked');
    assert.equal((await failureOf(client.get('nothing'))).code, 'NoSuchKey');
    client.options.retryMax = 0;
    await strike('GetObject', BUSY);
    assert.equal((await failureOf(client.get('a.txt'))).status, 503);
  });
});
