// The first program of the guide "Use STS to access OSS", with its placeholders filled in for the emulator.

var OSS = require('../..'); // was: require('ali-oss')
var STS = OSS.STS;
var co = require('co');
var sts = new STS({
  accessKeyId: 'LTAI5tFakeDemoUserKey001',
  accessKeySecret: 'FakeSecretOfTheDemoUserKey0001'
});
co(function* () {
  var token = yield sts.assumeRole(
    'acs:ram::1234567890123456:role/oss-demo', '{"Statement":[{"Action":["oss:*"],"Effect":"Allow","Resource":["*"]}],"Version":"1"}', '3600', 'sts-guide');
  var client = new OSS({
    region: 'oss-cn-hangzhou',
    accessKeyId: token.credentials.AccessKeyId,
    accessKeySecret: token.credentials.AccessKeySecret,
    stsToken: token.credentials.SecurityToken,
    bucket: 'my-bucket'
  });
}).catch(function (err) {
  console.log(err);
});
