'use strict';

// Every method over every way to name the server: which host, which Host, which path.

const { ROUTES, define } = require('../harness/case.js');
const { CALLS } = require('./calls.js');

for (const [method, { run, reply }] of Object.entries(CALLS)) {
  const add = define(method, { replies: [reply] });
  for (const via of Object.keys(ROUTES)) {
    add('endpoints', via, { via }, (client, it) => run(client, undefined, it));
  }
  add('endpoints', 'cname without a bucket', { via: 'cname', client: { bucket: undefined } }, (client, it) =>
    run(client, undefined, it)
  );
  add('endpoints', 'a bucket set later', { client: { bucket: undefined } }, (client, it) =>
    run(client.useBucket('later-bucket'), undefined, it)
  );
  add('endpoints', 'path style set later', (client, it) => {
    client.options.sldEnable = true;
    return run(client, undefined, it);
  });
  add(
    'endpoints',
    'the region of a VPC',
    { client: { region: 'vpc100-oss-cn-beijing', internal: true } },
    (client, it) => run(client, undefined, it)
  );
}

const get = define('get', { replies: [CALLS.get.reply] });

get('live options', 'a bucket written into options', (client) => {
  client.options.bucket = 'other-bucket';
  return client.get('a');
});
get('live options', 'keys written into options', (client) => {
  client.options.accessKeyId = 'other-key-id';
  client.options.accessKeySecret = 'other-key-secret';
  client.options.stsToken = 'other-token';
  return client.get('a');
});
get('live options', 'the signature version written into options', (client) => {
  client.options.authorizationV4 = !client.options.authorizationV4;
  return client.get('a');
});
get('live options', 'a region written into options', { via: 'ip' }, (client) => {
  client.options.region = 'oss-cn-beijing';
  return client.get('a');
});
get('live options', 'an endpoint with a bad host written into options', (client) => {
  client.options.endpoint = { host: 'a b', hostname: 'a b', protocol: 'http:' };
  return client.get('a');
});
get('endpoints', 'a cloud box', { client: { cloudBoxId: 'cb-fake123' } }, (client) => client.get('a'));
