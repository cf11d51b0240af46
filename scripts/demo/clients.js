'use strict';

const OSS = require('../..');
const { ACCOUNTS } = require('../lib/emulator');

const BUCKET = 'my-bucket';
const { region, role, user } = ACCOUNTS;

const sts = new OSS.STS(user);

/** The client of the RAM user. */
function userClient(options) {
  return new OSS({ region, bucket: BUCKET, ...user, ...options });
}

/** A temporary credential, as options of a client. */
async function takeToken(policy, seconds) {
  const { credentials } = await sts.assumeRole(role, policy, seconds, 'demo');
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
  };
}

/** A client that takes a token now, and a new one whenever the service refuses the old. */
async function tokenClient(policy, seconds) {
  const token = await takeToken(policy, seconds);
  return new OSS({ region, bucket: BUCKET, ...token, refreshSTSToken: () => takeToken(policy, seconds) });
}

/** A client whose token is never replaced. */
async function fixedTokenClient(policy, seconds) {
  const token = await takeToken(policy, seconds);
  // An interval without a function to call: says that we know what becomes of the token.
  return new OSS({ region, bucket: BUCKET, ...token, refreshSTSTokenInterval: seconds * 1000 });
}

module.exports = { BUCKET, userClient, tokenClient, fixedTokenClient };
