'use strict';

/** @import OSS from '../../index' */

const { Provider } = require('./provider');
const { policyText } = require('../policy-text');

/** `OSS.credentials`: one function for each provider. */
module.exports = {
  /** @param {OSS.ProvidedCredentials} credential */
  static(credential) {
    const kept = { ...credential };
    return Object.freeze({ getCredentials: async () => ({ ...kept }) });
  },

  defaultChain: () => new Provider({ type: 'defaultChain' }),

  environment: () => new Provider({ type: 'environment' }),

  /** @param {OSS.ProfileOptions} [options] */
  cliProfile: ({ profile, file } = {}) => new Provider({ type: 'cliProfile', profile, file }),

  /** @param {OSS.ProfileOptions} [options] */
  credentialsFile: ({ profile, file } = {}) => new Provider({ type: 'credentialsFile', profile, file }),

  /** @param {OSS.EcsRoleOptions} [options] */
  ecsRole: ({ roleName, allowV1, endpoint } = {}) =>
    new Provider({ type: 'ecsRole', roleName, allowV1, endpoint }),

  /** @param {OSS.OidcRoleOptions} [options] */
  oidcRole: (options = {}) =>
    new Provider({
      type: 'oidcRole',
      role: roleOf(options),
      providerArn: options.oidcProviderArn,
      tokenFile: options.oidcTokenFile,
    }),

  /** @param {string} [uri] */
  uri: (uri) => new Provider({ type: 'uri', uri }),

  /**
   * @param {string | readonly string[]} command
   * @param {{ timeout?: number }} [options]
   */
  process: (command, { timeout } = {}) => new Provider({ type: 'process', command, timeout }),

  /** @param {OSS.AssumedRoleOptions} options */
  assumeRole(options) {
    if (typeof options?.roleArn !== 'string')
      throw new TypeError('roleArn must be a string such as acs:ram::1234567890123456:role/name');
    const source = options.source ?? module.exports.defaultChain();
    return new Provider({ type: 'assumedRole', role: roleOf(options) }, source);
  },
};

/** @param {Partial<OSS.AssumedRoleOptions>} options */
function roleOf(options) {
  const { roleArn, roleSessionName, durationSeconds, policy, externalId, stsEndpoint, region, network } =
    options;
  return {
    arn: roleArn,
    sessionName: roleSessionName,
    durationSeconds,
    policy: policyText(policy),
    externalId,
    endpoint: stsEndpoint,
    region,
    network,
  };
}
