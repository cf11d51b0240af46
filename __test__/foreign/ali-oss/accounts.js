'use strict';

/** The region of ../emulator.toml as ali-oss writes it. */
const REGION = 'oss-cn-hangzhou';

/** The keys of ../emulator.toml. All of them are fake. */
const KEYS = {
  root: { accessKeyId: 'LTAI5tFakeDemoRootKey001', accessKeySecret: 'FakeSecretOfTheDemoRootKey0001' },
  app: { accessKeyId: 'LTAI5tFakeDemoUserKey001', accessKeySecret: 'FakeSecretOfTheDemoUserKey0001' },
  reader: { accessKeyId: 'LTAI5tFakeReaderKey00001', accessKeySecret: 'FakeSecretOfTheReaderKey000001' },
  disabled: { accessKeyId: 'LTAI5tFakeDisabledKey001', accessKeySecret: 'FakeSecretOfTheDisabledKey0001' },
  stranger: { accessKeyId: 'LTAI5tFakeStrangerKey001', accessKeySecret: 'FakeSecretOfTheStrangerKey0001' },
};

const ACCOUNT = '1234567890123456';
const ROLE = `acs:ram::${ACCOUNT}:role/oss-demo`;

module.exports = { ACCOUNT, KEYS, REGION, ROLE };
