// Providers of credentials, what they give, and what STS can do beyond ali-oss.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

const { credentials } = OSS;
const base = { region: 'oss-cn-hangzhou', bucket: 'my-bucket' } as const;

new OSS(base);
new OSS({ ...base, credentials: 'anonymous' });
new OSS({ ...base, credentials: credentials.defaultChain() });
new OSS({ ...base, credentials: credentials.environment() });
new OSS({ ...base, credentials: credentials.static({ accessKeyId: 'id', accessKeySecret: 'secret' }) });
new OSS({ ...base, credentials: credentials.cliProfile({ profile: 'default', file: 'config.json' }) });
new OSS({ ...base, credentials: credentials.credentialsFile() });
new OSS({ ...base, credentials: credentials.ecsRole({ roleName: 'role', allowV1: true }) });
new OSS({ ...base, credentials: credentials.oidcRole({ region: 'cn-hangzhou', network: 'vpc' }) });
new OSS({ ...base, credentials: credentials.uri('http://127.0.0.1:6666/role') });
new OSS({ ...base, credentials: credentials.process('print-credential') });
new OSS({ ...base, credentials: credentials.process(['print-credential', '-v'], { timeout: 1000 }) });
new OSS({
  ...base,
  credentials: credentials.assumeRole({
    roleArn: 'acs:ram::1234567890123456:role/reader',
    source: credentials.ecsRole(),
    policy: { Version: '1', Statement: [] },
    externalId: 'agreed',
    durationSeconds: 900,
  }),
});
new OSS({
  ...base,
  credentials: async () => ({
    accessKeyId: 'id',
    accessKeySecret: 'secret',
    stsToken: 'token',
    expiration: 0,
  }),
});
declare const sts: OSS.STS;
new OSS({ ...base, credentials: async () => (await sts.assumeRole('acs:ram::1:role/a')).credentials });

// @ts-expect-error a key without its secret
new OSS({ ...base, accessKeyId: 'id' });
declare const perhaps: { id: string | undefined };
// @ts-expect-error keys that may be missing
new OSS({ ...base, accessKeyId: perhaps.id, accessKeySecret: perhaps.id });
// @ts-expect-error one of the two
new OSS({ ...base, accessKeyId: 'id', accessKeySecret: 'secret', credentials: credentials.environment() });
// @ts-expect-error a function that gives no credential
new OSS({ ...base, credentials: async () => 'token' });
// @ts-expect-error a word that is none
new OSS({ ...base, credentials: 'none' });
// @ts-expect-error which role
credentials.assumeRole({ externalId: 'agreed' });
// @ts-expect-error there are two networks
credentials.oidcRole({ network: 'lan' });

export async function given() {
  const credential = await credentials.environment().getCredentials();
  const id: Expect<Equal<typeof credential.accessKeyId, string>> = true;
  return id;
}

export async function presigned(client: OSS) {
  const { url, headers, expiration } = await client.presign('a', {
    method: 'PUT',
    expires: 60,
    headers: { 'Content-Type': 'text/plain' },
    queries: { 'x-oss-process': null },
  });
  const time: Expect<Equal<typeof expiration, Date>> = true;
  await client.presign('a');
  // @ts-expect-error seconds as a number
  await client.presign('a', { expires: '60' });
  return [url, headers['content-type'], time];
}

export async function roles(signal: AbortSignal) {
  new OSS.STS({ credentials: credentials.ecsRole(), region: 'cn-hangzhou', network: 'vpc' });
  const chained = new OSS.STS({
    accessKeyId: 'id',
    accessKeySecret: 'secret',
    stsToken: 'token',
    retryMax: 0,
  });
  const role = 'acs:ram::1234567890123456:role/reader';
  await chained.assumeRole(role, null, 900, 'session', { externalId: 'agreed', signal, timeout: '5s' });
  const options = { session: 'pod', expiration: 900, policy: null, signal } as const;
  const pod = await chained.assumeRoleWithOIDC(role, 'acs:ram::1:oidc-provider/a', 'token', options);
  const { identity } = await chained.getCallerIdentity({ retryMax: 1 });
  const arn: Expect<Equal<typeof identity.Arn, string>> = true;
  // @ts-expect-error keys or a provider
  new OSS.STS({ region: 'cn-hangzhou' });
  return [pod.credentials.SecurityToken, arn];
}

export function failure({ name, code, providers }: OSS.CredentialsError) {
  const named: Expect<Equal<typeof name, 'CredentialsError'>> = true;
  return [named, code, providers.map(({ provider, message }) => `${provider}: ${message}`)];
}
