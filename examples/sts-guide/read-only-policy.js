// The second program of the guide "Use STS to access OSS", with its placeholders filled in for the emulator.

var OSS = require('../..'); // was: require('ali-oss')
var STS = OSS.STS;
var co = require('co');
var sts = new STS({
  accessKeyId: 'LTAI5tFakeDemoUserKey001',
  accessKeySecret: 'FakeSecretOfTheDemoUserKey0001'
});
var policy = {
  "Statement": [
    {
      "Action": [
        "oss:Get*"
      ],
      "Effect": "Allow",
      "Resource": ["acs:oss:*:*:my-bucket/*"]
    }
  ],
  "Version": "1"
};
co(function* () {
  var token = yield sts.assumeRole(
    'acs:ram::1234567890123456:role/oss-demo', policy, 15 * 60, 'sts-guide');
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
