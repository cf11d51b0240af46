// What an ES module can do with the package.

import assert from 'node:assert';
import OSS, { ClusterClient, ImageClient, initOptions, STS } from 'ali-oss';
import again from 'ali-oss/lib/client';

assert.strictEqual(again, OSS);
const keys = { accessKeyId: 'LTAI5tFakeKeyOfTheCheck', accessKeySecret: 'FakeSecretOfTheCheck' };
for (const one of [ClusterClient, ImageClient, STS]) assert.strictEqual(OSS[one.name], one);
assert.strictEqual(initOptions(keys).inited, true);
assert.match(new OSS({ ...keys, bucket: 'a-bucket' }).signatureUrl('a.txt'), /^http:\/\/a-bucket\./);
await assert.rejects(import('ali-oss/lib/common/signUtils.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
console.log('ok');
