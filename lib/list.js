'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

/**
 * xml2js gives a repeated element as an array and a single one as itself.
 *
 * @param {any} value
 * @returns {any[]}
 */
function each(value) {
  if (!value) return [];
  return Array.isArray(value) ? value : [value];
}

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
    objects: each(data.Contents).map((node) => ({
      ...summary(this, node),
      owner: ownerOf(node.Owner),
      ...restored(node),
    })),
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
    objects: each(data.Contents).map((node) => ({
      ...summary(this, node),
      owner: node.Owner ? ownerOf(node.Owner) : null,
      ...restored(node),
    })),
    prefixes: prefixesOf(data),
    isTruncated: data.IsTruncated === 'true',
    keyCount: +data.KeyCount,
    continuationToken: data.ContinuationToken || null,
    nextContinuationToken: data.NextContinuationToken || null,
  };
}

/**
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @param {OSS.QueryParameters | null} [query]
 */
async function page(client, params, query) {
  params.query = query;
  params.xmlResponse = true;
  params.successStatuses = [200];
  return client.request(params);
}

/**
 * @param {Client} client
 * @param {any} node
 */
function summary(client, node) {
  return {
    name: node.Key,
    url: client._objectUrl(node.Key),
    lastModified: node.LastModified,
    etag: node.ETag,
    type: node.Type,
    size: Number(node.Size),
    storageClass: node.StorageClass,
  };
}

/** @param {any} node */
function ownerOf(node) {
  return { id: node.ID, displayName: node.DisplayName };
}

/**
 * The state of an archived object: `ongoing-request="false", expiry-date="…"`.
 *
 * @param {{ RestoreInfo?: string }} node
 * @returns {{ restoreInfo: OSS.RestoreInfo | undefined }}
 */
function restored({ RestoreInfo: text }) {
  if (!text) return { restoreInfo: undefined };
  /** @type {OSS.RestoreInfo} */
  const restoreInfo = { ongoingRequest: text.includes('true') };
  const expiry = restoreInfo.ongoingRequest ? null : /expiry-date="(.*)"/.exec(text);
  if (expiry?.[1]) restoreInfo.expiryDate = new Date(expiry[1]);
  return { restoreInfo };
}

/**
 * @param {any} data
 * @returns {string[] | null}
 */
function prefixesOf(data) {
  return data.CommonPrefixes ? each(data.CommonPrefixes).map((node) => node.Prefix) : null;
}

module.exports = { list, listV2 };
