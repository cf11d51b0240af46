'use strict';

// What a CommonJS program can do with the package.

const assert = require('node:assert');
const OSS = require('ali-oss');

assert.strictEqual(require('ali-oss/lib/client'), OSS);
assert.strictEqual(require('ali-oss/lib/client.js'), OSS);
assert.strictEqual(require('ali-oss/package.json').name, 'ali-oss-native');

const refused = { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED', message: /signature.*OSS\.STS.*browsers/ };
assert.throws(() => require('ali-oss/lib/common/signUtils'), refused);
assert.throws(() => require('ali-oss/lib/common/utils/isIP.js'), refused);
assert.throws(() => require('ali-oss/dist/aliyun-oss-sdk.min.js'), refused);
assert.throws(() => require('ali-oss/lib/request'), refused);

const keys = { accessKeyId: 'LTAI5tFakeKeyOfTheCheck', accessKeySecret: 'FakeSecretOfTheCheck' };
const client = new OSS({ ...keys, bucket: 'a-bucket' });
const url = new URL(client.signatureUrl('a.txt', { expires: 60 }));
assert.strictEqual(url.host, 'a-bucket.oss-cn-hangzhou.aliyuncs.com');
assert.strictEqual(url.searchParams.get('OSSAccessKeyId'), keys.accessKeyId);
assert.strictEqual(Buffer.from(url.searchParams.get('Signature'), 'base64').length, 20);
assert.ok(new OSS.STS(keys) instanceof OSS.STS);

client.parseXML('<R><A>1</A></R>').then((value) => {
  assert.deepStrictEqual(value, { A: '1' });
  console.log('ok');
});
