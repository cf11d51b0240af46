// The export as an ES module sees it.
import OSS, { ClusterClient, ImageClient, initOptions, STS } from 'ali-oss-native';
import type { Equal, Expect } from './expect.js';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };

const client = new OSS({ ...keys, region: 'oss-cn-hangzhou', bucket: 'my-bucket' });
const called = OSS(keys);
const issuer = new STS(keys);
const cluster = new ClusterClient({ cluster: [keys] });
const images = ImageClient({ ...keys, bucket: 'my-bucket', imageHost: 'img.example.com' });
const options = initOptions(keys);

export async function temporary(sts: STS): Promise<OSS> {
  const { credentials } = await sts.assumeRole('acs:ram::1234567890123456:role/reader');
  return new OSS({
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
    refreshSTSToken: async () => (await sts.assumeRole('acs:ram::1234567890123456:role/reader')).credentials,
  });
}

export type Checks = [
  Expect<Equal<typeof client, OSS>>,
  Expect<Equal<typeof called, OSS>>,
  Expect<Equal<typeof issuer, OSS.STS>>,
  Expect<Equal<typeof cluster, OSS.ClusterClient>>,
  Expect<Equal<typeof images, OSS.ImageClient>>,
  Expect<Equal<typeof options, OSS.ClientOptions>>,
];

// @ts-expect-error initOptions is a function, not a class
new initOptions(keys);
