// What TypeScript sees of the package in an ES module.

import OSS, { initOptions, STS } from 'ali-oss';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const client = new OSS(keys);
export const options: OSS.ClientOptions = initOptions(keys);
export const issuer: STS = new STS(keys);
export const meta: Promise<OSS.StatusResult> = client.getObjectMeta('a');
