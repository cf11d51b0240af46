'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each, page } = require('../listing');

/**
 * One page of the uploads that are under way.
 *
 * @this {Client}
 * @param {OSS.ListUploadsQuery | null} [query]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.ListUploadsResult>}
 */
async function listUploads(query, options) {
  const subres = /** @type {any} */ ('uploads');
  const params = this._objectRequestParams('GET', '', { ...options, subres });
  const { data, res } = await page(this, params, query);
  return {
    res,
    uploads: each(data.Upload).map(({ Key, UploadId, Initiated }) => ({
      name: Key,
      uploadId: UploadId,
      initiated: Initiated,
    })),
    bucket: data.Bucket,
    nextKeyMarker: data.NextKeyMarker,
    nextUploadIdMarker: data.NextUploadIdMarker,
    isTruncated: data.IsTruncated === 'true',
  };
}

/**
 * One page of the parts of an upload. A single part is no list, and all else is text, as in ali-oss.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {OSS.ListPartsQuery | null} [query]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.ListPartsResult>}
 */
async function listParts(name, uploadId, query, options) {
  const params = this._objectRequestParams('GET', name, { ...options, subres: { uploadId } });
  const { data, res } = await page(this, params, query);
  return {
    res,
    uploadId: data.UploadId,
    bucket: data.Bucket,
    name: data.Key,
    partNumberMarker: data.PartNumberMarker,
    nextPartNumberMarker: data.NextPartNumberMarker,
    maxParts: data.MaxParts,
    isTruncated: data.IsTruncated,
    parts: data.Part || [],
  };
}

module.exports = { listParts, listUploads };
