'use strict';

// Does what can be done with keys, tokens and policies, well and badly, and prints whatever a program could print of it:
// clients, providers, events, errors with all that hangs on them, the log. The parent looks for the canaries in that.

const { channel } = require('node:diagnostics_channel');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { inspect } = require('node:util');
const { ours } = require('../../support/clients.js');

const { OSS } = ours;
const [dir, origin, metadata] = process.argv.slice(2);
const canaries = JSON.parse(process.env.CANARIES);
const { secret, token, policy, externalId, oidcToken, argument, query } = canaries;
// Only this file knows them: what the addon might print is no news of the environment.
delete process.env.CANARIES;

const KEYS = { accessKeyId: 'LTAI5tFakeCanaryKeyId', accessKeySecret: secret };
const TEMPORARY = { ...KEYS, accessKeyId: 'STS.FakeCanaryKeyId', stsToken: token };
const ROLE = 'acs:ram::1234567890123456:role/oss-demo';
const POLICY = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:*', Resource: policy }] };

function show(what, value) {
  console.log(
    what,
    inspect(value, { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null })
  );
  console.log(what, value?.stack, String(value), JSON.stringify(value));
}

/** Prints the error that a call ends with; of a call that ends well nothing, as that is what was asked for. */
async function attempt(what, call) {
  try {
    await call();
    console.log(what, 'ended well');
  } catch (error) {
    show(what, error);
    for (let cause = error.cause; cause; cause = cause.cause) show(`${what}, cause`, cause);
  }
}

/** A server that breaks off, or answers what is no answer. */
async function listen(answer) {
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

async function main() {
  channel('ali-oss-native:credentials').subscribe((event) => show('event', event));
  const broken = [
    await listen((_, response) => response.destroy()),
    await listen((_, response) => response.end('<html>no answer</html>')),
    await listen((_, response) => response.writeHead(500).end('{"Code":')),
  ];
  const origins = [origin, 'http://127.0.0.1:1', ...broken.map((server) => server.origin)];

  for (const endpoint of origins) {
    for (const keys of [KEYS, TEMPORARY]) {
      for (const authorizationV4 of [false, true]) {
        const options = { refreshSTSTokenInterval: 1e9, retryMax: 0, sldEnable: true, bucket: 'my-bucket' };
        const client = new OSS({ ...keys, ...options, endpoint, region: 'oss-cn-hangzhou', authorizationV4 });
        show('client', client);
        await attempt('get', () => client.get('a'));
        await attempt('put', () => client.put('a', Buffer.from('a')));
        await attempt('head', () => client.head('a'));
        await attempt('list', () => client.list());
        await attempt('putBucketPolicy', () => client.putBucketPolicy('my-bucket', POLICY));
        await attempt('multipartUpload', () => client.multipartUpload('a', Buffer.alloc(200 * 1024)));
        await attempt('wrong header', () => client.put('a', Buffer.from('a'), { headers: { 'x-a': '\n' } }));
        await attempt('presign', () => client.presign('a', { expires: 0 }));
        await attempt('signatureUrl', () => client.signatureUrl('?'));
        await attempt('form', () => client.calculatePostSignature(5));
      }
    }
    for (const keys of [KEYS, TEMPORARY]) {
      const sts = new OSS.STS({ ...keys, endpoint, retryMax: 0, timeout: 2000 });
      show('sts', sts);
      await attempt('assumeRole', () => sts.assumeRole(ROLE, POLICY, 900, 'a', { externalId }));
      await attempt('broken policy', () => sts.assumeRole(ROLE, `{"${policy}`, 900, 'a'));
      await attempt('getCallerIdentity', () => sts.getCallerIdentity());
      await attempt('oidc', () => sts.assumeRoleWithOIDC(ROLE, 'acs:ram::1:oidc-provider/a', oidcToken));
    }
  }

  fs.writeFileSync(path.join(dir, 'token'), oidcToken);
  fs.writeFileSync(path.join(dir, 'broken.json'), `{"profiles":[{"access_key_secret":"${secret}",,`);
  fs.writeFileSync(
    path.join(dir, 'odd.json'),
    JSON.stringify({ profiles: [{ name: 'default', mode: 'RamRoleArn', access_key_secret: secret, policy }] })
  );
  fs.writeFileSync(
    path.join(dir, 'odd.ini'),
    `[default]\ntype = access_key\naccess_key_secret = ${secret}\n`
  );
  const { credentials } = OSS;
  const role = { roleArn: ROLE, policy: POLICY, externalId, stsEndpoint: origin };
  const providers = {
    static: credentials.static(TEMPORARY),
    'a function': async () => TEMPORARY,
    'a function that throws': async () => {
      throw new Error('no answer');
    },
    'a function that gives half': async () => ({ accessKeySecret: secret }),
    'a broken profile': credentials.cliProfile({ file: path.join(dir, 'broken.json') }),
    'an odd profile': credentials.cliProfile({ file: path.join(dir, 'odd.json') }),
    'an odd section': credentials.credentialsFile({ file: path.join(dir, 'odd.ini') }),
    uri: credentials.uri(`${metadata}/nothing?token=${query}`),
    'uri with a user': credentials.uri(`http://me:${query}@127.0.0.1:1/`),
    'uri without an answer': credentials.uri(`${broken[1].origin}/?token=${query}`),
    process: credentials.process([process.execPath, '-e', 'process.exit(1)', argument]),
    shell: credentials.process(`echo ${argument}; exit 1`),
    'no program': credentials.process([argument]),
    oidc: credentials.oidcRole({
      ...role,
      oidcProviderArn: 'acs:ram::1:oidc-provider/a',
      oidcTokenFile: path.join(dir, 'token'),
    }),
    'assumed role': credentials.assumeRole({ ...role, source: credentials.static(TEMPORARY) }),
    'assumed role, no answer': credentials.assumeRole({
      ...role,
      stsEndpoint: broken[0].origin,
      source: async () => KEYS,
    }),
  };
  for (const [name, credentials] of Object.entries(providers)) {
    const client = new OSS({ credentials, endpoint: origin, sldEnable: true, bucket: 'my-bucket' });
    await attempt(name, () => client.get('a'));
    show(name, client);
    if (!name.startsWith('a function')) show(name, credentials);
  }
  for (const { server } of broken) server.close();
  console.log('all done');
}

main();
