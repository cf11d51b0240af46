'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');
const { replaces } = require('./replacing');

/**
 * Copies an object, inside the service.
 *
 * @this {Client}
 * @param {string} name of the copy
 * @param {string} sourceName a key of the bucket, or `/bucket/key`
 * @param {string | OSS.CopyObjectOptions | null} [sourceBucket] or the options
 * @param {OSS.CopyObjectOptions | null} [options]
 * @returns {Promise<OSS.CopyAndPutMetaResult>}
 */
async function copy(name, sourceName, sourceBucket, options) {
  if (typeof sourceBucket === 'object') options = sourceBucket;
  options = options || {};
  const source = this._getSourceName(sourceName, /** @type {string | undefined} */ (sourceBucket));
  const params = this._objectRequestParams('PUT', name, options);
  /** @type {Record<string, any>} */
  const headers = { ...options.headers };
  for (const key of Object.keys(headers)) headers[`x-oss-copy-source-${key.toLowerCase()}`] = headers[key];
  if (options.meta || Object.keys(headers).some(replaces)) headers['x-oss-metadata-directive'] = 'REPLACE';
  this._convertMetaToHeaders(options.meta, headers);
  headers['x-oss-copy-source'] = options.versionId ? `${source}?versionId=${options.versionId}` : source;
  params.headers = headers;
  params.xmlResponse = true;
  params.successStatuses = [200, 304];
  const { data, res } = await this.request(params);
  // Not modified: there is no document.
  return { data: data ? { etag: data.ETag, lastModified: data.LastModified } : data, res };
}

/**
 * Replaces the metadata of an object, by copying it onto itself.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.UserMeta | null} [meta] none leaves the object without
 * @param {OSS.PutMetaOptions | null} [options]
 */
async function putMeta(name, meta, options) {
  const { ctx, deadline, signal, timeout } = options ?? {};
  return this.copy(name, name, { meta: meta || {}, timeout, ctx, signal, deadline });
}

/**
 * The source of a copy, as `x-oss-copy-source` names it.
 *
 * @this {Client}
 * @param {string} source
 * @param {string} [bucket]
 */
function _getSourceName(source, bucket) {
  let [from, key] = [bucket, source];
  if (typeof bucket === 'string') {
    key = this._objectName(source);
  } else if (source[0] !== '/') {
    from = this.options.bucket || undefined;
    if (!from) throw new Error('Please create a bucket first');
  } else {
    [, from, key] = /^\/(.+?)\/(.*)/s.exec(source) ?? [source, source, source];
  }
  checkBucketName(from);
  return `/${from}/${encodeURIComponent(key)}`;
}

module.exports = { _getSourceName, copy, putMeta };
