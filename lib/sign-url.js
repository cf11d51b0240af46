'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { callbackParameters } = require('./callback');
const { whenFresh } = require('./credentials');
const { checkUnicode } = require('./names');
const { headerList, headerNames, parameters, text } = require('./parameters');

/** Seconds that a URL is good for unless told otherwise. */
const DEFAULT_EXPIRES = 1800;

/**
 * A URL for a request that anyone may make until it expires, signed with V1.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.SignatureUrlOptions} [options] `method` (GET), `expires` (seconds, 1800), `process`, `trafficLimit`, `response`, `subResource`,
 *   `callback`, and headers that the request must carry (`Content-Type`, `Content-MD5`, `x-oss-*`)
 * @param {boolean} [strictObjectNameValidation] refuse names that start with `?`
 */
function signatureUrl(name, options, strictObjectNameValidation = true) {
  checkSignable(this, name, strictObjectNameValidation);
  // A number, as text would be appended to the time.
  const expires = Math.floor(Date.now() / 1000) + (Number(options?.expires) || DEFAULT_EXPIRES);
  const method = options?.method ? options.method.toUpperCase() : 'GET';
  const what = `${method}\n${this.options.bucket || ''}\n${expires}\n${this._objectName(name)}`;
  return this._native.current.signUrlV1(what, details(options));
}

/**
 * What a V1 URL signs beside the usual, as JSON for Rust; nothing for the usual.
 *
 * @param {OSS.SignatureUrlOptions | undefined} options
 */
function details(options) {
  for (const name in options) {
    if (name !== 'expires' && name !== 'method') {
      return JSON.stringify({
        subresources: parameters(signedParameters(options)),
        callback: parameters(options.callback && callbackParameters(options.callback)),
        headers: headerList(signedHeaders(options)),
      });
    }
  }
  return undefined;
}

/**
 * `signatureUrl` after a refresh of the STS token, if one is due.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.SignatureUrlOptions} [options]
 * @param {boolean} [strictObjectNameValidation]
 */
async function asyncSignatureUrl(name, options, strictObjectNameValidation = true) {
  checkSignable(this, name, strictObjectNameValidation);
  await whenFresh(this);
  return this.signatureUrl(name, options, strictObjectNameValidation);
}

/**
 * @param {Client} client
 * @param {string} name
 * @param {boolean} strict
 */
function checkSignable(client, name, strict) {
  if (client._native.hasIPEndpoint) throw new Error('can not get the object URL when endpoint is IP');
  if (strict && typeof name === 'string' && name.startsWith('?'))
    throw new Error(`Invalid object name ${name}`);
  checkUnicode(name);
}

/** @param {OSS.SignatureUrlOptions} options */
function signedParameters(options) {
  /** @type {Record<string, unknown>} */
  const signed = { ...options.subResource };
  if (options.process) signed['x-oss-process'] = options.process;
  if (options.trafficLimit) signed['x-oss-traffic-limit'] = options.trafficLimit;
  for (const [name, value] of Object.entries(options.response ?? {}))
    signed[`response-${name.toLowerCase()}`] = value;
  return signed;
}

/** @param {OSS.SignatureUrlOptions} options */
function signedHeaders(options) {
  /** @type {Record<string, unknown>} */
  const headers = {};
  for (const [name, value] of Object.entries(options)) {
    if (/^x-oss-/i.test(name)) headers[name] = String(value);
    else if (/^content-(?:md5|type)/i.test(name)) headers[name] = value;
  }
  return headers;
}

/**
 * A URL for a request that anyone may make until it expires, signed with V4.
 *
 * @this {Client}
 * @param {string} method
 * @param {number} expires seconds, at most 604,800 (seven days)
 * @param {OSS.SignatureUrlV4Request | null} [request] headers the request must carry, further query parameters
 * @param {string} [objectName]
 * @param {readonly string[]} [additionalHeaders] names of further headers to sign
 */
async function signatureUrlV4(method, expires, request, objectName, additionalHeaders) {
  const refreshing = whenFresh(this);
  if (refreshing) await refreshing;
  checkUnicode(objectName);
  const names = headerNames(additionalHeaders);
  const what = `${method.toUpperCase()}\n${this.options.bucket || ''}\n${text(expires) ?? ''}\n${objectName || ''}`;
  const { headers, queries } = request || /** @type {OSS.SignatureUrlV4Request} */ (NOTHING);
  const more =
    headers || queries || names
      ? JSON.stringify({
          query: parameters(queries),
          headers: words(/** @type {Record<string, unknown> | undefined} */ (headers)),
          additionalHeaders: names,
        })
      : undefined;
  return this._native.current.signUrlV4(what, Date.now(), more);
}

/**
 * Headers that the holder of the URL sends; what is no text goes out as a word, by `fetch` too.
 *
 * @param {OSS.RequestHeaders | undefined} headers
 */
function words(headers) {
  return headers ? Object.entries(headers).flatMap(([name, value]) => [name, String(value)]) : [];
}

const NOTHING = Object.freeze({});

module.exports = { signatureUrl, asyncSignatureUrl, signatureUrlV4 };
