'use strict';

// Options that change every request: each on the plainest call of every method, and written into the options later.

const { define } = require('../harness/case.js');
const { CALLS } = require('./calls.js');

const OPTIONS = {
  'the requester pays': { isRequestPay: true },
  'a clock that is late': { amendTimeSkewed: -90_000 },
  'a cloud box': { cloudBoxId: 'cb-fake123' },
  'another header encoding': { headerEncoding: 'latin1' },
};

const NAMES = { 'x-oss-meta-name': 'café', 'x-oss-meta-plain': 'plain' };

for (const [method, { run, reply }] of Object.entries(CALLS)) {
  const add = define(method, { replies: [reply] });
  for (const [kind, options] of Object.entries(OPTIONS)) {
    add('client options', kind, { client: options }, (client, it) => run(client, undefined, it));
    add('client options', `${kind}, set later`, (client, it) => {
      Object.assign(client.options, options);
      return run(client, undefined, it);
    });
  }
  add('client options', 'names in latin1', { client: { headerEncoding: 'latin1' } }, (client, it) =>
    run(client, { headers: { ...NAMES } }, it)
  );
  add('client options', 'a context of the call', (client, it) => run(client, { ctx: { user: 1 } }, it));
  add('client options', 'a context of the client', (client, it) => {
    client.ctx = { user: 1 };
    return run(client, undefined, it);
  });
}

/** What callers write into `client.options.endpoint`. */
const CHANGES = {
  'another host': (endpoint) => Object.assign(endpoint, { host: 'oss-cn-beijing.aliyuncs.com' }),
  'a host without its name': (endpoint) =>
    Object.assign(endpoint, { host: 'oss-cn-beijing.aliyuncs.com:80' }),
  'another name beside the host': (endpoint) =>
    Object.assign(endpoint, { hostname: 'oss-cn-beijing.aliyuncs.com' }),
  'another protocol': (endpoint) => Object.assign(endpoint, { protocol: 'https:' }),
  'a path': (endpoint) => Object.assign(endpoint, { pathname: '/ignored', path: '/ignored' }),
};

for (const [kind, change] of Object.entries(CHANGES)) {
  define('get')('endpoint', kind, { replies: [CALLS.get.reply] }, async (client) => {
    const { endpoint } = client.options;
    change(endpoint);
    const text = endpoint.format();
    const { host, hostname, protocol } = endpoint;
    const url = client.signatureUrl('a b');
    return { text, host, hostname, protocol, url, got: await client.get('a b') };
  });
}
define('get')('endpoint', 'another object', { replies: [CALLS.get.reply] }, (client, it) => {
  client.options.endpoint = new it.OSS({
    accessKeyId: 'a',
    accessKeySecret: 'b',
    endpoint: 'http://oss-cn-beijing.aliyuncs.com',
  }).options.endpoint;
  return client.get('a');
});
