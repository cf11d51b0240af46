// The export as TypeScript compiled to CommonJS with esModuleInterop sees it.

import * as namespace from 'ali-oss-native';
import OSS, { STS } from 'ali-oss-native';
import type { Equal, Expect } from './expect';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const client = new OSS(keys);
const issuer: STS = STS(keys);
const options: namespace.Options = keys;

export const own = { client, issuer, options, sts: new namespace.STS(keys) };

export type Checks = [Expect<Equal<typeof client, OSS>>, Expect<Equal<typeof own.sts, OSS.STS>>];

// @ts-expect-error the namespace object of an import cannot be called
namespace(keys);
