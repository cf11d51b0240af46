'use strict';

// A clock that is wrong costs one request (DESIGN, F5).

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { closeAgents, theirs } = require('../support/clients.js');
const { startEmulator } = require('../support/emulator.js');
const { clientOf, failureOf, requestsOf } = require('../support/reached.js');

const BUCKET = 'clocks';
const HOUR = 3_600_000;
const OFFSETS = {
  'an hour slow': HOUR,
  'an hour fast': -HOUR,
  'a day slow': 24 * HOUR,
  'a day fast': -24 * HOUR,
};

let emulator;

before(async () => {
  emulator = await startEmulator();
  await clientOf(emulator).putBucket(BUCKET);
});

after(async () => {
  closeAgents();
  await emulator.stop();
});

/** What the emulator answers to a signed URL, whatever host it names. */
async function answerTo(url) {
  const { pathname, search } = new URL(url);
  return fetch(`http://localhost:${emulator.port}/${BUCKET}${pathname}${search}`);
}

for (const authorizationV4 of [false, true]) {
  for (const [title, offset] of Object.entries(OFFSETS)) {
    describe(`${authorizationV4 ? 'V4' : 'V1'}, ${title}`, () => {
      before(() => emulator.admin('PUT', '/clock', { offset_ms: offset }));
      after(() => emulator.resetClock());

      test('the first call succeeds with one more request, and the others need none', async () => {
        const client = clientOf(emulator, { bucket: BUCKET, authorizationV4 });
        const before = (await requestsOf(emulator)).length;
        await client.put('a.txt', Buffer.from('hello'));
        await client.get('a.txt');
        await client.head('a.txt');
        const requests = (await requestsOf(emulator)).slice(before);
        assert.deepEqual(
          requests.map((request) => request.split(' ')[0]),
          ['PUT', 'PUT', 'GET', 'HEAD']
        );
        for (const url of [
          client.signatureUrl('a.txt'),
          await client.signatureUrlV4('GET', 60, {}, 'a.txt'),
        ]) {
          const answer = await answerTo(url);
          const text = await answer.text();
          assert.equal(answer.status, 200, text);
          assert.equal(text, 'hello');
        }
        const soon = client.signatureUrl('a.txt', { expires: 60 });
        await emulator.admin('PUT', '/clock', { offset_ms: offset + 2 * 60_000 });
        assert.equal((await answerTo(soon)).status, 403, 'the URL ends when it should');
        await emulator.admin('PUT', '/clock', { offset_ms: offset });
      });

      test('a hundred first calls at once cost one more request each at most', async () => {
        const client = clientOf(emulator, { bucket: BUCKET, authorizationV4 });
        const before = (await requestsOf(emulator)).length;
        await Promise.all(Array.from({ length: 100 }, () => client.head('a.txt')));
        assert.ok((await requestsOf(emulator)).length - before <= 200);
      });

      test('it is turned off with the retries', async () => {
        const client = clientOf(emulator, { bucket: BUCKET, authorizationV4, retryMax: 0 });
        const error = await failureOf(client.get('a.txt'));
        assert.equal(error.code, 'RequestTimeTooSkewed');
        assert.equal(error.attempts.length, 1);
      });
    });
  }
}

test('ali-oss is refused every time', async () => {
  await emulator.admin('PUT', '/clock', { offset_ms: HOUR });
  const client = clientOf(emulator, { bucket: BUCKET }, theirs);
  for (let call = 0; call < 2; call++)
    assert.equal((await failureOf(client.head('a.txt'))).code, 'RequestTimeTooSkewed');
  await emulator.resetClock();
});

test('a clock that is set right again costs one request again', async () => {
  const client = clientOf(emulator, { bucket: BUCKET });
  await emulator.admin('PUT', '/clock', { offset_ms: HOUR });
  await client.put('a.txt', Buffer.from('hello'));
  await emulator.resetClock();
  const before = (await requestsOf(emulator)).length;
  await client.get('a.txt');
  await client.get('a.txt');
  assert.equal((await requestsOf(emulator)).length - before, 3);
});

test('a date that nobody can believe changes nothing', async () => {
  const client = clientOf(emulator, { bucket: BUCKET });
  await emulator.setClock(0);
  assert.equal((await failureOf(client.get('a.txt'))).attempts.length, 1);
  await emulator.resetClock();
  await client.get('a.txt');
});
