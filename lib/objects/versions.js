'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each, objectOf, ownerOf, page, prefixesOf } = require('../listing');
const { isObject } = require('../xml-writer');
const { subresourceParams } = require('./sub-resource');

/**
 * One page of the versions of a bucket's objects: keys in byte order, versions from the newest on.
 *
 * @this {Client}
 * @param {OSS.ListObjectVersionsQuery} [query]
 * @param {OSS.ObjectRequestOptions & { versionId?: string }} [options]
 * @returns {Promise<OSS.ListObjectVersionsResult>}
 */
async function getBucketVersions(query = {}, options = {}) {
  if (query.versionIdMarker && query.keyMarker === undefined)
    throw new Error('A version-id marker cannot be specified without a key marker');
  const params = subresourceParams(this, 'GET', '', 'versions', options);
  const { data, res } = await page(this, params, parametersOf(query));
  return {
    res,
    objects: each(data.Version).map((node) => {
      const { name, url, lastModified, ...rest } = objectOf(this, node, ownerOf(node.Owner));
      const isLatest = node.IsLatest === 'true';
      return { name, url, lastModified, isLatest, versionId: node.VersionId, ...rest };
    }),
    deleteMarker: each(data.DeleteMarker).map((node) => ({
      name: node.Key,
      lastModified: node.LastModified,
      versionId: node.VersionId,
      owner: ownerOf(node.Owner),
    })),
    prefixes: prefixesOf(data),
    nextMarker: data.NextKeyMarker || null,
    NextVersionIdMarker: data.NextVersionIdMarker || null,
    nextKeyMarker: data.NextKeyMarker || null,
    nextVersionIdMarker: data.NextVersionIdMarker || null,
    isTruncated: data.IsTruncated === 'true',
  };
}

/**
 * Names in camel case as the service spells them: `keyMarker` is `key-marker`.
 *
 * @param {OSS.ListObjectVersionsQuery} query
 */
function parametersOf(query) {
  if (!isObject(query)) return {};
  const entries = Object.entries(query).map(([name, value]) => [
    name.replace(/[A-Z]/g, '-$&').toLowerCase(),
    value,
  ]);
  return Object.fromEntries(entries);
}

module.exports = { getBucketVersions, listObjectVersions: getBucketVersions };
