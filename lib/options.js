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
  authorizationV4: false,
};

/**
 * Checked options with their defaults, in a new object.
 *
 * @param {OSS.Options} options
 * @returns {OSS.ClientOptions}
 */
function initOptions(options) {
  requireKeys(options);
  if (options.stsToken && !options.refreshSTSToken && !options.refreshSTSTokenInterval) {
    console.warn(
      'stsToken is set without refreshSTSToken and refreshSTSTokenInterval: requests will fail once the token has expired'
    );
  }
  if (options.bucket) checkBucketName(options.bucket);
  /** @type {any} */
  const opts = { ...DEFAULTS, ...options };
  opts.accessKeyId = opts.accessKeyId.trim();
  opts.accessKeySecret = opts.accessKeySecret.trim();
  if (opts.timeout) opts.timeout = milliseconds(opts.timeout);
  if (opts.endpoint) {
    opts.endpoint = parseEndpoint(opts.endpoint, opts.secure);
  } else if (opts.region) {
    opts.endpoint = regionEndpoint(opts.region, opts.internal, opts.secure);
  } else {
    throw new Error('require options.endpoint or options.region');
  }
  opts.inited = true;
  return opts;
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

module.exports = { initOptions, requireKeys };
