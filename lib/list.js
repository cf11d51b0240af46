'use strict';

/** xml2js gives a repeated element as an array and a single one as itself. */
function each(value) {
  if (!value) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * One page of a bucket's objects, in the byte order of their keys.
 *
 * @param {object} [query] `prefix`, `marker`, `delimiter`, `max-keys`, `encoding-type`
 * @param {object} [options]
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
 * @param {object} [query] `prefix`, `start-after`, `continuation-token` or `continuationToken`, `delimiter`, `max-keys`,
 *   `fetch-owner`, `encoding-type`
 * @param {object} [options]
 */
async function listV2(query = {}, options = {}) {
  const { 'continuation-token': token, continuationToken = token, ...rest } = query;
  const given = token || continuationToken;
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

async function page(client, params, query) {
  params.query = query;
  params.xmlResponse = true;
  params.successStatuses = [200];
  return client.request(params);
}

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

function ownerOf(node) {
  return { id: node.ID, displayName: node.DisplayName };
}

/** The state of an archived object: `ongoing-request="false", expiry-date="…"`. */
function restored({ RestoreInfo: text }) {
  if (!text) return { restoreInfo: undefined };
  const restoreInfo = { ongoingRequest: text.includes('true') };
  const expiry = restoreInfo.ongoingRequest ? null : /expiry-date="(.*)"/.exec(text);
  if (expiry?.[1]) restoreInfo.expiryDate = new Date(expiry[1]);
  return { restoreInfo };
}

function prefixesOf(data) {
  return data.CommonPrefixes ? each(data.CommonPrefixes).map((node) => node.Prefix) : null;
}

module.exports = { list, listV2 };
