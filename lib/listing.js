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

module.exports = { each, ownerOf, page, prefixesOf, restored, summary };
