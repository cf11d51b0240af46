'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { PassThrough } = require('node:stream');
const { test } = require('node:test');
const { client, rejection, serve } = require('./loopback');

/** Sends a byte every ten milliseconds, so that no timeout is ever due. */
function trickle(_, response) {
  const timer = setInterval(() => response.write('.'), 10);
  response.on('close', () => clearInterval(timer));
}

test('a call ends at its deadline, however steadily its body flows', async (t) => {
  const { endpoint, requests } = await serve(t, trickle);
  const made = client({ endpoint });
  const calls = {
    get: () => made.get('a', { deadline: 150 }),
    'get into a stream': () => made.get('a', new PassThrough().resume(), { deadline: 150 }),
    getStream: async () => (await made.getStream('a', { deadline: 150 })).stream.resume().toArray(),
    put: () => made.put('a', Buffer.from('a'), { deadline: 150 }),
    list: () => made.list({}, { deadline: 150 }),
    'of the client': () => client({ endpoint, deadline: 150 }).getBucketInfo('my-bucket'),
  };
  for (const [name, call] of Object.entries(calls)) {
    const start = performance.now();
    const settled = rejection(call());
    while (requests.length === 0) await new Promise(setImmediate);
    const { socket } = requests.pop();
    const closed = once(socket, 'close');
    const error = await settled;
    const elapsed = performance.now() - start;
    const { code, message, status } = error;
    assert.deepStrictEqual([error.name, code, status], ['DeadlineError', 'DeadlineError', -2], name);
    assert.strictEqual(message, 'the call has not ended within its deadline of 150ms', name);
    assert.ok(elapsed >= 145 && elapsed < 1000, `${name}: ${elapsed} ms`);
    await closed;
  }
});

test('a source is given up at the deadline', async (t) => {
  const { endpoint } = await serve(t, () => {});
  const source = new PassThrough();
  source.write('a');
  const error = await rejection(client({ endpoint }).putStream('a', source, { deadline: 50 }));
  assert.strictEqual(error.name, 'DeadlineError');
  assert.ok(source.destroyed);
});

test('retries, and the waiting for a credential, count', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.destroy());
  const made = client({ endpoint, retryMax: 100 });
  assert.strictEqual((await rejection(made.get('a', { deadline: 400 }))).name, 'DeadlineError');
  assert.ok(requests.length > 1);
  const waiting = client({
    endpoint,
    stsToken: 'token',
    refreshSTSToken: () => new Promise(() => {}),
  });
  waiting.options.expiration = 1;
  const count = requests.length;
  assert.strictEqual((await rejection(waiting.get('a', { deadline: 50 }))).name, 'DeadlineError');
  assert.strictEqual(requests.length, count);
});

test('all requests of a call share its deadline', async (t) => {
  const { endpoint, requests } = await serve(t, ({ method }, response) =>
    setTimeout(() => {
      response.writeHead(200, { etag: '"x"' });
      response.end(method === 'POST' ? '<R><UploadId>id</UploadId></R>' : '');
    }, 100)
  );
  const made = client({ endpoint });
  const options = { deadline: 350, parallel: 1, partSize: 102_400 };
  const error = await rejection(made.multipartUpload('a', Buffer.alloc(1024 * 1024), options));
  assert.strictEqual(error.name, 'DeadlineError');
  assert.ok(requests.length >= 2 && requests.length <= 4, `${requests.length} requests`);
});

test('a deadline that has passed sends nothing, one that is no number is refused, and a call in time is not touched', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end('a'));
  const made = client({ endpoint });
  for (const deadline of [0, -5])
    assert.strictEqual((await rejection(made.get('a', { deadline }))).name, 'DeadlineError');
  for (const deadline of ['5s', Number.NaN]) {
    const { message } = await rejection(made.get('a', { deadline }));
    assert.strictEqual(message, `deadline must be a number of milliseconds, not ${deadline}`);
  }
  assert.strictEqual(requests.length, 0);
  const { content } = await made.get('a', { deadline: 10_000 });
  assert.strictEqual(String(content), 'a');
});
