'use strict';

const { KEYS } = require('../accounts.js');

const HOUR = 3_600_000;
const text = Buffer.from('hello, credentials');

module.exports = {
  async 'that are wrong'({ make, bucket, client, check }) {
    const put = (options) => make({ bucket, ...options }).put('a', text);
    await check.error('a wrong secret', put({ accessKeySecret: 'another-fake-secret' }), {
      status: 403,
      code: 'SignatureDoesNotMatch',
      name: 'SignatureDoesNotMatchError',
    });
    await check.error('an unknown key', put({ accessKeyId: 'unknown-fake-id' }), {
      status: 403,
      code: 'InvalidAccessKeyId',
      name: 'InvalidAccessKeyIdError',
    });
    await check.error('a disabled key', put(KEYS.disabled), { status: 403, code: 'InvalidAccessKeyId' });
    await check.error('a token of nobody', put({ stsToken: 'nobody', refreshSTSTokenInterval: HOUR }), {
      status: 403,
      code: 'InvalidSecurityToken',
    });
    check.state('nothing was stored', (await client.list()).objects, []);
  },

  async 'and a clock that is wrong'({ make, bucket, client, admin, check }) {
    const early = admin.later(HOUR, () => make({ bucket }).put('a', text));
    await check.error('an hour', early, { status: 403, code: 'RequestTimeTooSkewed' });
    check.state('nothing was stored', (await client.list()).objects, []);
    await admin.later(600_000, () => make({ bucket }).put('a', text));
    check.state('ten minutes', (await client.get('a')).content, text);
  },
};
