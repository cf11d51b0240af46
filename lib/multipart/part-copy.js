'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Makes a part of a range of another object, inside the service.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {number} partNo
 * @param {string | null | undefined} range `0-102399`; all of it unless given
 * @param {OSS.MultipartUploadCopySourceData} sourceData
 * @param {OSS.UploadPartCopyOptions} [options]
 * @returns {Promise<OSS.UploadPartResult>}
 */
async function uploadPartCopy(name, uploadId, partNo, range, sourceData, options = {}) {
  /** @type {Record<string, unknown>} */
  const headers = { ...options.headers };
  const versionId = options.versionId || options.subres?.versionId;
  const source = `/${sourceData.sourceBucketName}/${encodeURIComponent(sourceData.sourceKey)}`;
  headers['x-oss-copy-source'] = versionId ? `${source}?versionId=${versionId}` : source;
  if (range) headers['x-oss-copy-source-range'] = `bytes=${range}`;
  const subres = { partNumber: partNo, uploadId };
  const params = this._objectRequestParams('PUT', name, { ...options, headers, subres });
  params.mime = options.mime;
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { name, etag: /** @type {string} */ (res.headers.etag), res };
}

module.exports = { uploadPartCopy };
