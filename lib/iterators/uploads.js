'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each, page } = require('../listing');
const { decoded, items } = require('./pages');

/**
 * All uploads of a bucket that are under way: by their keys, then from the oldest on.
 *
 * @this {Client}
 * @param {OSS.ListUploadsAllQuery | null} [query]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {AsyncGenerator<OSS.Upload, void, void>}
 */
function listUploadsAll(query, options) {
  const asked = { 'max-uploads': 1000, ...query, 'encoding-type': 'url' };
  return items(async (/** @type {OSS.QueryParameters | undefined} */ markers, signal) => {
    const params = this._objectRequestParams('GET', '', { ...options, subres: { uploads: '' }, signal });
    const { data } = await page(this, params, { ...asked, ...markers });
    const uploads = each(data.Upload).map(({ Initiated, Key, UploadId }) => ({
      name: decoded(Key),
      uploadId: UploadId,
      initiated: Initiated,
    }));
    const next = {
      'key-marker': decoded(data.NextKeyMarker),
      'upload-id-marker': data.NextUploadIdMarker,
    };
    return { items: uploads, next: data.IsTruncated === 'true' ? next : undefined };
  }, options?.signal);
}

/**
 * All parts of an upload, by their numbers.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {OSS.ListPartsAllQuery | null} [query]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {AsyncGenerator<OSS.ObjectPart, void, void>}
 */
function listPartsAll(name, uploadId, query, options) {
  const asked = { 'max-parts': 1000, ...query };
  return items(async (/** @type {OSS.QueryParameters | undefined} */ marker, signal) => {
    const params = this._objectRequestParams('GET', name, { ...options, subres: { uploadId }, signal });
    const { data } = await page(this, params, { ...asked, ...marker });
    const next = { 'part-number-marker': data.NextPartNumberMarker };
    return { items: each(data.Part), next: data.IsTruncated === 'true' ? next : undefined };
  }, options?.signal);
}

module.exports = { listPartsAll, listUploadsAll };
