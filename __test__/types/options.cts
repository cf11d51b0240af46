// What the constructor takes, and what `client.options` gives.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' } as const;

new OSS({
  ...keys,
  stsToken: 'token',
  refreshSTSToken: () => ({ accessKeyId: 'id', accessKeySecret: 'secret', stsToken: 'token' }),
  refreshSTSTokenInterval: 300_000,
  expiration: new Date(0),
  bucket: 'my-bucket',
  endpoint: 'localhost:9000',
  region: 'oss-cn-hangzhou',
  internal: true,
  secure: true,
  timeout: '60s',
  cname: false,
  isRequestPay: false,
  sldEnable: true,
  headerEncoding: 'utf-8',
  retryMax: 2,
  requestErrorRetryHandle: (error) => error.attempts.length < 2,
  authorizationV4: true,
  cloudBoxId: 'cb-f8z7yvzgwfkl9q0h',
  maxSockets: 50,
  amendTimeSkewed: 0,
  crc64: true,
  contentMd5: false,
  zeroCopy: false,
});
new OSS(Object.freeze({ ...keys, bucket: null, stsToken: undefined }));
new OSS({
  ...keys,
  stsToken: 'token',
  refreshSTSToken: async () => ({
    accessKeyId: 'id',
    accessKeySecret: 'secret',
    stsToken: 'token',
    expiration: '2030-01-01T00:00:00Z',
  }),
});

// @ts-expect-error no such option
new OSS({ ...keys, buckett: 'my-bucket' });
// @ts-expect-error one time, not a pair
new OSS({ ...keys, timeout: [1000, 1000] });
// @ts-expect-error milliseconds as a number
new OSS({ ...keys, refreshSTSTokenInterval: '5m' });
// @ts-expect-error a credential without token
new OSS({ ...keys, refreshSTSToken: () => ({ accessKeyId: 'id', accessKeySecret: 'secret' }) });
// @ts-expect-error true or false
new OSS({ ...keys, crc64: 'no' });

const { options } = new OSS(keys);
options.accessKeyId = 'another';
options.stsToken = 'token';
options.bucket = 'another-bucket';
options.endpoint.host = '127.0.0.1:9000';
options.timeout = 1000;
options.crc64 = false;
// @ts-expect-error the endpoint has been parsed
options.endpoint = 'localhost:9000';
// @ts-expect-error the timeout has been parsed
options.timeout = '1s';

export type Checks = [
  Expect<Equal<typeof options, OSS.ClientOptions>>,
  Expect<Equal<OSS.ClientOptions['bucket'], string | null>>,
  Expect<Equal<OSS.Endpoint['port'], string | null>>,
  Expect<Equal<OSS.ClientOptions['timeout'], number | undefined>>,
  Expect<Equal<ReturnType<typeof options.endpoint.format>, string>>,
];
