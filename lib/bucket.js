'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { checkBucketName } = require('./names');
const { bucketTagsIn } = require('./tags');

/**
 * The buckets of the account.
 *
 * @this {Client}
 * @param {OSS.ListBucketsQueryType} [query] `prefix`, `marker`, `max-keys`, and `subres`
 * @param {OSS.ListBucketsOptions} [options]
 * @returns {Promise<OSS.ListBucketsResult>}
 */
async function listBuckets(query = {}, options = {}) {
  const params = this._bucketRequestParams('GET', '', { ...query.subres, ...options.subres }, options);
  const { subres: _subres, ...rest } = query;
  params.query = rest;
  params.xmlResponse = true;
  params.successStatuses = [200];
  const { data, res } = await withoutParams(this.request(params));
  return {
    buckets: data.Buckets ? [].concat(data.Buckets.Bucket || data.Buckets).map(bucketOf) : null,
    owner: { id: data.Owner.ID, displayName: data.Owner.DisplayName },
    isTruncated: data.IsTruncated === 'true',
    nextMarker: data.NextMarker || null,
    res,
  };
}

/**
 * @param {any} node
 * @returns {OSS.Bucket}
 */
function bucketOf(node) {
  return {
    name: node.Name,
    region: node.Location,
    creationDate: node.CreationDate,
    storageClass: node.StorageClass,
    StorageClass: node.StorageClass,
    tag: bucketTagsIn(node),
  };
}

/**
 * Creates a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PutBucketOptions} [options] `acl`, `storageClass`, `dataRedundancyType`, `headers`, `timeout`
 * @returns {Promise<OSS.PutBucketResult>}
 */
async function putBucket(name, options = {}) {
  checkBucketName(name, true);
  const params = this._bucketRequestParams('PUT', name, '', options);
  const configuration = [
    ['StorageClass', options.StorageClass || options.storageClass],
    ['DataRedundancyType', options.DataRedundancyType || options.dataRedundancyType],
  ].filter(([, value]) => value);
  if (configuration.length > 0) {
    const elements = configuration.map(([tag, value]) => `<${tag}>${value}</${tag}>`).join('');
    params.mime = 'xml';
    params.content = `<?xml version="1.0" encoding="UTF-8"?>\n<CreateBucketConfiguration>${elements}</CreateBucketConfiguration>`;
  }
  if (options.acl) params.headers = { ...options.headers, 'x-oss-acl': options.acl };
  params.successStatuses = [200];
  const { headers, res } = await this.request(params);
  // The service's reply has a Location.
  return { bucket: /** @type {string} */ (headers.location?.slice(1) || null), res };
}

/**
 * Deletes an empty bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteBucket(name, options) {
  checkBucketName(name);
  const params = this._bucketRequestParams('DELETE', name, '', options);
  params.successStatuses = [200, 204];
  const { res } = await withoutParams(this.request(params));
  return { res };
}

/**
 * The errors of calls whose status ali-oss checks after the request do not tell the request's `params`.
 *
 * @template T
 * @param {Promise<T>} request
 */
async function withoutParams(request) {
  try {
    return await request;
  } catch (error) {
    delete (/** @type {{ params?: unknown }} */ (error).params);
    throw error;
  }
}

/**
 * Chooses the bucket of object calls; returns the client.
 *
 * @this {Client}
 * @param {string} name
 * @returns {any}
 */
function useBucket(name) {
  checkBucketName(name);
  return this.setBucket(name);
}

/**
 * Same as `useBucket`.
 *
 * @this {Client}
 * @param {string} name
 * @returns {any}
 */
function setBucket(name) {
  checkBucketName(name);
  this.options.bucket = name;
  return this;
}

/**
 * The bucket of object calls.
 *
 * @this {Client}
 */
function getBucket() {
  return this.options.bucket;
}

/** @type {Client['_bucketRequestParams']} */
function _bucketRequestParams(method, bucket, subres, options) {
  return {
    method,
    bucket,
    subres,
    headers: options?.headers,
    additionalHeaders: options?.additionalHeaders,
    timeout: options?.timeout,
    ctx: options?.ctx,
    ...(options?.signal && { signal: options.signal }),
    ...(options?.deadline !== undefined && { deadline: options.deadline }),
  };
}

module.exports = {
  listBuckets,
  putBucket,
  deleteBucket,
  useBucket,
  setBucket,
  getBucket,
  _bucketRequestParams,
};
