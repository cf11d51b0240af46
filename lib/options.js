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
  retryMax: 0,
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
  const result = { ...DEFAULTS, ...options };
  result.accessKeyId = result.accessKeyId.trim();
  result.accessKeySecret = result.accessKeySecret.trim();
  if (result.timeout) result.timeout = milliseconds(result.timeout);
  if (result.endpoint) {
    result.endpoint = parseEndpoint(result.endpoint, result.secure);
  } else if (result.region) {
    result.endpoint = regionEndpoint(result.region, result.internal, result.secure);
  } else {
    throw new Error('require options.endpoint or options.region');
  }
  result.inited = true;
  return result;
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
