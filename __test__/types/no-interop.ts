// The export as TypeScript compiled to CommonJS without esModuleInterop sees it.

import * as namespace from 'ali-oss-native';
import { initOptions, STS } from 'ali-oss-native';
import type { Equal, Expect } from './expect';

import OSS = require('ali-oss-native');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const client = new OSS(keys);
// Without esModuleInterop the import is the export itself.
const same = new namespace(keys);
const issuer: namespace.STS = new STS(keys);
const options: OSS.Options = keys;

export const own = { client, same, issuer, checked: initOptions(options) };

export type Checks = [
  Expect<Equal<typeof client, OSS>>,
  Expect<Equal<typeof same, OSS>>,
  Expect<Equal<typeof own.checked, OSS.ClientOptions>>,
];

// @ts-expect-error a key pair is required
new namespace({ accessKeyId: 'id' });
