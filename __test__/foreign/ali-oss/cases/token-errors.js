'use strict';

const { ACCOUNT, KEYS, ROLE } = require('../accounts.js');

module.exports = {
  async 'what assumeRole gives'({ sts, check }) {
    const { credentials } = await sts().assumeRole(ROLE, null, 900, 'foreign');
    check.reply('key id', credentials.AccessKeyId, /^STS\./);
    check.reply('secret', credentials.AccessKeySecret, /^.{20,}$/);
    check.reply('token', credentials.SecurityToken, /^.{20,}$/);
    check.reply('expiration', credentials.Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const life = Date.parse(credentials.Expiration) - Date.now();
    check.reply('life', life > 895_000 && life <= 901_000, true);
  },

  async 'what it refuses'({ sts, check }) {
    const assume = (role, policy, seconds, session, options) =>
      sts(options).assumeRole(role, policy, seconds, session);
    await check.error('an unknown role', assume(`acs:ram::${ACCOUNT}:role/nobody`, null, 900, 'foreign'), {
      status: 404,
      code: 'EntityNotExist.Role',
      message: 'EntityNotExist.Role: The specified Role not exists.',
      requestId: /^[0-9A-F-]{36}$/,
    });
    await check.error('a policy without statements', assume(ROLE, { Statements: [] }, 900, 'foreign'), {
      status: 400,
      code: 'InvalidParameter.PolicyGrammar',
    });
    await check.error('a short life', assume(ROLE, null, 10, 'foreign'), {
      code: 'InvalidParameter.DurationSeconds',
    });
    await check.error('a long life', assume(ROLE, null, 43_201, 'foreign'), {
      code: 'InvalidParameter.DurationSeconds',
    });
    await check.error('a name with a space', assume(ROLE, null, 900, 'a b'), {
      code: 'InvalidParameter.RoleSessionName',
    });
    await check.error(
      'a wrong secret',
      assume(ROLE, null, 900, 'foreign', { accessKeySecret: 'another-fake-secret' }),
      {
        status: 400,
        code: 'SignatureDoesNotMatch',
      }
    );
    await check.error(
      'an unknown key',
      assume(ROLE, null, 900, 'foreign', { accessKeyId: 'unknown-fake-id' }),
      {
        status: 404,
        code: 'InvalidAccessKeyId.NotFound',
      }
    );
    const refused = { status: 403, code: 'NoPermission' };
    await check.error('the account itself', assume(ROLE, null, 900, 'foreign', KEYS.root), refused);
    await check.error('a user without the right', assume(ROLE, null, 900, 'foreign', KEYS.reader), refused);
  },
};
