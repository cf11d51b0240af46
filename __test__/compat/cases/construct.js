'use strict';

// new OSS(options), OSS(options) and OSS.initOptions(options): what is refused, and what is kept.

const { define } = require('../harness/case.js');

const KEYS = { accessKeyId: 'fake-key-id', accessKeySecret: 'fake-key-secret' };

const OPTIONS = {
  undefined: undefined,
  null: null,
  'an empty object': {},
  'a string': 'keys',
  'no secret': { accessKeyId: 'a' },
  'no id': { accessKeySecret: 'a' },
  'an empty id': { accessKeyId: '', accessKeySecret: 'a' },
  'an empty secret': { accessKeyId: 'a', accessKeySecret: '' },
  'keys of blanks': { accessKeyId: '  ', accessKeySecret: ' \n' },
  'keys with blanks around': { accessKeyId: ' a ', accessKeySecret: '\tb\n' },
  'keys that are numbers': { accessKeyId: 1, accessKeySecret: 2 },
  'only keys': KEYS,
};

const OVER_KEYS = {
  'a token': { stsToken: 'fake-token', refreshSTSTokenInterval: 1 },
  'a bucket': { bucket: 'my-bucket' },
  'a bucket with an upper-case letter': { bucket: 'My-bucket' },
  'a bucket of two characters': { bucket: 'ab' },
  'a bucket with a dot': { bucket: 'my.bucket' },
  'a bucket with an underscore': { bucket: 'my_bucket' },
  'an empty bucket': { bucket: '' },
  'a bucket that is a number': { bucket: 123 },
  'a region': { region: 'oss-cn-beijing' },
  'a region without a prefix': { region: 'cn-beijing' },
  'a region with an underscore': { region: 'a_b' },
  'a region with a dot': { region: 'oss.cn' },
  'a region with a slash': { region: 'oss/cn' },
  'a region with a blank': { region: 'oss cn' },
  'a region in Chinese': { region: '杭州' },
  'an empty region': { region: '' },
  'an undefined region': { region: undefined },
  'a null region': { region: null },
  'a region that is a number': { region: 5 },
  'an internal region': { internal: true },
  'a secure region': { secure: true, internal: true },
  'a region of a VPC': { region: 'vpc100-oss-cn-beijing', internal: true },
  'an endpoint': { endpoint: 'http://oss-cn-beijing.aliyuncs.com' },
  'an endpoint without a protocol': { endpoint: 'oss-cn-beijing.aliyuncs.com' },
  'an endpoint without a protocol, secure': { endpoint: 'oss-cn-beijing.aliyuncs.com', secure: true },
  'an endpoint over a region': { endpoint: 'https://oss.example.com', region: 'oss-cn-beijing' },
  'an endpoint over a bad region': { endpoint: 'https://oss.example.com', region: 'a b' },
  'an endpoint with a slash': { endpoint: 'https://oss.example.com/' },
  'an endpoint with a path': { endpoint: 'https://oss.example.com/a/b' },
  'an endpoint with a port': { endpoint: 'https://oss.example.com:8443' },
  'an endpoint in upper case': { endpoint: 'HTTP://OSS.Example.COM' },
  'an endpoint that is an IP': { endpoint: 'http://127.0.0.1:8080' },
  'an endpoint that is an IPv6': { endpoint: 'http://[::1]:8080' },
  'an endpoint with a blank': { endpoint: 'http://oss example.com' },
  'an endpoint with a query': { endpoint: 'http://oss.example.com/?a=b' },
  'an endpoint with a user': { endpoint: 'http://user:pass@oss.example.com' },
  'an endpoint in Chinese': { endpoint: 'http://中文.com' },
  'an endpoint of ftp': { endpoint: 'ftp://oss.example.com' },
  'an endpoint that is a host and a port': { endpoint: 'oss.example.com:8080' },
  'an endpoint that is localhost and a port': { endpoint: 'localhost:8080' },
  'an endpoint that is an IP and a port': { endpoint: '127.0.0.1:8080' },
  'an endpoint of slashes': { endpoint: '//oss.example.com' },
  'an endpoint that is an object': { endpoint: { host: 'oss.example.com', protocol: 'http:' } },
  'an endpoint that is a number': { endpoint: 5 },
  'an endpoint that is empty': { endpoint: '' },
  cname: { endpoint: 'http://cdn.example.com', cname: true },
  'a timeout': { timeout: 1234 },
  'a timeout in s': { timeout: '10s' },
  'a timeout in minutes': { timeout: '1m' },
  'a timeout of zero': { timeout: 0 },
  'a timeout that is a word': { timeout: 'soon' },
  'a timeout that is a pair': { timeout: [1000, 2000] },
  'a timeout that is null': { timeout: null },
  'a timeout below zero': { timeout: -1 },
  'a timeout that is an object': { timeout: {} },
  'V4 signatures': { authorizationV4: true, cloudBoxId: 'cb-fake' },
  'V1 signatures': { authorizationV4: false },
  'options of its own': { anything: { deep: [1, 2] }, useFetch: true, maxSocket: 5 },
  'everything else': {
    isRequestPay: true,
    sldEnable: true,
    headerEncoding: 'latin1',
    retryMax: 3,
    refreshSTSTokenInterval: 1000,
    requestErrorRetryHandle: () => true,
    amendTimeSkewed: 5,
  },
};

const MAKERS = {
  constructor: (it, options) => {
    const client = new it.OSS(options);
    return { options: client.options, url: client.options.endpoint.format() };
  },
  initOptions: (it, options) => it.OSS.initOptions(options),
};

for (const [method, make] of Object.entries(MAKERS)) {
  const add = define(method, { bare: true, signatures: ['v1'] });
  for (const [kind, options] of Object.entries(OPTIONS))
    add('options', kind, { covers: Object.keys(KEYS) }, (it) => make(it, options));
  for (const [kind, options] of Object.entries(OVER_KEYS))
    add('options', kind, { covers: Object.keys(options) }, (it) => make(it, { ...KEYS, ...options }));
}

const construct = define('constructor', { bare: true, signatures: ['v1'] });
construct('result', 'without new', (it) => {
  const { OSS } = it;
  const client = OSS(KEYS);
  return { isClient: client instanceof OSS, options: client.options };
});
construct('result', 'without new and without keys', (it) => {
  const { OSS } = it;
  return OSS({});
});
construct('result', 'of options made before', (it) => {
  const options = it.OSS.initOptions(KEYS);
  return new it.OSS(options).options === options;
});
construct(
  'result',
  'of options that say they were made before',
  (it) => new it.OSS({ inited: true }).options
);
construct('result', 'a copy of the options', (it) => {
  const options = { ...KEYS };
  return { same: new it.OSS(options).options === options, options };
});
construct('result', 'a context', (it) => new it.OSS(KEYS, { user: 1 }).ctx);
construct('result', 'the moment of the token', (it) => new it.OSS(KEYS).stsTokenFreshTime);
construct('result', 'a user agent', (it) => typeof new it.OSS(KEYS).userAgent);
construct('result', 'a prototype that can be extended', (it) => {
  class Mine extends it.OSS {
    whoAmI() {
      return this.options.accessKeyId;
    }
  }
  const mine = new Mine(KEYS);
  return [mine instanceof it.OSS, mine.whoAmI(), typeof mine.put];
});
