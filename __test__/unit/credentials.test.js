'use strict';

const assert = require('node:assert');
const { channel } = require('node:diagnostics_channel');
const { test } = require('node:test');
const { MINUTE, START, frozenTime, isPending, settled, tokenOf } = require('./frozen-time');
const { client, errorDocument, rejection, serve } = require('./loopback');

/** A client with a token whose refreshes the test answers: `refreshes[n].resolve()`, `refreshes[n].reject(error)`. */
function temporary(options) {
  const refreshes = [];
  const made = client({
    accessKeyId: 'id-0',
    stsToken: 'token-0',
    refreshSTSToken: () =>
      new Promise((resolve, reject) => {
        const n = refreshes.length + 1;
        const credential = { accessKeyId: `id-${n}`, accessKeySecret: `secret-${n}`, stsToken: `token-${n}` };
        refreshes.push({ resolve: (given = credential) => resolve(given), reject });
      }),
    ...options,
  });
  return { made, refreshes };
}

/** Messages on the channel until the test ends. */
function eventsOf(t) {
  const events = [];
  const listen = (event) => events.push(event);
  channel('ali-oss-native:credentials').subscribe(listen);
  t.after(() => channel('ali-oss-native:credentials').unsubscribe(listen));
  return events;
}

test('a token is used without refresh until its interval is over', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  t.mock.timers.tick(5 * MINUTE - 1);
  assert.strictEqual(await tokenOf(made), 'token-0');
  assert.strictEqual(refreshes.length, 0);
  t.mock.timers.tick(1);
  const waiting = tokenOf(made);
  assert.ok(await isPending(waiting));
  refreshes[0].resolve();
  assert.strictEqual(await waiting, 'token-1');
  assert.strictEqual(Number(made.stsTokenFreshTime), START + 5 * MINUTE);
  assert.strictEqual(await tokenOf(made), 'token-1');
  assert.strictEqual(refreshes.length, 1);
});

test('a thousand calls at once are served by one refresh', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  t.mock.timers.tick(5 * MINUTE);
  const calls = Array.from({ length: 1000 }, (_, i) =>
    i % 2 ? tokenOf(made) : made.signatureUrlV4('GET', 60, undefined, 'a')
  );
  await settled();
  assert.strictEqual(refreshes.length, 1);
  refreshes[0].resolve();
  for (const outcome of await Promise.all(calls)) {
    const token = outcome.startsWith('http')
      ? new URL(outcome).searchParams.get('x-oss-security-token')
      : outcome;
    assert.strictEqual(token, 'token-1');
  }
  assert.strictEqual(refreshes.length, 1);
});

test('while the expiry is unknown, a call goes on with the old token after an error', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  t.mock.timers.tick(5 * MINUTE);
  const waiting = tokenOf(made);
  await settled();
  refreshes[0].reject(new Error('no answer'));
  assert.strictEqual(await waiting, 'token-0');
});

test('failed refreshes are tried again after a pause that grows to a minute', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  t.mock.timers.tick(5 * MINUTE);
  for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const count = refreshes.length;
    const waiting = tokenOf(made);
    await settled();
    assert.strictEqual(refreshes.length, count + 1);
    refreshes[count].reject(new Error('no answer'));
    await waiting;
    t.mock.timers.tick(pause * 1000 - 1);
    assert.strictEqual(await tokenOf(made), 'token-0');
    assert.strictEqual(refreshes.length, count + 1, `after ${pause} s`);
    t.mock.timers.tick(1);
  }
  const waiting = tokenOf(made);
  await settled();
  refreshes.at(-1).resolve();
  await waiting;
  t.mock.timers.tick(5 * MINUTE);
  tokenOf(made);
  await settled();
  const count = refreshes.length;
  refreshes.at(-1).reject(new Error('no answer'));
  await settled();
  t.mock.timers.tick(1000);
  tokenOf(made);
  await settled();
  assert.strictEqual(refreshes.length, count + 1, 'a success begins the pauses anew');
  refreshes.at(-1).resolve();
});

test('while the expiry is unknown, a call waits five seconds for a refresh and no longer', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  t.mock.timers.tick(5 * MINUTE);
  const first = tokenOf(made);
  await settled();
  t.mock.timers.tick(3000);
  const second = tokenOf(made);
  await settled();
  t.mock.timers.tick(1999);
  assert.ok(await isPending(first));
  assert.ok(await isPending(second));
  t.mock.timers.tick(1);
  assert.strictEqual(await first, 'token-0');
  assert.strictEqual(await second, 'token-0', 'the five seconds are those of the refresh');
  assert.strictEqual(await tokenOf(made), 'token-0');
  assert.strictEqual(refreshes.length, 1);
  refreshes[0].resolve();
  await settled();
  assert.strictEqual(await tokenOf(made), 'token-1');
});

test('a wait that is over leaves no timer behind', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary();
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  t.mock.timers.tick(5 * MINUTE);
  const waiting = tokenOf(made);
  await settled();
  refreshes[0].resolve();
  await waiting;
  assert.strictEqual(cleared.mock.callCount(), 1);
});

test('once a known expiry has passed, calls wait for the refresh as long as it takes', async (t) => {
  frozenTime(t);
  for (const expiration of [new Date(START + MINUTE), START + MINUTE, '2030-01-01T00:01:00Z']) {
    t.mock.timers.setTime(START);
    const { made, refreshes } = temporary({ expiration });
    t.mock.timers.tick(MINUTE - 1);
    assert.strictEqual(await tokenOf(made), 'token-0');
    t.mock.timers.tick(1);
    const waiting = tokenOf(made);
    await settled();
    t.mock.timers.tick(10 * MINUTE);
    assert.ok(await isPending(waiting));
    refreshes[0].resolve();
    assert.strictEqual(await waiting, 'token-1');
    t.mock.timers.tick(MINUTE);
    assert.strictEqual(await tokenOf(made), 'token-1', 'the old expiry says nothing of the new token');
    assert.strictEqual(refreshes.length, 1);
  }
});

test('once a known expiry has passed, calls reject if their refresh fails', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary({ expiration: START });
  const calls = Array.from({ length: 10 }, () => rejection(tokenOf(made)));
  await settled();
  assert.strictEqual(refreshes.length, 1);
  const reason = new Error('no answer');
  refreshes[0].reject(reason);
  for (const error of await Promise.all(calls)) assert.strictEqual(error, reason);
  const again = tokenOf(made);
  await settled();
  refreshes[1].resolve();
  assert.strictEqual(await again, 'token-2');
});

test('the expiry that a refresh gives is kept', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary({ expiration: START });
  const waiting = tokenOf(made);
  await settled();
  refreshes[0].resolve({ accessKeyId: 'a', accessKeySecret: 'b', stsToken: 'c', expiration: START + 1000 });
  assert.strictEqual(await waiting, 'c');
  t.mock.timers.tick(1000);
  const next = tokenOf(made);
  assert.ok(await isPending(next));
  refreshes[1].resolve();
  assert.strictEqual(await next, 'token-2');
});

test('keys of the credential may begin in upper case, as those of STS do', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary({ expiration: START });
  const waiting = tokenOf(made);
  await settled();
  refreshes[0].resolve({
    AccessKeyId: 'sts-id',
    AccessKeySecret: 'sts-secret',
    SecurityToken: 'sts-token',
    Expiration: '2030-01-01T00:15:00Z',
  });
  assert.strictEqual(await waiting, 'sts-token');
  assert.strictEqual(made.options.accessKeyId, 'sts-id');
  assert.strictEqual(made.options.accessKeySecret, 'sts-secret');
  assert.strictEqual(made.options.expiration, '2030-01-01T00:15:00Z');
});

test('a credential that lacks something is refused by its name, and none of it is used', async (t) => {
  frozenTime(t);
  for (const [given, key] of [
    [{ accessKeyId: 'a', stsToken: 'c' }, 'accessKeySecret'],
    [{ accessKeySecret: 'b', stsToken: 'c' }, 'accessKeyId'],
    [{ accessKeyId: 'a', accessKeySecret: 'b' }, 'stsToken'],
    [{}, 'accessKeySecret'],
    [null, 'accessKeySecret'],
    ['token', 'accessKeySecret'],
  ]) {
    const { made, refreshes } = temporary({ expiration: START });
    const waiting = rejection(tokenOf(made));
    await settled();
    refreshes[0].resolve(given);
    assert.strictEqual((await waiting).message, `refreshSTSToken must return contains ${key}`);
    assert.strictEqual(made.options.accessKeyId, 'id-0');
    assert.strictEqual(made.options.stsToken, 'token-0');
  }
});

test('a function that is not asynchronous, or throws, will do', async (t) => {
  frozenTime(t);
  const credential = { accessKeyId: 'a', accessKeySecret: 'b', stsToken: 'c' };
  assert.strictEqual(
    await tokenOf(temporary({ expiration: START, refreshSTSToken: () => credential }).made),
    'c'
  );
  const reason = new Error('no answer');
  const { made } = temporary({
    expiration: START,
    refreshSTSToken() {
      throw reason;
    },
  });
  assert.strictEqual(await rejection(tokenOf(made)), reason);
});

test('without a token nothing is refreshed', async (t) => {
  frozenTime(t);
  const { made, refreshes } = temporary({ stsToken: undefined, expiration: START });
  t.mock.timers.tick(5 * MINUTE);
  assert.strictEqual(await tokenOf(made), null);
  assert.strictEqual(refreshes.length, 0);
});

test('refreshes are told on the diagnostics channel', async (t) => {
  frozenTime(t);
  const events = eventsOf(t);
  const { made, refreshes } = temporary({ expiration: START });
  const failing = rejection(tokenOf(made));
  await settled();
  const error = new Error('no answer');
  refreshes[0].reject(error);
  await failing;
  const waiting = tokenOf(made);
  await settled();
  refreshes[1].resolve();
  await waiting;
  assert.strictEqual(events.length, 2);
  assert.ok(events.every((event) => event.client === made));
  assert.deepStrictEqual(
    events.map(({ client: _, ...rest }) => rest),
    [{ status: 'failed', error }, { status: 'refreshed' }]
  );
});

/** A service that takes one token only, and refuses others with a code. */
function guarded(t, code, good) {
  return serve(t, (request, response) => {
    if (request.headers['x-oss-security-token'] === good.token) return response.end('content');
    response.statusCode = 403;
    response.end(errorDocument(code));
  });
}

test('a token that the service refuses is refreshed once for all calls, which are sent again', async (t) => {
  for (const code of ['SecurityTokenExpired', 'InvalidSecurityToken', 'InvalidAccessKeyId']) {
    const { endpoint, requests } = await guarded(t, code, { token: 'token-1' });
    let count = 0;
    const { made } = temporary({
      endpoint,
      crc64: false,
      refreshSTSToken: async () => {
        count += 1;
        return { accessKeyId: 'a', accessKeySecret: 'b', stsToken: `token-${count}` };
      },
    });
    const bodies = Array.from({ length: 20 }, (_, i) => Buffer.from(`body ${i}`));
    await Promise.all(bodies.map((body, i) => made.put(`key-${i}`, body)));
    const { content } = await made.get('a');
    assert.strictEqual(content.toString(), 'content');
    assert.strictEqual(count, 1);
    const taken = requests.filter((request) => request.headers['x-oss-security-token'] === 'token-1');
    const texts = taken.map((request) => `${request.url} ${request.body}`).sort();
    assert.deepStrictEqual(
      texts,
      [...bodies.map((body, i) => `/key-${i} ${body}`), '/a '].sort(),
      'each request arrives once, with its own body'
    );
  }
});

test('a new token that is refused too is not refreshed again by the same call', async (t) => {
  const { endpoint, requests } = await guarded(t, 'SecurityTokenExpired', {});
  let count = 0;
  const { made } = temporary({
    endpoint,
    refreshSTSToken: async () => {
      count += 1;
      return { accessKeyId: 'a', accessKeySecret: 'b', stsToken: `token-${count}` };
    },
  });
  const error = await rejection(made.get('a'));
  assert.strictEqual(error.code, 'SecurityTokenExpired');
  assert.strictEqual(count, 1);
  assert.strictEqual(requests.length, 2);
});

test('a call whose token is refused rejects with the error of its refresh', async (t) => {
  const { endpoint, requests } = await guarded(t, 'SecurityTokenExpired', {});
  const reason = new Error('no answer');
  const { made } = temporary({ endpoint, refreshSTSToken: () => Promise.reject(reason) });
  assert.strictEqual(await rejection(made.get('a')), reason);
  assert.strictEqual(requests.length, 1);
});

test('other refusals, and those of a client without refresh, are final', async (t) => {
  for (const [code, options] of [
    ['AccessDenied', {}],
    ['SecurityTokenExpired', { refreshSTSToken: null }],
  ]) {
    const { endpoint, requests } = await guarded(t, code, {});
    const { made, refreshes } = temporary({ endpoint, ...options });
    assert.strictEqual((await rejection(made.get('a'))).code, code);
    assert.strictEqual(refreshes.length, 0);
    assert.strictEqual(requests.length, 1);
  }
});
