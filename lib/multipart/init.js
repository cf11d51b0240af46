'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Begins an upload in parts.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.InitMultipartUploadOptions | null} [options]
 * @returns {Promise<OSS.InitMultipartUploadResult>}
 */
async function initMultipartUpload(name, options) {
  options = options || {};
  const headers = { ...options.headers };
  this._convertMetaToHeaders(options.meta, headers);
  const subres = /** @type {any} */ ('uploads');
  const params = this._objectRequestParams('POST', name, { ...options, headers, subres });
  params.mime = options.mime;
  params.xmlResponse = true;
  params.successStatuses = [200];
  const { data, res } = await this.request(params);
  return { res, bucket: data.Bucket, name: data.Key, uploadId: data.UploadId };
}

/**
 * Gives up an upload in parts, and the parts with it. Uploads of this client that are under way stop, as in ali-oss.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function abortMultipartUpload(name, uploadId, options) {
  this._stop();
  const params = this._objectRequestParams('DELETE', name, { ...options, subres: { uploadId } });
  params.successStatuses = [204];
  const { res } = await this.request(params);
  return { res };
}

module.exports = { abortMultipartUpload, initMultipartUpload };
