'use strict';

// Each provider against a real counterpart: files, programs, and the emulator's STS, metadata service and credentials URI. Who
// a credential is says GetCallerIdentity; that it is good says an object.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const net = require('node:net');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const OSS = require('../../index.js');
const { startEmulator } = require('../support/emulator.js');
const { tempDir } = require('../support/temp.js');

const ACCOUNT = '1234567890123456';
const USER = { accessKeyId: 'LTAI5tFakeProviderUser', accessKeySecret: 'FakeSecretOfTheProviderUser' };
const PROVIDER_ARN = `acs:ram::${ACCOUNT}:oidc-provider/cluster`;
const role = (name) => `acs:ram::${ACCOUNT}:role/${name}`;
const session = (name, sessionName = 'ali-oss-native') =>
  `acs:ram::${ACCOUNT}:assumed-role/${name}/${sessionName}`;
const USER_ARN = `acs:ram::${ACCOUNT}:user/app`;

const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The account: a user, roles that trust it, one that wants an external id, and one for tokens of the cluster. */
function config() {
  const allow = (...actions) => ({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
  const trust = (principal, condition) => ({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: principal,
        ...(condition && { Condition: { StringEquals: condition } }),
      },
    ],
  });
  const account = { RAM: [`acs:ram::${ACCOUNT}:root`] };
  return {
    buckets: [{ name: 'my-bucket' }],
    accounts: [
      {
        uid: ACCOUNT,
        users: [
          {
            name: 'app',
            policies: [allow('oss:*', 'sts:*')],
            keys: [{ id: USER.accessKeyId, secret: USER.accessKeySecret }],
          },
        ],
        oidc_providers: [
          {
            name: 'cluster',
            issuer: 'https://oidc.example.com',
            client_ids: ['sts.aliyuncs.com'],
            public_keys: [publicKey.export({ type: 'spki', format: 'pem' })],
          },
        ],
        roles: [
          { name: 'instance', trust: trust(account), policies: [allow('oss:*', 'sts:*')] },
          { name: 'writer', trust: trust(account), policies: [allow('oss:*', 'sts:*')] },
          {
            name: 'guarded',
            trust: trust(account, { 'sts:ExternalId': 'agreed' }),
            policies: [allow('oss:*')],
          },
          {
            name: 'pods',
            trust: trust({ Federated: [PROVIDER_ARN] }, { 'oidc:sub': 'system:serviceaccount:demo:app' }),
            policies: [allow('oss:*')],
          },
        ],
      },
    ],
  };
}

/** A token that the cluster signed. */
function oidcToken(changes) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'https://oidc.example.com',
    aud: 'sts.aliyuncs.com',
    sub: 'system:serviceaccount:demo:app',
    iat: now,
    exp: now + 3600,
    ...changes,
  };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${crypto.sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

let emulator;
let dir;
/** Variables before the tests, and between them. */
const original = {};
const usual = {};

before(async () => {
  dir = tempDir();
  emulator = await startEmulator([
    '--metadata-port',
    '0',
    '--config',
    dir.write('config.json', JSON.stringify(config())),
  ]);
  environment({ OSS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`, HOME: dir.root });
});

after(async () => {
  for (const [name, value] of Object.entries(original)) restore(name, value);
  await emulator.stop();
  dir.remove();
});

/** Sets variables until the tests are over. */
function environment(values) {
  for (const [name, value] of Object.entries(values)) {
    original[name] = process.env[name];
    usual[name] = value;
    restore(name, value);
  }
}

function restore(name, value) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Sets variables for one test; `null` takes one away. */
function forTest(t, values) {
  for (const [name, value] of Object.entries(values)) {
    if (!(name in usual)) usual[name] = process.env[name];
    restore(name, value ?? undefined);
    t.after(() => restore(name, usual[name]));
  }
}

/** Who the credential of a provider is, after it has stored and fetched an object. */
async function identityOf(credentials) {
  const client = new OSS({ region: 'oss-cn-hangzhou', bucket: 'my-bucket', credentials });
  const name = `of-${crypto.randomUUID()}`;
  await client.put(name, Buffer.from(name));
  assert.equal(String((await client.get(name)).content), name);
  return (await new OSS.STS({ credentials }).getCallerIdentity()).identity.Arn;
}

/** The one error of a provider, and what it says beyond the file. */
async function refusal(provider) {
  const error = await provider.getCredentials().then(
    () => assert.fail('there is a credential'),
    (reason) => reason
  );
  assert.equal(error.name, 'CredentialsError');
  assert.equal(error.code, 'CredentialsError');
  assert.equal(error.providers.length >= 1, true);
  for (const { provider: name, message } of error.providers) {
    assert.ok(error.message.includes(`${name}: ${message}`), error.message);
  }
  return error;
}

const { credentials } = OSS;

describe('environment', () => {
  test('both families of names', async (t) => {
    forTest(t, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: USER.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: USER.accessKeySecret,
    });
    assert.equal(await identityOf(credentials.environment()), USER_ARN);
    forTest(t, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: null,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: null,
      OSS_ACCESS_KEY_ID: USER.accessKeyId,
      OSS_ACCESS_KEY_SECRET: USER.accessKeySecret,
    });
    assert.equal(await identityOf(credentials.environment()), USER_ARN);
  });

  test('a token', async (t) => {
    const sts = new OSS.STS(USER);
    const { credentials: issued } = await sts.assumeRole(role('writer'), null, 900, 'from-env');
    forTest(t, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: issued.AccessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: issued.AccessKeySecret,
      ALIBABA_CLOUD_SECURITY_TOKEN: issued.SecurityToken,
    });
    assert.equal(await identityOf(credentials.environment()), session('writer', 'from-env'));
  });

  test('half of a key is refused', async (t) => {
    forTest(t, { ALIBABA_CLOUD_ACCESS_KEY_ID: USER.accessKeyId });
    assert.equal(
      (await refusal(credentials.environment())).message,
      'no credential: environment: ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set'
    );
  });
});

describe('~/.aliyun/config.json', () => {
  const keys = { access_key_id: USER.accessKeyId, access_key_secret: USER.accessKeySecret };
  const profile = (name, mode, fields) => ({ name, mode, ...fields });

  function write(profiles, current = 'keys') {
    require('node:fs').mkdirSync(dir.path('.aliyun'), { recursive: true });
    return dir.write('.aliyun/config.json', JSON.stringify({ current, profiles }));
  }

  before(async () => {
    const { credentials: issued } = await new OSS.STS(USER).assumeRole(role('writer'), null, 900, 'in-file');
    const program = dir.write(
      'program.js',
      `console.log(JSON.stringify({ mode: 'AK', access_key_id: '${USER.accessKeyId}', access_key_secret: '${USER.accessKeySecret}' }))`
    );
    write([
      profile('keys', 'AK', keys),
      profile('token', 'StsToken', {
        access_key_id: issued.AccessKeyId,
        access_key_secret: issued.AccessKeySecret,
        sts_token: issued.SecurityToken,
      }),
      profile('role', 'RamRoleArn', {
        ...keys,
        ram_role_arn: role('writer'),
        ram_session_name: 'cli',
        expired_seconds: 900,
        sts_region: 'cn-hangzhou',
        enable_vpc: true,
      }),
      profile('instance', 'EcsRamRole', { ram_role_name: 'instance' }),
      profile('pod', 'OIDC', {
        ram_role_arn: role('pods'),
        oidc_provider_arn: PROVIDER_ARN,
        oidc_token_file: dir.write('cli-token', oidcToken()),
      }),
      profile('chained', 'ChainableRamRoleArn', {
        source_profile: 'role',
        ram_role_arn: role('guarded'),
        external_id: 'agreed',
      }),
      profile('program', 'External', { process_command: `${process.execPath} ${program}` }),
    ]);
  });

  for (const [name, arn] of [
    [undefined, USER_ARN],
    ['token', session('writer', 'in-file')],
    ['role', session('writer', 'cli')],
    ['instance', session('instance', 'i-emulated')],
    ['pod', session('pods')],
    ['chained', session('guarded')],
    ['program', USER_ARN],
  ]) {
    test(`profile ${name ?? 'of the file'}`, async (t) => {
      forTest(t, { ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT: emulator.metadataOrigin });
      assert.equal(await identityOf(credentials.cliProfile({ profile: name })), arn);
    });
  }

  test('ALIBABA_CLOUD_PROFILE chooses one', async (t) => {
    forTest(t, { ALIBABA_CLOUD_PROFILE: 'role' });
    assert.equal(await identityOf(credentials.cliProfile()), session('writer', 'cli'));
  });

  test('a file that cannot be read, broken JSON and a refused role are told', async () => {
    const missing = dir.path('missing.json');
    assert.match(
      (await refusal(credentials.cliProfile({ file: missing }))).message,
      /missing\.json: No such file/
    );
    assert.match(
      (await refusal(credentials.cliProfile({ file: dir.root }))).message,
      /cli profile: .*directory/
    );
    const broken = dir.write('broken.json', '{"profiles": [{"access_key_secret": "visible"');
    const { message } = await refusal(credentials.cliProfile({ file: broken }));
    assert.match(message, /broken\.json: not JSON: EOF while parsing an object at line 1 column \d+/);
    assert.ok(!message.includes('visible'));
    const refused = dir.write(
      'refused.json',
      JSON.stringify({
        profiles: [profile('default', 'RamRoleArn', { ...keys, ram_role_arn: role('guarded') })],
      })
    );
    assert.match(
      (await refusal(credentials.cliProfile({ file: refused }))).message,
      /assumed role: https:\/\/sts\.aliyuncs\.com\/: NoPermission: .*status 403/
    );
  });
});

describe('~/.alibabacloud/credentials', () => {
  before(() => {
    require('node:fs').mkdirSync(dir.path('.alibabacloud'));
    dir.write(
      '.alibabacloud/credentials',
      `[default]
type = access_key
access_key_id = ${USER.accessKeyId}
access_key_secret = ${USER.accessKeySecret}
[role]
type = ram_role_arn
access_key_id = ${USER.accessKeyId}
access_key_secret = ${USER.accessKeySecret}
role_arn = ${role('writer')}
role_session_name = ini
[instance]
type = ecs_ram_role
`
    );
  });

  for (const [name, arn] of [
    [undefined, USER_ARN],
    ['role', session('writer', 'ini')],
    ['instance', session('instance', 'i-emulated')],
  ]) {
    test(`section ${name ?? 'default'}`, async (t) => {
      forTest(t, { ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT: emulator.metadataOrigin });
      assert.equal(await identityOf(credentials.credentialsFile({ profile: name })), arn);
    });
  }

  test('a section that is missing is told', async () => {
    const { message } = await refusal(credentials.credentialsFile({ profile: 'other' }));
    assert.match(message, /credentials file: .*\.alibabacloud\/credentials: there is no section other$/);
  });
});

describe('role of the instance', () => {
  test('is asked for with a token', async () => {
    const provider = credentials.ecsRole({ endpoint: emulator.metadataOrigin });
    assert.equal(await identityOf(provider), session('instance', 'i-emulated'));
    const named = credentials.ecsRole({ endpoint: emulator.metadataOrigin, roleName: 'other' });
    assert.match((await refusal(named)).message, /ecs role: .*\/security-credentials\/other: status 404$/);
  });

  test('without a token only where that is allowed', async (t) => {
    const server = require('node:http').createServer((request, response) => {
      if (request.method === 'PUT') return response.writeHead(404).end();
      if (request.url.endsWith('/')) return response.end('old');
      response.end(
        JSON.stringify({
          Code: 'Success',
          AccessKeyId: USER.accessKeyId,
          AccessKeySecret: USER.accessKeySecret,
        })
      );
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.closeAllConnections());
    t.after(() => server.close());
    const endpoint = `http://127.0.0.1:${server.address().port}`;
    assert.match(
      (await refusal(credentials.ecsRole({ endpoint }))).message,
      /status 404, and IMDSv1 is not allowed$/
    );
    assert.equal(await identityOf(credentials.ecsRole({ endpoint, allowV1: true })), USER_ARN);
    forTest(t, { ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' });
    assert.match((await refusal(credentials.ecsRole({ endpoint, allowV1: true }))).message, /not allowed$/);
  });

  test('is given up within a second where nobody answers, and where it is switched off', async (t) => {
    // It accepts and says nothing, as a packet filter would not even do.
    const server = net.createServer(() => {});
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const start = Date.now();
    const error = await refusal(
      credentials.ecsRole({ endpoint: `http://127.0.0.1:${server.address().port}` })
    );
    const time = Date.now() - start;
    assert.match(error.message, /ecs role: .*\/latest\/api\/token: response timeout for 1000ms$/);
    assert.ok(time < 1500, `${time} ms`);
    forTest(t, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
    assert.match(
      (await refusal(credentials.ecsRole())).message,
      /ALIBABA_CLOUD_ECS_METADATA_DISABLED is true$/
    );
  });
});

describe('OIDC role', () => {
  const options = () => ({
    roleArn: role('pods'),
    oidcProviderArn: PROVIDER_ARN,
    oidcTokenFile: dir.write('token', `${oidcToken()}\n`),
  });

  test('by options and by the environment of ACK', async (t) => {
    const named = { ...options(), roleSessionName: 'pod-1', region: 'cn-hangzhou', network: 'vpc' };
    assert.equal(await identityOf(credentials.oidcRole(named)), session('pods', 'pod-1'));
    const { roleArn, oidcProviderArn, oidcTokenFile } = options();
    forTest(t, {
      ALIBABA_CLOUD_ROLE_ARN: roleArn,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: oidcProviderArn,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: oidcTokenFile,
    });
    assert.equal(await identityOf(credentials.oidcRole()), session('pods'));
  });

  test('a refused token and a missing file are told', async () => {
    dir.write('token', oidcToken({ sub: 'someone-else' }));
    const given = { ...options(), oidcTokenFile: dir.write('stranger', oidcToken({ sub: 'someone-else' })) };
    const { message } = await refusal(credentials.oidcRole(given));
    assert.match(message, /oidc role: https:\/\/sts\.aliyuncs\.com\/: /);
    assert.ok(!message.includes('eyJ'));
    const missing = { ...options(), oidcTokenFile: dir.path('nothing') };
    assert.match((await refusal(credentials.oidcRole(missing))).message, /nothing: No such file/);
    assert.match(
      (await refusal(credentials.oidcRole())).message,
      /^no credential: oidc role: ALIBABA_CLOUD_ROLE_ARN is not set$/
    );
  });
});

describe('credentials URI', () => {
  test('by option and by environment', async (t) => {
    const uri = `${emulator.metadataOrigin}/credentials`;
    assert.equal(await identityOf(credentials.uri(uri)), session('instance', 'i-emulated'));
    forTest(t, { ALIBABA_CLOUD_CREDENTIALS_URI: uri });
    assert.equal(await identityOf(credentials.uri()), session('instance', 'i-emulated'));
  });

  test('what is no credential is told, without the query', async () => {
    const { message } = await refusal(credentials.uri(`${emulator.metadataOrigin}/else?token=visible`));
    assert.match(message, /credentials uri: http:\/\/127\.0\.0\.1:\d+\/else: status 501$/);
    assert.match((await refusal(credentials.uri('no url'))).message, /the URI is not a URL/);
    assert.match(
      (await refusal(credentials.uri('http://127.0.0.1:1/a'))).message,
      /connect ECONNREFUSED 127\.0\.0\.1:1$/
    );
  });
});

describe('process', () => {
  const print = (value) => [process.execPath, '-p', JSON.stringify(JSON.stringify(value))];
  const document = { AccessKeyId: USER.accessKeyId, AccessKeySecret: USER.accessKeySecret };

  test('a program, and a line for the shell', async (t) => {
    assert.equal(await identityOf(credentials.process(print(document))), USER_ARN);
    forTest(t, { PRINTED: JSON.stringify(document) });
    assert.equal(await identityOf(credentials.process('printf %s "$PRINTED"')), USER_ARN);
  });

  test('programs that fail are told, without what they print', async () => {
    for (const [command, expected, options] of [
      [path.join(dir.root, 'no-program-visible'), /the program ended with exit status: 127$/],
      [[path.join(dir.root, 'no-program')], /the program cannot be run: No such file/],
      [[process.execPath, '-e', 'console.log("visible"); process.exit(3)'], /ended with exit status: 3$/],
      ['echo visible', /what came is not JSON: expected value at line 1 column 1$/],
      [
        [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
        /has not ended within 200 ms$/,
        { timeout: 200 },
      ],
      [[process.execPath, '-e', 'process.stdout.write("a".repeat(1e6))'], /printed more than 65536 bytes$/],
      [[], /there is no program to run$/],
    ]) {
      const { message } = await refusal(credentials.process(command, options));
      assert.match(message, expected);
      assert.ok(!message.includes('visible'), message);
    }
  });
});

describe('assumed role', () => {
  test('with a policy, an external id and a source', async () => {
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' }] };
    const source = credentials.ecsRole({ endpoint: emulator.metadataOrigin });
    const provider = credentials.assumeRole({
      source,
      roleArn: role('guarded'),
      externalId: 'agreed',
      roleSessionName: 'second',
      durationSeconds: 900,
      policy,
    });
    const { identity } = await new OSS.STS({ credentials: provider }).getCallerIdentity();
    assert.equal(identity.Arn, session('guarded', 'second'));
    const client = new OSS({ region: 'oss-cn-hangzhou', bucket: 'my-bucket', credentials: provider });
    await assert.rejects(client.put('a', Buffer.from('a')), { code: 'AccessDenied' });
    const { expiration } = await provider.getCredentials();
    assert.ok(Math.abs(expiration - Date.now() - 900_000) < 60_000);
  });

  test('of a function; a source that fails speaks for itself', async () => {
    const provider = credentials.assumeRole({ source: async () => USER, roleArn: role('writer') });
    assert.equal(await identityOf(provider), session('writer'));
    const reason = new Error('no answer');
    const failing = credentials.assumeRole({ source: () => Promise.reject(reason), roleArn: role('writer') });
    await assert.rejects(failing.getCredentials(), reason);
  });
});

describe('default chain', () => {
  const without = (t) =>
    forTest(t, {
      HOME: dir.path('nobody'),
      ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1',
    });

  test('is used by a client without keys, and takes the first that has a credential', async (t) => {
    without(t);
    forTest(t, { ALIBABA_CLOUD_CREDENTIALS_URI: `${emulator.metadataOrigin}/credentials` });
    assert.equal(await identityOf(credentials.defaultChain()), session('instance', 'i-emulated'));
    const client = new OSS({ region: 'oss-cn-hangzhou', bucket: 'my-bucket' });
    await client.put('by-chain', Buffer.from('a'));
    assert.match(client.options.accessKeyId, /^STS\./);
    forTest(t, { HOME: dir.root });
    assert.equal(await identityOf(credentials.defaultChain()), USER_ARN, 'files come before the URI');
  });

  test('tells what each provider said, in one error', async (t) => {
    without(t);
    const chain = credentials.defaultChain();
    const error = await refusal(chain);
    assert.deepEqual(
      error.providers.map(({ provider }) => provider),
      ['environment', 'oidc role', 'cli profile', 'credentials file', 'ecs role', 'credentials uri']
    );
    assert.match(
      error.message,
      /^no credential: environment: ALIBABA_CLOUD_ACCESS_KEY_ID is not set; oidc role: /
    );
    assert.match(
      error.message,
      /ecs role: .*connect ECONNREFUSED 127\.0\.0\.1:1; credentials uri: .* is not set$/
    );
    forTest(t, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: USER.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: USER.accessKeySecret,
    });
    assert.equal(await identityOf(chain), USER_ARN, 'nothing sticks to a failure');
  });

  test('leaves out what is switched off', async (t) => {
    forTest(t, { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
    forTest(t, { ALIBABA_CLOUD_CREDENTIALS_FILE: dir.path('nothing') });
    const { message } = await refusal(credentials.defaultChain());
    assert.match(message, /cli profile: ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true; .*nothing: No such file/);
  });
});

describe('STS', () => {
  test('a role is assumed by the token of another', async () => {
    const { credentials: first } = await new OSS.STS(USER).assumeRole(role('writer'), null, 900, 'first');
    const chained = new OSS.STS({
      accessKeyId: first.AccessKeyId,
      accessKeySecret: first.AccessKeySecret,
      stsToken: first.SecurityToken,
      region: 'cn-hangzhou',
      network: 'vpc',
    });
    const options = { externalId: 'agreed' };
    const { credentials: second } = await chained.assumeRole(role('guarded'), null, 900, 'second', options);
    const sts = new OSS.STS({
      accessKeyId: second.AccessKeyId,
      accessKeySecret: second.AccessKeySecret,
      stsToken: second.SecurityToken,
    });
    const { identity, res } = await sts.getCallerIdentity();
    assert.equal(res.status, 200);
    assert.deepEqual(
      { Arn: identity.Arn, AccountId: identity.AccountId, RequestId: identity.RequestId },
      { Arn: session('guarded', 'second'), AccountId: ACCOUNT, RequestId: undefined }
    );
    await assert.rejects(sts.assumeRole(role('guarded')), { code: 'NoPermission', status: 403 });
  });

  test('a token of a provider needs no key', async () => {
    const sts = new OSS.STS({ credentials: 'anonymous' });
    const options = { session: 'pod-2', expiration: 900 };
    const { credentials: issued } = await sts.assumeRoleWithOIDC(
      role('pods'),
      PROVIDER_ARN,
      oidcToken(),
      options
    );
    assert.match(issued.AccessKeyId, /^STS\./);
    const late = oidcToken({ exp: Math.floor(Date.now() / 1000) - 3600 });
    await assert.rejects(sts.assumeRoleWithOIDC(role('pods'), PROVIDER_ARN, late), { status: 400 });
    await assert.rejects(sts.getCallerIdentity(), /cannot sign/);
  });

  test('the endpoint is that of region and network', () => {
    for (const [options, endpoint] of [
      [{}, 'https://sts.aliyuncs.com'],
      [{ region: 'cn-beijing' }, 'https://sts.cn-beijing.aliyuncs.com'],
      [{ region: 'cn-beijing', network: 'vpc' }, 'https://sts-vpc.cn-beijing.aliyuncs.com'],
      [{ region: 'oss-cn-beijing', network: 'public' }, 'https://sts.cn-beijing.aliyuncs.com'],
      [{ region: 'oss-cn-beijing' }, 'https://sts.aliyuncs.com'],
      [{ region: 'vpc100-oss-cn-beijing' }, 'https://sts.aliyuncs.com'],
      [{ region: 'cn-beijing', endpoint: 'https://sts.example.com' }, 'https://sts.example.com'],
    ]) {
      assert.equal(new OSS.STS({ ...USER, ...options }).options.endpoint, endpoint);
    }
    assert.throws(() => new OSS.STS({ ...USER, network: 'vpc' }), /options\.region must be a region/);
    assert.throws(() => new OSS.STS({ ...USER, region: 'cn-beijing', network: 'lan' }), /options\.network/);
  });

  test('a busy service is asked again, one that refuses is not', async () => {
    const calls = async (rule, retryMax) => {
      await emulator.admin('DELETE', '/journal');
      await emulator.addFault(rule);
      const outcome = await new OSS.STS({ ...USER, retryMax }).getCallerIdentity().then(
        () => 'answered',
        (error) => error.code
      );
      await emulator.clearFaults();
      return [outcome, (await emulator.journal()).length];
    };
    const fault = (status, code, times) => ({
      operation: 'Sts',
      times,
      action: { type: 'status', status, code },
    });
    assert.deepEqual(await calls(fault(503, 'ServiceUnavailable', 2)), ['answered', 3]);
    assert.deepEqual(await calls(fault(503, 'ServiceUnavailable', 3), 1), [undefined, 2]);
    assert.deepEqual((await calls(fault(403, 'NoPermission', 1)))[1], 1);
    assert.deepEqual(await calls({ operation: 'Sts', times: 1, action: { type: 'reset' } }, undefined), [
      'answered',
      2,
    ]);
    assert.deepEqual((await calls({ operation: 'Sts', times: 1, action: { type: 'reset' } }, 0))[1], 1);
  });

  test('a clock that is wrong by a day costs one further call, and none after that', async () => {
    const sts = new OSS.STS(USER);
    for (const day of [24 * 3600_000, -24 * 3600_000]) {
      await emulator.admin('PUT', '/clock', { offset_ms: day });
      await emulator.admin('DELETE', '/journal');
      await sts.getCallerIdentity();
      await sts.getCallerIdentity();
      assert.equal((await emulator.journal()).length, 3);
    }
    await emulator.resetClock();
    await sts.getCallerIdentity();
  });

  test('a call that is given up ends at once', async () => {
    await emulator.addFault({ operation: 'Sts', times: 1, action: { type: 'stall' } });
    const controller = new AbortController();
    const waiting = new OSS.STS(USER).getCallerIdentity({ signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 50);
    const error = await waiting.then(assert.fail, (reason) => reason);
    await emulator.clearFaults();
    assert.deepEqual([error.name, error.cause.message], ['AbortError', 'enough']);
    const options = { signal: AbortSignal.abort() };
    await assert.rejects(new OSS.STS(USER).getCallerIdentity(options), { name: 'AbortError' });
  });

  test('the message of a wrong signature does not hold what was to be signed', async () => {
    const sts = new OSS.STS({ ...USER, accessKeySecret: 'another' });
    const error = await sts
      .assumeRole(role('writer'), { Version: '1', Statement: [] })
      .then(assert.fail, (e) => e);
    assert.equal(error.code, 'SignatureDoesNotMatch');
    assert.match(error.message, /string to sign is:\[redacted\]$/);
  });
});
