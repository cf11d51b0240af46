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
 * What all lists tell of an object. A list has a thousand of them, so nothing is spread or copied.
 *
 * @template {OSS.OwnerType | null} Owner
 * @param {Client} client
 * @param {any} node
 * @param {Owner} owner
 * @returns {OSS.ObjectMeta & { owner: Owner }}
 */
function objectOf(client, node, owner) {
  return {
    name: node.Key,
    url: client._objectUrl(node.Key),
    lastModified: node.LastModified,
    etag: node.ETag,
    type: node.Type,
    size: Number(node.Size),
    storageClass: node.StorageClass,
    owner,
    restoreInfo: restoreInfoOf(node.RestoreInfo),
  };
}

/** @param {any} node */
function ownerOf(node) {
  return { id: node.ID, displayName: node.DisplayName };
}

/**
 * The state of an archived object: `ongoing-request="false", expiry-date="…"`.
 *
 * @param {string | undefined} text
 */
function restoreInfoOf(text) {
  if (!text) return undefined;
  /** @type {OSS.RestoreInfo} */
  const restoreInfo = { ongoingRequest: text.includes('true') };
  const expiry = restoreInfo.ongoingRequest ? null : /expiry-date="(.*)"/.exec(text);
  if (expiry?.[1]) restoreInfo.expiryDate = new Date(expiry[1]);
  return restoreInfo;
}

/**
 * @param {any} data
 * @returns {string[] | null}
 */
function prefixesOf(data) {
  return data.CommonPrefixes ? each(data.CommonPrefixes).map((node) => node.Prefix) : null;
}

module.exports = { each, objectOf, ownerOf, page, prefixesOf };
