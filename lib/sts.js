'use strict';

/** @import OSS from '../index' */

const { abortError, stopWith } = require('./abort');
const { milliseconds } = require('./duration');
const { emulatorAddress } = require('./emulator-host');
const { binding, nextCall, outcomeOf, port } = require('./native');
const { extraRoots } = require('./extra-roots');
const { credentialsOf, requireKeys } = require('./options');
const { policyText } = require('./policy-text');
const { keepSecrets } = require('./redact');
const { responseOf } = require('./response');
const { documentOf, refusal, stsError } = require('./sts-reply');
const { nativeRequest, takeAgents, urllibOf } = require('./transport/own');

/** @typedef {OSS.STS & { _native: InstanceType<typeof binding.NativeSts> }} Sts */

/** What an action without signature is called with. */
const NOBODY = { accessKeyId: '', accessKeySecret: '', stsToken: undefined };

/**
 * A client of the token service. Callable with or without `new`.
 *
 * @constructor
 * @this {any}
 * @param {OSS.STSOptions | OSS.STSProviderOptions} options `accessKeyId`, `accessKeySecret`, `stsToken` or `credentials`;
 *   `endpoint`, or `region` and `network`; `timeout`, `retryMax`
 */
function STS(options) {
  if (!(this instanceof STS)) return new STS(options);
  if (/** @type {OSS.STSProviderOptions} */ (options)?.credentials) credentialsOf(options);
  else requireKeys(/** @type {OSS.STSOptions} */ (options));
  // What the protocol is, whatever the caller says.
  const fixed = {
    endpoint: options.endpoint || regionalEndpoint(options),
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
    value: new binding.NativeSts(port(), {
      emulator: emulatorAddress(),
      extraRoots: extraRoots(),
      proxies: require('./proxies').proxiesOf(options),
    }),
  });
}

/**
 * The endpoint of a region, for the internet or for its VPCs; the central one without a region. A region of OSS
 * (`oss-cn-hangzhou`) counts only beside `network`: ali-oss, where both clients are made of the same options, ignores it.
 *
 * @param {{ region?: string, network?: string }} options
 */
function regionalEndpoint({ region, network }) {
  if (network !== undefined && network !== 'public' && network !== 'vpc')
    throw new Error(`options.network must be 'public' or 'vpc', but it is ${network}`);
  if (!network && (typeof region !== 'string' || /^$|^oss-|^vpc100-/.test(region)))
    return 'https://sts.aliyuncs.com';
  if (!/^[a-z0-9-]+$/.test(region ?? ''))
    throw new Error(`options.region must be a region such as cn-hangzhou, but it is ${region}`);
  return `https://sts${network === 'vpc' ? '-vpc' : ''}.${region?.replace(/^oss-/, '')}.aliyuncs.com`;
}

/**
 * A temporary credential with the rights of a role, less what `policy` leaves out.
 *
 * @this {Sts}
 * @param {string} role `acs:ram::<account>:role/<name>`
 * @param {object | string | null} [policy] a session policy, as an object or as JSON
 * @param {number | string | null} [expiration] seconds, 900 up to the role's limit; 3600
 * @param {string | null} [session] names the session in logs; 2 to 64 of `A-Z a-z 0-9 . @ - _`; 'app'
 * @param {OSS.AssumeRoleOptions | null} [options]
 * @returns {Promise<OSS.AssumeRoleResult>}
 */
STS.prototype.assumeRole = async function assumeRole(role, policy, expiration, session, options) {
  const asked = { ...roleInput(role, policy, expiration, session), externalId: options?.externalId };
  const who = await whoOf(this);
  const { document, res } = await send(this, who, options, (call, input) =>
    this._native.assumeRole(call, input, asked)
  );
  return { res, credentials: document };
};

/**
 * The same for who has a token of an OIDC provider that the role trusts; no key is needed.
 *
 * @this {Sts}
 * @param {string} role
 * @param {string} providerArn `acs:ram::<account>:oidc-provider/<name>`
 * @param {string} token
 * @param {OSS.AssumeRoleWithOIDCOptions | null} [options]
 * @returns {Promise<OSS.AssumeRoleResult>}
 */
STS.prototype.assumeRoleWithOIDC = async function assumeRoleWithOIDC(role, providerArn, token, options) {
  const { policy, expiration, session } = options ?? {};
  const asked = roleInput(role, policy, expiration, session);
  for (const [name, value] of Object.entries({ providerArn, token })) {
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`${name} must be a string that is not empty`);
  }
  const { document, res } = await send(this, NOBODY, options, (call, input) =>
    this._native.assumeRoleWithOIDC(call, input, asked, providerArn, token)
  );
  return { res, credentials: document };
};

/**
 * Who the credential is.
 *
 * @this {Sts}
 * @param {OSS.STSCallOptions | null} [options]
 * @returns {Promise<OSS.GetCallerIdentityResult>}
 */
STS.prototype.getCallerIdentity = async function getCallerIdentity(options) {
  const who = await whoOf(this);
  const { document, res } = await send(this, who, options, (call, input) =>
    this._native.getCallerIdentity(call, input)
  );
  const { RequestId: _, ...identity } = document ?? {};
  return { res, identity };
};

/**
 * @param {unknown} role
 * @param {object | string | null} [policy]
 * @param {number | string | null} [expiration]
 * @param {string | null} [session]
 */
function roleInput(role, policy, expiration, session) {
  if (typeof role !== 'string' || role === '') {
    throw new TypeError(
      `role must be a string such as acs:ram::1234567890123456:role/name, but got ${role === null ? 'null' : typeof role}`
    );
  }
  return {
    roleArn: role,
    roleSessionName: String(session || 'app'),
    durationSeconds: String(expiration || 3600),
    // Compact, which counts least against the limit of 2,048 characters.
    policy: policyText(policy),
  };
}

/**
 * The credential that signs: that of the options, or the provider's.
 *
 * @param {Sts} sts
 */
async function whoOf({ options }) {
  const { credentials } = options;
  if (!credentials) return options;
  if (credentials === 'anonymous') throw new Error("a client with credentials: 'anonymous' cannot sign");
  const cache = require('./credentials/cache').cacheOf(credentials);
  await cache.whenFresh();
  return /** @type {import('./credentials/cache').Credential} */ (cache.current);
}

/**
 * @param {Sts} sts
 * @param {{ accessKeyId: string, accessKeySecret: string, stsToken?: string | null }} who
 * @param {OSS.STSCallOptions | null | undefined} options
 * @param {(call: number, input: import('../binding').StsInput) => void} start
 */
async function send(sts, who, options, start) {
  const { signal, timeout, retryMax } = options ?? {};
  if (signal?.aborted) throw abortError(signal.reason);
  const { options: own } = sts;
  const call = nextCall();
  const input = {
    endpoint: own.endpoint,
    accessKeyId: who.accessKeyId,
    accessKeySecret: who.accessKeySecret,
    securityToken: who.stsToken || undefined,
    timeout: milliseconds(timeout || own.timeout) ?? 60000,
    retryMax: retries(retryMax ?? own.retryMax),
    now: Date.now(),
  };
  const leave = signal && stopWith(signal, call);
  try {
    if (sts.urllib.request !== nativeRequest)
      return answerOf(await require('./transport/sts').send(sts, call, input, start, options), options, own);
    start(call, input);
    return answerOf({ reply: await outcomeOf(call) }, options, own);
  } finally {
    leave?.();
  }
}

/**
 * @param {{ reply: import('./types').Reply, res?: OSS.NormalSuccessResponse }} answer `res` where the caller's `urllib` has one
 * @param {OSS.STSCallOptions | null | undefined} options
 * @param {{ endpoint: string }} own
 * @returns {{ document: any, res: OSS.NormalSuccessResponse }}
 */
function answerOf({ reply, res }, options, { endpoint }) {
  const { error } = reply;
  if (error?.kind === 'cancelled') throw abortError(options?.signal?.reason);
  if (error && error.kind !== 'unreadable') throw stsError(/** @type {any} */ (reply), endpoint);
  // Rust takes no reply that lacks what was asked for; ali-oss does.
  const document = error ? documentOf(reply.body).Credentials : reply.document;
  return { document, res: res ?? responseOf(reply) };
}

/** @param {unknown} retryMax */
function retries(retryMax) {
  return retryMax === undefined || retryMax === null
    ? undefined
    : Math.max(0, Math.floor(Number(retryMax) || 0));
}

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
