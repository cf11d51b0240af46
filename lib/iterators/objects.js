'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each, objectOf, ownerOf, page } = require('../listing');
const { decoded, items } = require('./pages');

/**
 * All objects of a bucket, in the byte order of their keys.
 *
 * @this {Client}
 * @param {OSS.ListAllQuery | null} [query]
 * @param {OSS.ObjectRequestOptions | null} [options]
 * @returns {AsyncGenerator<any, void, void>}
 */
function listAll(query, options) {
  const asked = { 'list-type': 2, 'max-keys': 1000, ...query, 'encoding-type': 'url' };
  return items(async (/** @type {string | undefined} */ token, signal) => {
    const subres =
      token === undefined ? options?.subres : { ...options?.subres, 'continuation-token': token };
    const params = this._objectRequestParams('GET', '', { ...options, subres, signal });
    const { data } = await page(this, params, asked);
    const objects = each(data.Contents).map((node) => {
      node.Key = decoded(node.Key);
      return objectOf(this, node, node.Owner ? ownerOf(node.Owner) : null);
    });
    const prefixes = each(data.CommonPrefixes).map(({ Prefix }) => ({ prefix: decoded(Prefix) }));
    return {
      items: merged(objects, prefixes, (object, { prefix }) => compare(object.name, prefix)),
      next: data.IsTruncated === 'true' ? data.NextContinuationToken : undefined,
    };
  }, options?.signal);
}

/**
 * All versions of a bucket's objects and all delete markers: keys in byte order, those of a key from the newest on.
 *
 * @this {Client}
 * @param {OSS.ListVersionsAllQuery | null} [query]
 * @param {OSS.ObjectRequestOptions | null} [options]
 * @returns {AsyncGenerator<any, void, void>}
 */
function listVersionsAll(query, options) {
  const asked = { 'max-keys': 1000, ...query, 'encoding-type': 'url' };
  return items(async (/** @type {OSS.QueryParameters | undefined} */ markers, signal) => {
    const subres = { versions: '', ...options?.subres };
    const params = this._objectRequestParams('GET', '', { ...options, subres, signal });
    const { data } = await page(this, params, { ...asked, ...markers });
    const versions = each(data.Version).map((node) => {
      node.Key = decoded(node.Key);
      const owned = objectOf(this, node, ownerOf(node.Owner));
      return Object.assign(owned, versionOf(node), { isDeleteMarker: false });
    });
    const deleted = each(data.DeleteMarker).map((node) => ({
      name: decoded(node.Key),
      lastModified: node.LastModified,
      owner: ownerOf(node.Owner),
      ...versionOf(node),
      isDeleteMarker: true,
    }));
    const prefixes = each(data.CommonPrefixes).map(({ Prefix }) => ({ prefix: decoded(Prefix) }));
    const found = merged(versions, deleted, newestFirst);
    return {
      items: merged(found, prefixes, (version, { prefix }) => compare(version.name, prefix)),
      next: data.IsTruncated === 'true' ? markersOf(data) : undefined,
    };
  }, options?.signal);
}

/** @param {any} node */
function versionOf(node) {
  return { isLatest: node.IsLatest === 'true', versionId: node.VersionId };
}

/** @param {any} data */
function markersOf({ NextKeyMarker, NextVersionIdMarker }) {
  const markers = { 'key-marker': decoded(NextKeyMarker) };
  return NextVersionIdMarker ? { ...markers, 'version-id-marker': NextVersionIdMarker } : markers;
}

/**
 * Two lists, each of them in order, as one.
 *
 * @template First, Second
 * @param {First[]} first
 * @param {Second[]} second
 * @param {(first: First, second: Second) => number} order negative when the first comes first
 * @returns {(First | Second)[]}
 */
function merged(first, second, order) {
  if (second.length === 0) return first;
  /** @type {(First | Second)[]} */
  const both = [];
  let at = 0;
  for (const one of first) {
    while (at < second.length && order(one, second[at]) > 0) both.push(second[at++]);
    both.push(one);
  }
  return both.concat(second.slice(at));
}

/**
 * The order of UTF-8, which is not that of JavaScript's strings beyond the Basic Multilingual Plane.
 *
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * @typedef {{ name: string, lastModified: string, isLatest: boolean }} Version
 * @param {Version} a
 * @param {Version} b
 */
function newestFirst(a, b) {
  const order = compare(a.name, b.name);
  if (order !== 0 || a.isLatest || b.isLatest) return order || (a.isLatest ? -1 : 1);
  return a.lastModified >= b.lastModified ? -1 : 1;
}

module.exports = { listAll, listVersionsAll };
