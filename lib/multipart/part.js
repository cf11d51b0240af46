'use strict';

/** @import OSS from '../../index' */
/** @import { Client, PartData, SentParams } from '../types' */

const { isSource } = require('../streams/sources');

/** Headers of the whole object, which its parts must not have. */
const OF_THE_WHOLE = ['x-oss-server-side-encryption', 'x-oss-storage-class'];

/**
 * Uploads a part: the bytes from `start` up to, but without, `end`.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {number} partNo
 * @param {OSS.MultipartSource | OSS.StreamSource} file
 * @param {number} start
 * @param {number} end
 * @param {OSS.UploadPartOptions | null} [options]
 * @returns {Promise<OSS.UploadPartResult>}
 */
async function uploadPart(name, uploadId, partNo, file, start, end, options) {
  if (typeof file === 'string') {
    const { size } = await this._statFile(file);
    if (size < end) throw new Error(`${file} ends before byte ${end}: it has only ${size} bytes`);
  }
  return this._uploadPart(name, uploadId, partNo, partData(file, start, end), options);
}

/**
 * A run of bytes of what is uploaded in parts; a stream must bring just these.
 *
 * @param {any} file
 * @param {number} start
 * @param {number} end
 * @returns {PartData}
 */
function partData(file, start, end) {
  const size = end - start;
  if (Buffer.isBuffer(file)) return { size, content: file.subarray(start, end) };
  if (ArrayBuffer.isView(file)) {
    const content = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    return { size, content: content.subarray(start, end) };
  }
  if (file instanceof ArrayBuffer) return { size, content: Buffer.from(file).subarray(start, end) };
  if (typeof file === 'string') return { size, file: { path: file, from: start, size } };
  if (typeof Blob === 'function' && file instanceof Blob) return { size, stream: file.slice(start, end) };
  if (isSource(file)) return { size, stream: file };
  throw new Error('_createStream requires Buffer/File/String.');
}

/**
 * Uploads a part whose bytes are at hand.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {number} partNo
 * @param {PartData} data
 * @param {OSS.UploadPartOptions | null} [options]
 * @returns {Promise<OSS.UploadPartResult>}
 */
async function _uploadPart(name, uploadId, partNo, data, options) {
  const headers = withoutWhole(options?.headers);
  // A part has one length, whatever the caller says of the whole.
  for (const header of Object.keys(headers))
    if (header.toLowerCase() === 'content-length') delete headers[header];
  if (data.stream) headers['Content-Length'] = data.size;
  /** @type {SentParams} */
  const params = this._objectRequestParams('PUT', name, {
    ...options,
    headers,
    subres: { partNumber: partNo, uploadId },
  });
  params.mime = options?.mime;
  if (data.progress) params.progress = data.progress;
  else if (options?.onProgress) params.onProgress = options.onProgress;
  Object.assign(params, data.stream ? { stream: data.stream } : data.file && { file: data.file });
  if (data.content) params.content = data.content;
  // ali-oss streams parts, and streams have none.
  params.disabledMD5 = true;
  params.successStatuses = [200];
  const { res } = await this.request(params);
  const { etag } = res.headers;
  if (!etag)
    throw new Error(
      'Please set the etag of expose-headers in OSS \n https://help.aliyun.com/document_detail/32069.html'
    );
  return { name, etag, res };
}

/**
 * @param {object | undefined} headers
 * @returns {Record<string, unknown>}
 */
function withoutWhole(headers) {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => !OF_THE_WHOLE.includes(name)));
}

module.exports = { _uploadPart, partData, uploadPart, withoutWhole };
