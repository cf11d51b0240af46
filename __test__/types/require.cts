// The export as CommonJS sees it.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

const STS = OSS.STS;
const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };

const made = new OSS(keys);
const called = OSS(keys);
const withContext = OSS(keys, { logger: console });
const issuer = new STS(keys);
const calledIssuer = STS(keys);
const adopted = new OSS(OSS.initOptions(keys));

class Store extends OSS {
  constructor(readonly label: string) {
    super(keys);
  }
}

export type Checks = [
  Expect<Equal<typeof made, OSS>>,
  Expect<Equal<typeof called, OSS>>,
  Expect<Equal<typeof withContext, OSS>>,
  Expect<Equal<typeof adopted, OSS>>,
  Expect<Equal<typeof issuer, OSS.STS>>,
  Expect<Equal<typeof calledIssuer, OSS.STS>>,
  Expect<Equal<ReturnType<Store['useBucket']>, Store>>,
];

export function chained(): Promise<OSS.PutObjectResult> {
  return new Store('backup').useBucket('my-bucket').put('a', Buffer.from('a'));
}

// @ts-expect-error the export has no default of its own
export const byDefault = OSS.default;
// @ts-expect-error a key pair is required
new OSS({ accessKeyId: 'id' });
// @ts-expect-error a key pair is required
new STS({ accessKeySecret: 'secret' });
// @ts-expect-error options are required
OSS();
