'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { each, objectOf, ownerOf, page, prefixesOf } = require('./listing');

/**
 * One page of a bucket's objects, in the byte order of their keys.
 *
 * @this {Client}
 * @param {OSS.ListObjectsQuery | null} [query] `prefix`, `marker`, `delimiter`, `max-keys`, `encoding-type`
 * @param {OSS.ObjectRequestOptions} [options]
 * @returns {Promise<OSS.ListObjectResult>}
 */
async function list(query, options) {
  const params = this._objectRequestParams('GET', '', options);
  const { data, res } = await page(this, params, query);
  return {
    res,
    objects: each(data.Contents).map((node) => objectOf(this, node, ownerOf(node.Owner))),
    prefixes: prefixesOf(data),
    nextMarker: data.NextMarker || null,
    isTruncated: data.IsTruncated === 'true',
  };
}

/**
 * One page of a bucket's objects by the second version of the call, whose owners are null unless asked for.
 *
 * @this {Client}
 * @param {OSS.ListV2ObjectsQuery} [query] `prefix`, `start-after`, `continuation-token` or `continuationToken`, `delimiter`, `max-keys`,
 *   `fetch-owner`, `encoding-type`
 * @param {OSS.ObjectRequestOptions} [options]
 * @returns {Promise<OSS.ListObjectsV2Result>}
 */
async function listV2(query = {}, options = {}) {
  const given = query['continuation-token'] || query.continuationToken;
  const { 'continuation-token': _token, continuationToken: _sameToken, ...rest } = query;
  const subres = given ? { 'continuation-token': given, ...options.subres } : options.subres;
  const params = this._objectRequestParams('GET', '', { ...options, subres });
  const { data, res } = await page(this, params, { 'list-type': 2, ...rest });
  return {
    res,
    objects: each(data.Contents).map((node) => objectOf(this, node, node.Owner ? ownerOf(node.Owner) : null)),
    prefixes: prefixesOf(data),
    isTruncated: data.IsTruncated === 'true',
    keyCount: +data.KeyCount,
    continuationToken: data.ContinuationToken || null,
    nextContinuationToken: data.NextContinuationToken || null,
  };
}

module.exports = { list, listV2 };
