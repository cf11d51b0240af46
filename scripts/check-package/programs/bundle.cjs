'use strict';

// A program that bundlers put into one file with the package.

const assert = require('node:assert');
const OSS = require('ali-oss');

const keys = { accessKeyId: 'LTAI5tFakeKeyOfTheCheck', accessKeySecret: 'FakeSecretOfTheCheck' };
const client = new OSS({ ...keys, bucket: 'a-bucket' });
assert.match(client.signatureUrl('a.txt'), /^http:\/\/a-bucket\.oss-cn-hangzhou\.aliyuncs\.com\/a\.txt\?/);
// These are read from files of their own when they are first used.
assert.ok(new OSS.STS(keys) instanceof OSS.STS);
assert.ok(OSS.ImageClient);
client.putBucketVersioning('a-bucket', 'Paused').catch((error) => {
  assert.match(error.message, /^status must be Enabled or Suspended/);
  console.log('ok');
});
