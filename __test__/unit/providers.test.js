'use strict';

const assert = require('node:assert');
const { AsyncLocalStorage } = require('node:async_hooks');
const { test } = require('node:test');
const { inspect } = require('node:util');
const OSS = require('../..');
const { MINUTE, START, frozenTime, isPending, settled, tokenOf } = require('./frozen-time');
const { errorDocument, rejection, serve } = require('./loopback');

/**
 * A provider whose fetches the test answers: `fetches[n].resolve(life)`, with a token that lives that long in milliseconds
 * (for ever without), `fetches[n].reject(error)`.
 */
function scripted() {
  const fetches = [];
  const provider = () =>
    new Promise((resolve, reject) => {
      const n = fetches.length;
      const credential = { accessKeyId: `id-${n}`, accessKeySecret: `secret-${n}`, stsToken: `token-${n}` };
      fetches.push({
        resolve: (life) => resolve({ ...credential, expiration: life && new Date(Date.now() + life) }),
        reject,
      });
    });
  return { provider, fetches };
}

function clientOf(credentials, options) {
  return new OSS({ credentials, bucket: 'my-bucket', ...options });
}

/** A client whose credential was fetched at the start and lives for an hour. */
async function fresh() {
  const { provider, fetches } = scripted();
  const client = clientOf(provider);
  const first = tokenOf(client);
  await settled();
  fetches[0].resolve(60 * MINUTE);
  assert.strictEqual(await first, 'token-0');
  return { client, fetches };
}

test('the first call waits for a credential, and all calls share one fetch', async (t) => {
  frozenTime(t);
  const { provider, fetches } = scripted();
  const clients = [clientOf(provider), clientOf(provider)];
  const waiting = clients.flatMap((client) => [tokenOf(client), tokenOf(client)]);
  assert.ok(await isPending(waiting[0]));
  fetches[0].resolve(60 * MINUTE);
  assert.deepStrictEqual(await Promise.all(waiting), Array(4).fill('token-0'));
  assert.strictEqual(fetches.length, 1);
  assert.strictEqual(clients[0].options.accessKeyId, 'id-0');
});

test('a thousand calls at the moment of expiry make one fetch, and none uses the old token', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(60 * MINUTE);
  const calls = Array.from({ length: 1000 }, () => tokenOf(client));
  await settled();
  assert.strictEqual(fetches.length, 2);
  fetches[1].resolve(60 * MINUTE);
  assert.deepStrictEqual(new Set(await Promise.all(calls)), new Set(['token-1']));
  assert.strictEqual(fetches.length, 2);
});

test('a credential is replaced ahead of its end, in the background', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(46 * MINUTE);
  assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(
    fetches.length,
    1,
    'not before a fifth of its life is left, give or take a tenth of that'
  );
  t.mock.timers.tick(4 * MINUTE);
  assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(fetches.length, 2);
  fetches[1].resolve(60 * MINUTE);
  await settled();
  assert.strictEqual(await tokenOf(client), 'token-1');
  assert.strictEqual(fetches.length, 2);
});

test('while replacing it fails the old one is used until it expires, with pauses between attempts', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(50 * MINUTE);
  const failing = async () => {
    assert.strictEqual(await tokenOf(client), 'token-0');
    fetches.at(-1).reject(new Error('no answer'));
    await settled();
  };
  await failing();
  assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(fetches.length, 2, 'the pause after the first failure');
  t.mock.timers.tick(1000);
  await failing();
  assert.strictEqual(fetches.length, 3);
  t.mock.timers.tick(1000);
  assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(fetches.length, 3, 'the second pause is longer');
  t.mock.timers.tick(10 * MINUTE);
  const late = rejection(tokenOf(client));
  await settled();
  const reason = new Error('still no answer');
  fetches[3].reject(reason);
  assert.strictEqual(await late, reason);
  const next = tokenOf(client);
  await settled();
  fetches[4].resolve(60 * MINUTE);
  assert.strictEqual(await next, 'token-4', 'nothing sticks to a failure');
});

test('in its last seconds a credential is used only if there is no new one', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(60 * MINUTE - 9000);
  const waiting = tokenOf(client);
  assert.ok(await isPending(waiting), 'it might expire on the way');
  fetches[1].reject(new Error('no answer'));
  assert.strictEqual(await waiting, 'token-0');
  const next = tokenOf(client);
  await settled();
  fetches[2].resolve(60 * MINUTE);
  assert.strictEqual(await next, 'token-2');
});

test('a fetch that hangs delays nothing before the old one expires, and everything after', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(50 * MINUTE);
  for (let i = 0; i < 10; i++) assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(fetches.length, 2);
  t.mock.timers.tick(10 * MINUTE);
  const waiting = tokenOf(client);
  t.mock.timers.tick(10 * MINUTE);
  assert.ok(await isPending(waiting));
  fetches[1].resolve(60 * MINUTE);
  assert.strictEqual(await waiting, 'token-1');
  assert.strictEqual(fetches.length, 2);
});

test('a call that waits for a credential can be given up', async () => {
  const client = clientOf(() => new Promise(() => {}));
  const controller = new AbortController();
  const waiting = rejection(client.get('a', { signal: controller.signal }));
  await settled();
  controller.abort();
  assert.strictEqual((await waiting).name, 'AbortError');
  assert.strictEqual(
    (await rejection(client.put('a', Buffer.from('a'), { signal: controller.signal }))).name,
    'AbortError'
  );
});

test('a credential that does not say when it expires is asked for again after five minutes', async (t) => {
  frozenTime(t);
  const { provider, fetches } = scripted();
  const client = clientOf(provider);
  const first = tokenOf(client);
  await settled();
  fetches[0].resolve();
  await first;
  t.mock.timers.tick(5 * MINUTE - 1);
  await tokenOf(client);
  assert.strictEqual(fetches.length, 1);
  t.mock.timers.tick(1);
  const waiting = tokenOf(client);
  assert.ok(await isPending(waiting));
  t.mock.timers.tick(5000);
  assert.strictEqual(await waiting, 'token-0', 'five seconds are enough to wait');
  fetches[1].resolve();
  await settled();
  assert.strictEqual(await tokenOf(client), 'token-1');
});

test('a credential that has expired by our clock is used for a minute, as the service may see that otherwise', async (t) => {
  frozenTime(t);
  const { provider, fetches } = scripted();
  const client = clientOf(provider);
  const first = tokenOf(client);
  await settled();
  fetches[0].resolve(-24 * 60 * MINUTE);
  assert.strictEqual(await first, 'token-0');
  t.mock.timers.tick(40000);
  assert.strictEqual(await tokenOf(client), 'token-0');
  assert.strictEqual(fetches.length, 1);
  t.mock.timers.tick(30000);
  tokenOf(client);
  await settled();
  assert.strictEqual(fetches.length, 2);
});

test('a token that the service refuses is replaced once for all calls, which are sent again', async (t) => {
  const { endpoint, requests } = await serve(t, (request, response) => {
    if (request.headers['x-oss-security-token'] === 'token-1') return response.end('content');
    response.statusCode = 403;
    response.end(errorDocument('InvalidSecurityToken'));
  });
  let count = 0;
  const provider = async () => {
    const n = count++;
    return {
      accessKeyId: 'a',
      accessKeySecret: 'b',
      stsToken: `token-${n}`,
      expiration: Date.now() + 60 * MINUTE,
    };
  };
  const clients = [
    clientOf(provider, { endpoint, crc64: false }),
    clientOf(provider, { endpoint, crc64: false }),
  ];
  const bodies = Array.from({ length: 20 }, (_, i) => Buffer.from(`body ${i}`));
  await Promise.all(bodies.map((body, i) => clients[i % 2].put(`key-${i}`, body)));
  assert.strictEqual(count, 2);
  const taken = requests.filter((request) => request.headers['x-oss-security-token'] === 'token-1');
  assert.deepStrictEqual(
    taken.map((request) => `${request.url} ${request.body}`).sort(),
    bodies.map((body, i) => `/key-${i} ${body}`).sort()
  );
});

test('what a provider gives may be spelled as other SDKs do', async () => {
  const capital = {
    AccessKeyId: 'a',
    AccessKeySecret: 'b',
    SecurityToken: 'c',
    Expiration: '2099-01-01T00:00:00Z',
  };
  for (const provider of [
    () => capital,
    async () => ({ accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c' }),
    { getCredentials: async () => ({ accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c' }) },
    { getCredential: async () => ({ accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c' }) },
    OSS.credentials.static({ accessKeyId: 'a', accessKeySecret: 'b', stsToken: 'c' }),
  ]) {
    assert.strictEqual(await tokenOf(clientOf(provider)), 'c');
  }
});

test('what a provider gives must be a credential', async () => {
  for (const [given, name] of [
    [undefined, 'accessKeyId'],
    [{ accessKeyId: '', accessKeySecret: 'b' }, 'accessKeyId'],
    [{ accessKeyId: 'a' }, 'accessKeySecret'],
    [{ accessKeyId: 'a', accessKeySecret: 5 }, 'accessKeySecret'],
  ]) {
    const error = await rejection(tokenOf(clientOf(() => given)));
    assert.strictEqual(error.message, `credentials must give ${name}, a string`);
  }
});

test('a function is called in the context of the call that needs it', async () => {
  const storage = new AsyncLocalStorage();
  const seen = [];
  const client = clientOf(async () => {
    seen.push(storage.getStore());
    return { accessKeyId: 'a', accessKeySecret: 'b' };
  });
  await storage.run('this call', () => tokenOf(client));
  assert.deepStrictEqual(seen, ['this call']);
});

test('keys that are not given at all mean the default chain, keys without a value an error', async () => {
  const options = { region: 'oss-cn-hangzhou', bucket: 'my-bucket' };
  assert.strictEqual(typeof new OSS(options).options.credentials.getCredentials, 'function');
  assert.strictEqual(new OSS(options).options.credentials, new OSS(options).options.credentials);
  for (const more of [
    { accessKeyId: undefined },
    { accessKeySecret: undefined },
    { accessKeyId: '', accessKeySecret: '' },
    { stsToken: 'token' },
    { refreshSTSToken: () => {} },
  ]) {
    assert.throws(() => new OSS({ ...options, ...more }), {
      message: 'require accessKeyId, accessKeySecret',
    });
  }
});

test('options that contradict each other, or are no provider, are refused', () => {
  const keys = { accessKeyId: 'a', accessKeySecret: 'b' };
  assert.throws(() => clientOf(() => {}, keys), {
    message: 'options.credentials and options.accessKeyId exclude each other',
  });
  assert.throws(() => clientOf(() => {}, { refreshSTSToken: () => {} }), {
    message: 'options.credentials and options.refreshSTSToken exclude each other',
  });
  for (const credentials of ['none', 5, {}, true]) assert.throws(() => clientOf(credentials), TypeError);
});

test('an anonymous client sends no signature, and cannot sign', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end('content'));
  for (const authorizationV4 of [false, true]) {
    const client = clientOf('anonymous', { endpoint, authorizationV4, cname: true });
    assert.strictEqual((await client.get('a')).content.toString(), 'content');
    assert.strictEqual(requests.at(-1).headers.authorization, undefined);
    assert.strictEqual(requests.at(-1).headers['x-oss-security-token'], undefined);
  }
  const client = clientOf('anonymous');
  assert.ok(client.generateObjectUrl('a').endsWith('/a'));
  assert.throws(() => client.signatureUrl('a'), /no credential to sign with/);
  assert.match((await rejection(client.presign('a'))).message, /no credential to sign with/);
  assert.throws(() => client.calculatePostSignature({ conditions: [] }), /no credential to sign with/);
  assert.throws(() => client.signature('text'), /no credential to sign with/);
});

test('synchronous calls sign with what asynchronous ones have fetched', async () => {
  const client = clientOf(async () => ({ accessKeyId: 'fake-id', accessKeySecret: 'b', stsToken: 'c' }));
  assert.throws(() => client.signatureUrl('a'), /provider has not been asked yet/);
  await client.asyncSignatureUrl('a');
  assert.strictEqual(new URL(client.signatureUrl('a')).searchParams.get('OSSAccessKeyId'), 'fake-id');
  assert.strictEqual(client.calculatePostSignature({ conditions: [] }).OSSAccessKeyId, 'fake-id');
});

test('options of the wrong type are refused without their value', async () => {
  for (const provider of [
    OSS.credentials.ecsRole({ roleName: 5 }),
    OSS.credentials.process({ command: 'visible' }),
    OSS.credentials.oidcRole({ roleArn: 'a', durationSeconds: 'visible' }),
    OSS.credentials.oidcRole({ roleArn: 'a', network: 'visible' }),
  ]) {
    const { message } = await rejection(provider.getCredentials());
    assert.strictEqual(message, 'an option of the provider is of the wrong type');
  }
  assert.throws(() => OSS.credentials.assumeRole({}), TypeError);
});

test('a provider shows nothing of what it holds', async () => {
  const { credentials } = OSS;
  const secret = 'visible-secret';
  const providers = [
    credentials.static({ accessKeyId: 'a', accessKeySecret: secret, stsToken: secret }),
    credentials.process(`print ${secret}`),
    credentials.process(['print', secret]),
    credentials.uri(`http://127.0.0.1/?token=${secret}`),
    credentials.assumeRole({ roleArn: 'acs:ram::1:role/a', policy: { secret }, externalId: secret }),
    { getCredentials: async () => ({ accessKeyId: 'a', accessKeySecret: secret }), secret },
  ];
  for (const provider of providers) {
    const client = clientOf(provider);
    const own = provider === providers.at(-1) ? '' : inspect(provider, { depth: 9, showHidden: true });
    const shown = `${own}${inspect(client, { depth: 9 })}${JSON.stringify(client)}`;
    assert.ok(!shown.includes(secret), shown);
  }
});

test('a URL is presigned with V4, for what the request must carry', async () => {
  const client = new OSS({ accessKeyId: 'fake-id', accessKeySecret: 'b', bucket: 'my-bucket' });
  const before = Date.now();
  const { url, method, headers, expiration } = await client.presign('dir/a b', {
    method: 'PUT',
    expires: 60,
    headers: { 'Content-Type': 'text/plain', 'X-Mine': 5, nothing: undefined },
    queries: { 'x-oss-process': 'image/resize,w_200' },
  });
  const { pathname, searchParams } = new URL(url);
  assert.strictEqual(method, 'PUT');
  assert.deepStrictEqual(headers, { 'content-type': 'text/plain', 'x-mine': '5' });
  assert.strictEqual(pathname, '/dir/a%20b');
  assert.strictEqual(searchParams.get('x-oss-expires'), '60');
  assert.strictEqual(searchParams.get('x-oss-signature-version'), 'OSS4-HMAC-SHA256');
  assert.strictEqual(searchParams.get('x-oss-additional-headers'), 'x-mine');
  assert.strictEqual(searchParams.get('x-oss-process'), 'image/resize,w_200');
  assert.ok(expiration - before >= 60000 && expiration - Date.now() <= 60000);
});

test('a URL is not presigned beyond seven days, nor beyond the end of its token', async (t) => {
  frozenTime(t);
  const keys = new OSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket' });
  assert.ok(await keys.presign('a', { expires: 604800 }));
  for (const expires of [604801, 0, -1, 1.5, '60', Number.NaN]) {
    assert.ok((await rejection(keys.presign('a', { expires }))) instanceof RangeError, String(expires));
  }
  const temporary = new OSS({
    accessKeyId: 'a',
    accessKeySecret: 'b',
    stsToken: 'c',
    expiration: START + 60000,
    refreshSTSTokenInterval: 60 * MINUTE,
    bucket: 'my-bucket',
  });
  assert.ok(await temporary.presign('a', { expires: 60 }));
  const error = await rejection(temporary.presign('a', { expires: 61 }));
  assert.match(error.message, /expires is 61 seconds, but the token .* is good for 60 seconds more/);
});

test('a token that would end before the URL is replaced, if a new one may live that long', async (t) => {
  frozenTime(t);
  const { client, fetches } = await fresh();
  t.mock.timers.tick(30 * MINUTE);
  const presigned = client.presign('a', { expires: 3600 });
  await settled();
  fetches[1].resolve(60 * MINUTE);
  assert.ok((await presigned).url.includes('token-1'));
  assert.ok((await rejection(client.presign('a', { expires: 3601 }))) instanceof RangeError);
  assert.strictEqual(fetches.length, 2, 'no new one lives that long');
});
