'use strict';

/** @import OSS from '../index' */

const { milliseconds } = require('./duration');
const { emulatorAddress } = require('./emulator-host');
const { binding, nextCall, outcomeOf, port } = require('./native');
const { extraRoots } = require('./extra-roots');
const { requireKeys } = require('./options');
const { policyText } = require('./policy-text');
const { keepSecrets } = require('./redact');
const { credentialsOf, refusal } = require('./sts-reply');
const { nativeRequest, takeAgents, urllibOf } = require('./transport/own');

/**
 * A client of the token service. Callable with or without `new`.
 *
 * @constructor
 * @this {any}
 * @param {OSS.STSOptions} options `accessKeyId`, `accessKeySecret`, `endpoint` (`https://sts.aliyuncs.com`), `timeout`
 */
function STS(options) {
  if (!(this instanceof STS)) return new STS(options);
  requireKeys(options);
  // What the protocol is, whatever the caller says.
  const fixed = {
    endpoint: options.endpoint || 'https://sts.aliyuncs.com',
    format: 'JSON',
    apiVersion: '2015-04-01',
    sigMethod: 'HMAC-SHA1',
    sigVersion: '1.0',
  };
  this.options = { ...fixed, timeout: '60s', ...options, ...fixed };
  this.urllib = urllibOf(options);
  if (!this.options.urllib) {
    if (this.options.agent) this.agent = this.options.agent;
    if (this.options.httpsAgent) this.httpsAgent = this.options.httpsAgent;
  }
  Object.defineProperty(this, '_native', {
    value: new binding.NativeSts(port(), { emulator: emulatorAddress(), extraRoots: extraRoots() }),
  });
}

/**
 * A temporary credential with the rights of a role, less what `policy` leaves out.
 *
 * @this {OSS.STS & { _native: InstanceType<typeof binding.NativeSts> }}
 * @param {string} role `acs:ram::<account>:role/<name>`
 * @param {object | string | null} [policy] a session policy, as an object or as JSON
 * @param {number | string | null} [expiration] seconds, 900 up to the role's limit; 3600
 * @param {string | null} [session] names the session in logs; 2 to 64 of `A-Z a-z 0-9 . @ - _`; 'app'
 * @param {OSS.AssumeRoleOptions | null} [options]
 * @returns {Promise<OSS.AssumeRoleResult>}
 */
STS.prototype.assumeRole = async function assumeRole(role, policy, expiration, session, options) {
  if (typeof role !== 'string' || role === '') {
    throw new TypeError(
      `role must be a string such as acs:ram::1234567890123456:role/name, but got ${role === null ? 'null' : typeof role}`
    );
  }
  const request = {
    endpoint: this.options.endpoint,
    accessKeyId: this.options.accessKeyId,
    accessKeySecret: this.options.accessKeySecret,
    roleArn: role,
    roleSessionName: String(session || 'app'),
    durationSeconds: String(expiration || 3600),
    // Compact, which counts least against the limit of 2,048 characters.
    policy: policyText(policy),
    timeout: milliseconds(options?.timeout || this.options.timeout) ?? 60000,
    now: Date.now(),
  };
  if (this.urllib.request !== nativeRequest)
    return require('./transport/sts').assumeRole(this, request, options);
  const call = nextCall();
  this._native.assumeRole(call, request);
  return credentialsOf(await outcomeOf(call), this.options.endpoint);
};

/**
 * The Error of a refusal, for those who send their own requests.
 *
 * @param {{ status: number, data?: Buffer | string | null }} result
 */
STS.prototype._requestError = async function _requestError({ status, data }) {
  return refusal(status, data);
};

/**
 * The signature of an RPC request, for those who send their own.
 *
 * @this {OSS.STS & { _escape(value: unknown): string }}
 * @param {string} method
 * @param {Record<string, unknown>} params
 * @param {string} key
 */
STS.prototype._getSignature = function _getSignature(method, params, key) {
  const query = Object.keys(params)
    .sort()
    .map((name) => `${this._escape(name)}=${this._escape(params[name])}`)
    .join('&');
  const text = `${method.toUpperCase()}&${this._escape('/')}&${this._escape(query)}`;
  // Loaded here, because hardly anyone calls this and it takes a while.
  const { createHmac } = require('node:crypto');
  return createHmac('sha1', `${key}&`).update(text).digest('base64');
};

/**
 * Percent-encoding as RPC signatures want it: all but letters, digits and `-_.~` (RFC 3986).
 *
 * @param {unknown} value
 */
STS.prototype._escape = function _escape(value) {
  return encodeURIComponent(String(value)).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
  );
};

keepSecrets(STS);
takeAgents(STS);

module.exports = STS;
