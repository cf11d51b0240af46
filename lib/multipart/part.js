'use strict';

/** @import OSS from '../../index' */
/** @import { Client, PartData } from '../types' */

const fs = require('node:fs');

const NO_STREAMS =
  'uploadPart of a stream is not available in this version: pass a Buffer or the path of a file';

/** Headers of the whole object, which its parts must not have. */
const OF_THE_WHOLE = ['x-oss-server-side-encryption', 'x-oss-storage-class'];

/**
 * Uploads a part: the bytes from `start` up to, but without, `end`.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {number} partNo
 * @param {Buffer | string} file
 * @param {number} start
 * @param {number} end
 * @param {OSS.UploadPartOptions | null} [options]
 * @returns {Promise<OSS.UploadPartResult>}
 */
async function uploadPart(name, uploadId, partNo, file, start, end, options) {
  const content = await bytesOf(file, start, end);
  return this._uploadPart(name, uploadId, partNo, { size: end - start, content }, options);
}

/**
 * @param {Buffer | string} file
 * @param {number} start
 * @param {number} end
 */
async function bytesOf(file, start, end) {
  if (Buffer.isBuffer(file)) return file.subarray(start, end);
  if (typeof file === 'string') return rangeOfFile(file, start, end);
  if (typeof (/** @type {any} */ (file)?.pipe) === 'function') throw new Error(NO_STREAMS);
  throw new Error('_createStream requires Buffer/File/String.');
}

/**
 * @param {string} path
 * @param {number} start
 * @param {number} end
 */
async function rangeOfFile(path, start, end) {
  const file = await fs.promises.open(path);
  try {
    const content = Buffer.allocUnsafeSlow(end - start);
    let filled = 0;
    while (filled < content.length) {
      const { bytesRead } = await file.read(content, filled, content.length - filled, start + filled);
      if (bytesRead === 0)
        throw new Error(`${path} ends before byte ${end}: it has only ${start + filled} bytes`);
      filled += bytesRead;
    }
    return content;
  } finally {
    await file.close();
  }
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
  if (data.stream) throw new Error(NO_STREAMS);
  const headers = withoutWhole(options?.headers);
  const params = this._objectRequestParams('PUT', name, {
    ...options,
    headers,
    subres: { partNumber: partNo, uploadId },
  });
  params.mime = options?.mime;
  params.content = data.content;
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

module.exports = { _uploadPart, uploadPart, withoutWhole };
