'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { binding } = require('../native');

/** Codes of a 404 that say that the object is missing, and not its bucket. */
const MISSING = new Set(['NoSuchKey', 'NoSuchVersion', 'SymlinkTargetNotExist']);

/**
 * Whether there is an object, or a version of one.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions | null} [options]
 * @returns {Promise<boolean>}
 */
async function exists(name, options) {
  const params = versionParams(this, 'HEAD', name, options);
  params.successStatuses = [200, 304, 404, 405];
  const { headers, status } = await this.request(params);
  if (status < 400) return true;
  // What has this id is a delete marker.
  if (status === 405) return false;
  const code = codeOf(headers['x-oss-err']);
  return code !== undefined && MISSING.has(code) ? false : existsByGet(this, name, options);
}

/**
 * A reply to HEAD has no body that could say what is missing; one to GET has.
 *
 * @param {Client} client
 * @param {string} name
 * @param {OSS.HeadObjectOptions | null} [options]
 */
async function existsByGet(client, name, options) {
  const params = versionParams(client, 'GET', name, options);
  params.headers = { ...params.headers, Range: 'bytes=0-0' };
  params.successStatuses = [200, 206, 304, 416];
  try {
    await client.request(params);
    return true;
  } catch (error) {
    if (MISSING.has(/** @type {{ code: string }} */ (error).code)) return false;
    throw error;
  }
}

/**
 * @param {Client} client
 * @param {string} method
 * @param {string} name
 * @param {OSS.HeadObjectOptions | null} [options]
 */
function versionParams(client, method, name, options) {
  const { versionId } = options ?? {};
  const subres = versionId ? { ...options?.subres, versionId } : options?.subres;
  return client._objectRequestParams(method, name, { ...options, subres });
}

/**
 * The code of an error document that is in a header, in Base64.
 *
 * @param {string | undefined} header
 * @returns {string | undefined}
 */
function codeOf(header) {
  if (!header) return undefined;
  try {
    return JSON.parse(binding.parseXml(Buffer.from(header, 'base64').toString())).Code;
  } catch {
    return undefined;
  }
}

module.exports = { exists };
