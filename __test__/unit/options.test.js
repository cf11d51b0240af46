'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const OSS = require('../..');
const { rejection, serve } = require('./loopback');

const keys = { accessKeyId: 'test-id', accessKeySecret: 'test-secret' };

function deepFreeze(value) {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** What a library makes of options: a plain object, or the message. */
function made(library, options) {
  try {
    const { endpoint, ...rest } = library.initOptions(options);
    return { ...rest, endpoint: endpoint.href };
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

test('options and their defaults are those of ali-oss', () => {
  for (const options of [
    keys,
    { accessKeyId: ' test-id\n', accessKeySecret: '\ttest-secret ' },
    { ...keys, region: 'oss-us-west-1', internal: true, secure: true, bucket: 'my-bucket' },
    { ...keys, endpoint: 'https://files.example.com', cname: true, region: undefined },
    { ...keys, timeout: '2 minutes', retryMax: 3, authorizationV4: true, cloudBoxId: 'cb-1' },
    { ...keys, timeout: 0, bucket: '', refreshSTSTokenInterval: 1000 },
    { ...keys, anything: { else: 1 } },
  ]) {
    // Left open, retryMax is more than ali-oss's 0 (F3).
    const expected = made(AliOSS, options);
    if (!('retryMax' in options)) delete expected.retryMax;
    assert.deepStrictEqual(made(OSS, options), expected);
  }
});

test('the defaults are these', () => {
  assert.deepStrictEqual(made(OSS, keys), {
    ...keys,
    region: 'oss-cn-hangzhou',
    internal: false,
    secure: false,
    timeout: 60000,
    bucket: null,
    endpoint: 'http://oss-cn-hangzhou.aliyuncs.com/',
    cname: false,
    isRequestPay: false,
    sldEnable: false,
    headerEncoding: 'utf-8',
    refreshSTSToken: null,
    refreshSTSTokenInterval: 300000,
    authorizationV4: false,
    inited: true,
  });
});

test('options that are missing or malformed are refused in the words of ali-oss', () => {
  for (const [options, message] of [
    [undefined, 'Error: require accessKeyId, accessKeySecret'],
    [null, 'Error: require accessKeyId, accessKeySecret'],
    [{}, 'Error: require accessKeyId, accessKeySecret'],
    [{ accessKeyId: 'id' }, 'Error: require accessKeyId, accessKeySecret'],
    [{ accessKeySecret: 'secret' }, 'Error: require accessKeyId, accessKeySecret'],
    [{ accessKeyId: '', accessKeySecret: 'secret' }, 'Error: require accessKeyId, accessKeySecret'],
    [{ ...keys, bucket: 'A' }, 'Error: The bucket must be conform to the specifications'],
    [{ ...keys, endpoint: 'a b' }, 'Error: The endpoint must be conform to the specifications'],
    [{ ...keys, endpoint: {} }, 'Error: The endpoint must be conform to the specifications'],
    [{ ...keys, endpoint: 'ftp://a.com' }, 'Error: Endpoint protocol must be http or https.'],
    [{ ...keys, region: 'a/b' }, 'Error: The region must be conform to the specifications'],
    [{ ...keys, region: undefined }, 'Error: require options.endpoint or options.region'],
    [{ ...keys, region: '' }, 'Error: require options.endpoint or options.region'],
    [{ ...keys, timeout: {} }, 'Error: val is not a non-empty string or a valid number. val={}'],
    [{ ...keys, timeout: [1, 2] }, 'Error: val is not a non-empty string or a valid number. val=[1,2]'],
  ]) {
    assert.strictEqual(made(OSS, options), message);
    assert.strictEqual(made(AliOSS, options), message);
    assert.throws(() => new OSS(options), { message: message.replace('Error: ', '') });
  }
  assert.match(made(OSS, { ...keys, accessKeyId: 1 }), /^TypeError: .*trim is not a function$/);
});

test('a token that nobody refreshes is warned of on the console', (t) => {
  const warn = t.mock.method(console, 'warn', () => {});
  OSS.initOptions({ ...keys, stsToken: 'token' });
  assert.strictEqual(warn.mock.callCount(), 1);
  assert.match(warn.mock.calls[0].arguments[0], /refreshSTSToken/);
  OSS.initOptions({ ...keys, stsToken: 'token', refreshSTSToken: () => {} });
  OSS.initOptions({ ...keys, stsToken: 'token', refreshSTSTokenInterval: 1000 });
  OSS.initOptions(keys);
  assert.strictEqual(warn.mock.callCount(), 1);
});

test('options that have been made already are taken as they are', () => {
  const options = OSS.initOptions({ ...keys, bucket: 'my-bucket' });
  assert.strictEqual(new OSS(options).options, options);
});

test('frozen options make a client, and stay as they were', () => {
  const given = deepFreeze({ ...keys, bucket: 'my-bucket', timeout: '10s', endpoint: 'localhost:9000' });
  const before = structuredClone(given);
  const client = new OSS(given);
  client.useBucket('another-bucket');
  assert.deepStrictEqual(given, before);
  assert.strictEqual(client.getBucket(), 'another-bucket');
});

test('frozen arguments do for every call', async (t) => {
  const page =
    '<ListBucketResult><Name>my-bucket</Name><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>';
  const buckets =
    '<ListAllMyBucketsResult><Owner><ID>1</ID><DisplayName>1</DisplayName></Owner></ListAllMyBucketsResult>';
  const { endpoint } = await serve(t, (request, response) => {
    response.statusCode = request.method === 'DELETE' ? 204 : 200;
    const { searchParams } = new URL(request.url, endpoint);
    const listing = request.method === 'GET' && !request.url.includes('/key');
    response.end(listing ? (searchParams.has('marker') ? buckets : page) : '');
  });
  const client = new OSS(deepFreeze({ ...keys, bucket: 'my-bucket', endpoint, crc64: false }));
  const common = {
    timeout: [10000, 10000],
    headers: { 'x-oss-a': '1' },
    subres: { sub: null },
    additionalHeaders: [],
  };
  const versioned = deepFreeze({ ...common, versionId: 'v', process: 'image/resize,w_200' });
  const stored = deepFreeze({ ...common, meta: { uid: 1 }, mime: 'text/plain' });
  const signed = deepFreeze({
    method: 'PUT',
    process: 'image/resize,w_200',
    subResource: { versionId: 'v' },
    response: { 'Content-Type': 'text/plain' },
    callback: { url: 'http://example.com', body: 'a', customValue: { a: 1 } },
  });
  const name = 'key';
  await client.put(name, Buffer.from('a'), stored);
  await client.put(name, __filename, stored);
  await client.get(name, versioned);
  await client.head(name, versioned);
  await client.delete(name, versioned);
  await client.list(deepFreeze({ prefix: 'a' }), deepFreeze({ ...common }));
  await client.listV2(deepFreeze({ 'continuation-token': 'token' }), deepFreeze({ ...common }));
  await client.listBuckets(deepFreeze({ marker: 'a', subres: { tagging: null } }), deepFreeze({ ...common }));
  await client.putBucket('my-bucket', deepFreeze({ ...common, acl: 'private', storageClass: 'IA' }));
  await client.deleteBucket('my-bucket', deepFreeze({ ...common }));
  await client.request(
    deepFreeze({ method: 'GET', bucket: 'my-bucket', object: 'key', query: { a: [1, 2] } })
  );
  client.options.endpoint.host = 'localhost:1';
  client.options.endpoint.hostname = 'localhost';
  client.signatureUrl(name, signed);
  await client.asyncSignatureUrl(name, signed);
  await client.signatureUrlV4(
    'GET',
    60,
    deepFreeze({ headers: { a: '1' }, queries: { b: null } }),
    name,
    deepFreeze(['a'])
  );
  const sts = new OSS.STS(deepFreeze({ ...keys, endpoint: 'http://127.0.0.1:1' }));
  await rejection(
    sts.assumeRole('role', deepFreeze({ Version: '1' }), 900, 'session', deepFreeze({ timeout: 1000 }))
  );
});

test('a change of client.options counts at the next call', () => {
  const client = new OSS({ ...keys, bucket: 'my-bucket' });
  client.options.accessKeyId = 'another-id';
  client.options.stsToken = 'token';
  client.options.bucket = 'another-bucket';
  const url = new URL(client.signatureUrl('a'));
  assert.strictEqual(url.host, 'another-bucket.oss-cn-hangzhou.aliyuncs.com');
  assert.strictEqual(url.searchParams.get('OSSAccessKeyId'), 'another-id');
  assert.strictEqual(url.searchParams.get('security-token'), 'token');
});

test('ways to the service that are not there yet are refused and not passed over', () => {
  const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
  assert.throws(
    () => new OSS({ ...keys, enableProxy: true, proxy: 'http://127.0.0.1:1' }),
    /enableProxy is not/
  );
});
