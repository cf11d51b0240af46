'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const url = require('node:url');
const AliOSS = require('ali-oss');
const OSS = require('../..');
const { isIPEndpoint, parseEndpoint } = require('../../lib/endpoint');

const keys = { accessKeyId: 'test-id', accessKeySecret: 'test-secret' };
const FIELDS = [
  ...['protocol', 'slashes', 'auth', 'host', 'port', 'hostname'],
  ...['hash', 'search', 'query', 'pathname', 'path', 'href'],
];
const ACCEPTED = [
  'oss-cn-hangzhou.aliyuncs.com',
  'OSS-CN-Hangzhou.Aliyuncs.com',
  'http://oss-cn-hangzhou.aliyuncs.com',
  'https://oss-cn-hangzhou.aliyuncs.com/',
  'HTTPS://OSS-cn-hangzhou.aliyuncs.com',
  'oss-accelerate.aliyuncs.com',
  'files.example.com/a/b/',
  'files.example.com/A//b',
  'files.example.com/a:b',
  'http://files.example.com/../b/./c',
  'a_b.example.com',
  'http://a-.example.com',
  'xn--fiqs8s.example',
  'localhost',
  'http://localhost:9000',
  'https://localhost:443',
  'http://localhost:0080/a',
  'http://localhost:',
  'http://localhost:/a',
  '127.0.0.1',
  'http://127.0.0.1:9000',
  '1234',
  'a..b',
  '-',
  '...',
];
const REFUSED = [
  ...['a b', 'http://a.com?x', 'http://u@a.com', '[::1]', 'http://[::1]:80', 'http://a.com/é', 'a.com\n'],
  ...['ftp://a.com', 'file:///a', 'javascript:a', 'mailto:a', 'x-y.z://a.com'],
];

/** The endpoint's fields, or why there is none. */
function endpointOf(library, options) {
  try {
    const { endpoint } = library.initOptions({ ...keys, ...options });
    return { ...Object.fromEntries(FIELDS.map((name) => [name, endpoint[name]])), text: endpoint.format() };
  } catch (error) {
    return { refused: error.message };
  }
}

test('an endpoint has the fields of a legacy URL', () => {
  for (const endpoint of ACCEPTED) {
    for (const secure of [false, true]) {
      const ours = endpointOf(OSS, { endpoint, secure });
      assert.ok(!ours.refused, `${endpoint}: ${ours.refused}`);
      assert.deepStrictEqual(ours, endpointOf(AliOSS, { endpoint, secure }), endpoint);
    }
  }
});

test('a host and port without protocol is what the URL with the protocol would be', () => {
  for (const text of ['localhost:9000', '127.0.0.1:9000', 'a.example.com:80/b', 'x:1']) {
    for (const secure of [false, true]) {
      const expected = url.parse(`http${secure ? 's' : ''}://${text}`);
      const ours = parseEndpoint(text, secure);
      for (const name of FIELDS) assert.strictEqual(ours[name], expected[name], `${name} of ${text}`);
      assert.strictEqual(ours.format(), expected.format());
    }
  }
});

test('what ali-oss refuses is refused in the same words', () => {
  for (const endpoint of REFUSED) {
    const ours = endpointOf(OSS, { endpoint });
    assert.ok(ours.refused, `${JSON.stringify(endpoint)} was taken`);
    assert.deepStrictEqual(ours, endpointOf(AliOSS, { endpoint }), endpoint);
  }
});

test('what ali-oss would send to a host that is not in it is refused', () => {
  for (const endpoint of [
    'http://',
    'http:///a',
    '//a.com',
    '/a.com',
    ':80',
    'http://:80',
    'http://a:1x',
    'http://a:1:2',
  ]) {
    assert.throws(() => parseEndpoint(endpoint, false), {
      message: 'The endpoint must be conform to the specifications',
    });
  }
  for (const endpoint of ['http:', 'http:a.com', 'http:/a.com', 'a.com:', 'a:1:2', 'a:1x']) {
    assert.throws(() => parseEndpoint(endpoint, false), {
      message: 'Endpoint protocol must be http or https.',
    });
  }
});

test('a region has a public and an internal endpoint', () => {
  for (const region of [
    'oss-cn-hangzhou',
    'oss-us-west-1',
    'vpc100-oss-cn-hangzhou',
    'OSS-CN-Beijing',
    'a_b',
  ]) {
    for (const internal of [false, true]) {
      for (const secure of [false, true]) {
        const options = { region, internal, secure };
        const ours = endpointOf(OSS, options);
        assert.ok(!ours.refused, ours.refused);
        assert.deepStrictEqual(ours, endpointOf(AliOSS, options), JSON.stringify(options));
      }
    }
  }
  assert.strictEqual(
    OSS.initOptions({ ...keys, internal: true, secure: true }).endpoint.href,
    'https://oss-cn-hangzhou-internal.aliyuncs.com/'
  );
});

test('a region that could lead elsewhere is refused', () => {
  for (const region of ['oss-cn/hangzhou', 'a.example.com#', 'oss cn', 'oss-cn-hangzhou:80', 'é']) {
    const ours = endpointOf(OSS, { region });
    assert.deepStrictEqual(ours, { refused: 'The region must be conform to the specifications' });
    assert.deepStrictEqual(ours, endpointOf(AliOSS, { region }));
  }
});

test('an endpoint wins over a region', () => {
  assert.strictEqual(
    OSS.initOptions({ ...keys, region: 'oss-cn-beijing', endpoint: 'a.com' }).endpoint.host,
    'a.com'
  );
});

test('a changed endpoint counts at the next call, and is checked again', () => {
  const client = new OSS({ ...keys, bucket: 'my-bucket' });
  client.options.endpoint.protocol = 'https:';
  client.options.endpoint.host = 'files.example.com:8443';
  assert.match(client.signatureUrl('a'), /^https:\/\/my-bucket\.files\.example\.com:8443\/a\?/);
  client.options.endpoint.host = 'files.example.com#';
  assert.throws(() => client.signatureUrl('a'), {
    message: 'The endpoint must be conform to the specifications',
  });
});

test('an IP address is told from a name', () => {
  for (const [text, is] of [
    ['127.0.0.1', true],
    ['http://10.0.0.1:80/a', true],
    ['127.0.0.1.example.com', false],
    ['256.0.0.1', false],
    ['localhost:80', false],
  ]) {
    assert.strictEqual(isIPEndpoint(parseEndpoint(text, false)), is, text);
  }
});
