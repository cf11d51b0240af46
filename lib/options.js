'use strict';

/** @import OSS from '../index' */

const { milliseconds } = require('./duration');
const { parseEndpoint, regionEndpoint } = require('./endpoint');
const { checkBucketName } = require('./names');

const DEFAULTS = {
  region: 'oss-cn-hangzhou',
  internal: false,
  secure: false,
  timeout: 60000,
  bucket: null,
  endpoint: null,
  cname: false,
  isRequestPay: false,
  sldEnable: false,
  headerEncoding: 'utf-8',
  refreshSTSToken: null,
  refreshSTSTokenInterval: 60000 * 5,
};

/** What callers have left to us, by the options that were made of theirs.
 * @type {WeakMap<object, { region: boolean, protocol: boolean }>}
 */
const unsaid = new WeakMap();

/**
 * Checked options with their defaults, in a new object.
 *
 * @param {OSS.Options | OSS.ProviderOptions} options
 * @returns {OSS.ClientOptions}
 */
function initOptions(options) {
  const credentials = credentialsOf(options);
  const { stsToken, refreshSTSToken, refreshSTSTokenInterval } = /** @type {OSS.Options} */ (options);
  if (stsToken && !refreshSTSToken && !refreshSTSTokenInterval) {
    console.warn(
      'stsToken is set without refreshSTSToken and refreshSTSTokenInterval: requests will fail once the token has expired'
    );
  }
  if (options.bucket) checkBucketName(options.bucket);
  /** @type {any} */
  const opts = { ...DEFAULTS, ...options };
  if (credentials) {
    opts.credentials = credentials;
  } else {
    opts.accessKeyId = opts.accessKeyId.trim();
    opts.accessKeySecret = opts.accessKeySecret.trim();
  }
  if (opts.timeout) opts.timeout = milliseconds(opts.timeout);
  if (opts.endpoint) {
    opts.endpoint = parseEndpoint(opts.endpoint, opts.secure);
  } else if (opts.region) {
    opts.endpoint = regionEndpoint(opts.region, opts.internal, opts.secure);
  } else {
    throw new Error('require options.endpoint or options.region');
  }
  opts.inited = true;
  unsaid.set(opts, {
    region: options.region === undefined,
    protocol: options.secure == null && !(options.endpoint && /^https?:/i.test(options.endpoint)),
  });
  return opts;
}

/** Options that say what to sign with. One that is there without a value was meant to have one. */
const KEY_OPTIONS = ['accessKeyId', 'accessKeySecret', 'stsToken', 'refreshSTSToken'];

/**
 * Where the credential comes from: nothing for keys, which are checked; a provider; or, where the options speak of
 * neither but of something, the default chain, one for all such clients.
 *
 * @param {any} options
 * @returns {OSS.CredentialsSource | 'anonymous' | undefined}
 */
function credentialsOf(options) {
  const given = options?.credentials;
  const keys =
    options && typeof options === 'object' ? KEY_OPTIONS.filter((name) => name in options) : KEY_OPTIONS;
  if (given === undefined || given === null) {
    if (keys.length === 0 && Object.keys(options).length > 0) return defaultChain();
    requireKeys(options);
    return undefined;
  }
  const found = keys.find((name) => options[name]);
  if (found) throw new Error(`options.credentials and options.${found} exclude each other`);
  // Refuses what is no provider.
  if (given !== 'anonymous') require('./credentials/cache').cacheOf(given);
  return given;
}

/** @type {OSS.CredentialsSource | undefined} */
let chain;

function defaultChain() {
  chain ??= require('./credentials/index').defaultChain();
  return chain;
}

/**
 * The region that the caller gave; the default says nothing about an endpoint.
 *
 * @param {OSS.ClientOptions} options
 */
function givenRegion(options) {
  const { region } = options;
  const isDefault = region === DEFAULTS.region && unsaid.get(options)?.region;
  return region && !isDefault ? String(region) : undefined;
}

/**
 * Whether nobody has chosen between HTTP and HTTPS.
 *
 * @param {OSS.ClientOptions} options
 */
function isPlainByDefault(options) {
  return Boolean(unsaid.get(options)?.protocol);
}

/**
 * Refuses options without a key pair.
 *
 * @param {Pick<OSS.Options, 'accessKeyId' | 'accessKeySecret'> | null | undefined} options
 * @returns {asserts options}
 */
function requireKeys(options) {
  if (!options?.accessKeyId || !options.accessKeySecret)
    throw new Error('require accessKeyId, accessKeySecret');
}

module.exports = { credentialsOf, givenRegion, initOptions, isPlainByDefault, requireKeys };
