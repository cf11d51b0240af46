'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { inspect } = require('node:util');
const AliOSS = require('ali-oss');
const OSS = require('../..');
const { version } = require('../../package.json');
const { client } = require('./loopback');

const keys = { accessKeyId: 'test-id', accessKeySecret: 'visible-secret', stsToken: 'visible-token' };

test('the export is a constructor that needs no new', () => {
  const options = { ...keys, stsToken: undefined };
  const context = {};
  for (const made of [
    new OSS(options, context),
    OSS(options, context),
    OSS.call(undefined, options, context),
  ]) {
    assert.ok(made instanceof OSS);
    assert.strictEqual(made.ctx, context);
    assert.ok(made.stsTokenFreshTime instanceof Date);
  }
  for (const made of [new OSS.STS(options), OSS.STS(options)]) assert.ok(made instanceof OSS.STS);
});

test('ES modules import the parts by name', async () => {
  const namespace = await import('../../index.js');
  assert.strictEqual(namespace.default, OSS);
  assert.strictEqual(namespace.STS, OSS.STS);
  assert.strictEqual(namespace.initOptions, OSS.initOptions);
  assert.strictEqual(namespace.credentials, OSS.credentials);
});

/** What ali-oss has no name for. */
const OWN = [
  'presign',
  'upload',
  'download',
  'copyLarge',
  'uploadDirectory',
  'downloadDirectory',
  'close',
  'stats',
  'deletePrefix',
  'exists',
  'listAll',
  'listPartsAll',
  'listUploadsAll',
  'listVersionsAll',
];

test('every method is one of ali-oss, or of ours', () => {
  for (const name of OWN) assert.ok(name in OSS.prototype && !(name in AliOSS.prototype), name);
  for (const name of Object.keys(OSS.prototype).filter((each) => !OWN.includes(each))) {
    assert.strictEqual(typeof AliOSS.prototype[name], 'function', name);
  }
});

test('a subclass can override what others use', () => {
  class Store extends OSS {
    _getUserAgent() {
      return 'store/1';
    }
  }
  const store = new Store({ ...keys, stsToken: undefined });
  assert.strictEqual(store.userAgent, 'store/1');
  assert.strictEqual(store.useBucket('my-bucket'), store);
});

test('the user agent names library, runtime and platform in ASCII', () => {
  const made = client();
  assert.strictEqual(
    made.userAgent,
    `ali-oss-native/${version} Node.js ${process.versions.node} on ${process.platform} ${process.arch}`
  );
  assert.strictEqual(
    made._checkUserAgent('a α b β c α'),
    new AliOSS({ ...keys, stsToken: undefined })._checkUserAgent('a α b β c α')
  );
});

test('the native handle shows nothing of the options', (t) => {
  t.mock.method(console, 'warn', () => {});
  const made = new OSS({ ...keys, bucket: 'my-bucket' });
  made.signatureUrl('a');
  const sts = new OSS.STS(keys);
  for (const shown of [made._native, made._native.current, sts._native]) {
    assert.doesNotMatch(inspect(shown, { depth: 9, showHidden: true, getters: true }), /visible-/);
    assert.doesNotMatch(String(JSON.stringify(shown)), /visible-/);
  }
});

test('a client is shown and serialised without its native handle', () => {
  const made = client();
  const members = ['ctx', 'options', 'stsTokenFreshTime', 'urllib', 'userAgent'];
  assert.deepStrictEqual(Object.keys(made).sort(), members);
  assert.doesNotMatch(inspect(made), /_native/);
  assert.doesNotMatch(JSON.stringify(made), /_native/);
  assert.deepStrictEqual(Object.keys(new OSS.STS({ ...keys })), ['options', 'urllib']);
});
