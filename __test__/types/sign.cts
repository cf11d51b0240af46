// Signed URLs and temporary credentials.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

declare const client: OSS;
declare const sts: OSS.STS;

const url: string = client.signatureUrl('a', {
  expires: 3600,
  method: 'PUT',
  'Content-Type': 'text/plain',
  'x-oss-meta-uid': 1,
  process: 'image/resize,w_200',
  trafficLimit: 819_200,
  subResource: { versionId: 'v' },
  response: { 'content-type': 'text/custom', 'content-disposition': 'attachment' },
  callback: { url: 'http://example.com', body: 'a=b', callbackSNI: true, customValue: { var1: 'a' } },
});
const later: Promise<string> = client.asyncSignatureUrl('a', { expires: 60 }, false);
const four: Promise<string> = client.signatureUrlV4(
  'GET',
  60,
  { headers: { 'Cache-Control': 'no-cache' }, queries: { versionId: 'v', acl: null } },
  'a',
  ['Cache-Control']
);
client.signatureUrlV4('PUT', 60, undefined, 'a', Object.freeze(['Content-Length']));

// @ts-expect-error seconds as a number
client.signatureUrl('a', { expires: '1h' });
// @ts-expect-error not a method of the service
client.signatureUrl('a', { method: 'PATCH' });
// @ts-expect-error a callback needs a body
client.signatureUrl('a', { callback: { url: 'http://example.com' } });
// @ts-expect-error the life of the URL is required
client.signatureUrlV4('GET');

export async function roles() {
  const policy = {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['oss:Get*'], Resource: ['acs:oss:*:*:b/*'] }],
  };
  const role = 'acs:ram::1234567890123456:role/reader';
  await sts.assumeRole(role);
  await sts.assumeRole(role, '{"Version":"1"}', '900', 'session');
  await sts.assumeRole(role, null, undefined, null, null);
  // @ts-expect-error a role is required
  await sts.assumeRole();
  // @ts-expect-error no such option
  await sts.assumeRole(role, policy, 900, 'session', { deadline: 1 });
  return sts.assumeRole(role, policy, 15 * 60, 'session', { timeout: '10s' });
}

export type Checks = [
  Expect<Equal<Awaited<ReturnType<typeof roles>>['credentials'], OSS.Credentials>>,
  Expect<Equal<keyof OSS.Credentials, 'AccessKeyId' | 'AccessKeySecret' | 'SecurityToken' | 'Expiration'>>,
  Expect<Equal<typeof sts.options.endpoint, string>>,
];
export { four, later, url };
