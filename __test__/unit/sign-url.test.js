'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const { client, rejection } = require('./loopback');

const NOW = Date.UTC(2030, 0, 1);

/** Ours and ali-oss's client with the same options, in a world where time stands still. */
function pair(t, options) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const keys = { accessKeyId: 'test-id', accessKeySecret: 'test-secret', bucket: 'my-bucket' };
  return [client(options), new AliOSS({ ...keys, ...options })];
}

/** A URL without regard to the order of its parameters. */
function parts(text) {
  const url = new URL(text);
  const parameters = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1));
  return { address: `${url.protocol}//${url.host}${url.pathname}`, parameters };
}

const KEYS = ['a.txt', 'a/b c.txt', '/leading', '存储/é😀.png', "a!'()*~-_.+&=%2F?#"];
const OPTIONS = [
  undefined,
  {},
  { expires: 3600, method: 'PUT' },
  { method: 'PUT', 'Content-Type': 'text/plain; charset=UTF-8', 'Content-MD5': 'abc==' },
  { 'x-oss-meta-uid': '1', 'X-Oss-Acl': 'private', unknown: 'ignored' },
  { response: { 'content-type': 'text/custom', 'Content-Disposition': 'attachment; filename="é"' } },
  { process: 'image/resize,w_200', trafficLimit: 819200, subResource: { versionId: 'v', acl: '' } },
  {
    method: 'POST',
    callback: { url: 'http://example.com/é', body: 'a=$(b)', host: 'h', contentType: 'application/json' },
  },
  {
    method: 'PUT',
    callback: { url: 'http://a', body: 'b', callbackSNI: true, customValue: { one: '1', two: 'é' } },
  },
];

test('V1 URLs are those of ali-oss', async (t) => {
  for (const settings of [
    {},
    { secure: true },
    { sldEnable: true },
    { endpoint: 'http://files.example.com', cname: true },
  ]) {
    const [ours, theirs] = pair(t, settings);
    for (const key of KEYS) {
      for (const options of OPTIONS) {
        const expected = parts(theirs.signatureUrl(key, structuredClone(options)));
        assert.deepStrictEqual(
          parts(ours.signatureUrl(key, options)),
          expected,
          `${key} ${JSON.stringify(options)}`
        );
        assert.deepStrictEqual(parts(await ours.asyncSignatureUrl(key, options)), expected);
      }
    }
  }
});

test('a token is in the URL', (t) => {
  const [ours, theirs] = pair(t, { stsToken: 'token+/=', refreshSTSTokenInterval: 1000 });
  assert.deepStrictEqual(parts(ours.signatureUrl('a')), parts(theirs.signatureUrl('a')));
});

test('V4 URLs are those of ali-oss', async (t) => {
  const [ours, theirs] = pair(t, { region: 'oss-cn-beijing' });
  for (const input of [
    ['GET', 60, undefined, 'a/b c.txt'],
    [
      'PUT',
      604800,
      { headers: { 'Content-Type': 'text/plain', 'Content-Length': 1 } },
      '存储',
      ['Content-Length'],
    ],
    [
      'GET',
      60,
      { headers: { 'Cache-Control': 'no-cache' }, queries: { versionId: 'v', acl: null } },
      'a',
      ['Cache-Control'],
    ],
    ['GET', 60, { queries: { prefix: 'a/b', 'max-keys': 10 } }],
  ]) {
    assert.deepStrictEqual(
      parts(await ours.signatureUrlV4(...input)),
      parts(await theirs.signatureUrlV4(...structuredClone(input))),
      JSON.stringify(input)
    );
  }
});

test('what cannot be signed is refused in the words of ali-oss', async (t) => {
  for (const [settings, key, message] of [
    [{ endpoint: 'http://127.0.0.1:9000' }, 'a', 'can not get the object URL when endpoint is IP'],
    [{}, '?a', 'Invalid object name ?a'],
  ]) {
    for (const made of pair(t, settings)) {
      assert.throws(() => made.signatureUrl(key), { message });
      assert.strictEqual((await rejection(made.asyncSignatureUrl(key))).message, message);
    }
  }
  const [ours, theirs] = pair(t, {});
  assert.deepStrictEqual(
    parts(ours.signatureUrl('?a', {}, false)),
    parts(theirs.signatureUrl('?a', {}, false))
  );
  for (const made of [ours, theirs]) {
    const error = await rejection(made.signatureUrlV4('GET', 60, undefined, 'a', ['x-missing']));
    assert.strictEqual(error.message, "Can't find additional header x-missing in request headers.");
  }
});
