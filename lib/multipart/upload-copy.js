'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const deadline = require('../deadline');
const { checkBucketName } = require('../names');

const LEAST_SIZE = 100 * 1024;
const DEFAULT_PARALLEL = 5;

/**
 * Copies an object of any size, or a range of one, in parts, inside the service.
 *
 * @this {Client}
 * @param {string} name of the copy
 * @param {OSS.MultipartUploadCopySourceData} sourceData
 * @param {OSS.MultipartUploadCopyOptions | OSS.MultipartUploadOptions} [given]
 * @returns {Promise<OSS.CompleteMultipartUploadResult>}
 */
async function multipartUploadCopy(name, sourceData, given = {}) {
  const options = deadline.begun(this, /** @type {OSS.MultipartUploadCopyOptions} */ (given));
  this.resetCancelFlag();
  const { partSize, versionId = null } = options;
  const checkpoint = /** @type {OSS.CopyCheckpoint | null | undefined} */ (options.checkpoint);
  const { sourceBucketName, sourceKey } = sourceData;
  const meta = await this._getObjectMeta(sourceBucketName, sourceKey, {
    ...lasting(options),
    versionId,
  });
  const startOffset = sourceData.startOffset || 0;
  const endOffset = sourceData.endOffset || Number(meta.res.headers['content-length']);
  const source = { ...sourceData, startOffset, endOffset };
  if (checkpoint?.uploadId) {
    const doneParts = [...checkpoint.doneParts];
    return this._resumeMultipartCopy({ ...checkpoint, doneParts }, source, options);
  }
  const copySize = Number(endOffset) - startOffset;
  if (copySize < LEAST_SIZE) throw new Error(`copySize must not be smaller than ${LEAST_SIZE}`);
  if (partSize && partSize < LEAST_SIZE) throw new Error(`partSize must not be smaller than ${LEAST_SIZE}`);
  const { uploadId, res } = await this.initMultipartUpload(name, options);
  const begun = {
    name,
    copySize,
    partSize: this._getPartSize(copySize, partSize),
    uploadId,
    doneParts: [],
  };
  if (options.progress) await options.progress(0, begun, res);
  return this._resumeMultipartCopy(begun, source, options);
}

/**
 * What counts for each request of a copy.
 *
 * @param {OSS.MultipartUploadCopyOptions} options
 */
function lasting(options) {
  return { signal: options.signal, deadline: options.deadline };
}

/**
 * Copies the parts that are not done yet, and makes an object of all.
 *
 * @this {Client}
 * @param {OSS.CopyCheckpoint} checkpoint grows with every part
 * @param {OSS.MultipartUploadCopySourceData & { startOffset: number }} source
 * @param {OSS.MultipartUploadCopyOptions} options
 * @returns {Promise<OSS.CompleteMultipartUploadResult>}
 */
async function _resumeMultipartCopy(checkpoint, source, options) {
  if (this.isCancel()) throw this._makeCancelEvent();
  const { copySize, doneParts, name, partSize, uploadId } = checkpoint;
  const ranges = this._divideMultipartCopyParts(copySize, partSize, source.startOffset);
  /** @type {OSS.UploadPartCopyOptions} */
  const partOptions = { ...lasting(options), headers: { ...options.copyheaders } };
  if (options.versionId) partOptions.versionId = options.versionId;

  /** @type {(client: Client, number: number) => Promise<void>} */
  const copyPart = async (client, number) => {
    if (client.isCancel()) return;
    try {
      const { start, end } = ranges[number - 1];
      const range = `${start}-${end - 1}`;
      const { res } = await client.uploadPartCopy(name, uploadId, number, range, source, partOptions);
      if (client.isCancel()) return;
      doneParts.push({ number, etag: /** @type {string} */ (res.headers.etag) });
      await options.progress?.(doneParts.length / ranges.length, checkpoint, res);
    } catch (error) {
      const { status } = /** @type {{ status?: number }} */ (error);
      // The upload is gone: somebody gave it up.
      const reason = status === 404 ? client._makeAbortEvent() : error;
      throw Object.assign(/** @type {Error} */ (reason), { partNum: number });
    }
  };

  const done = new Set(doneParts.map(({ number }) => number));
  const todo = ranges.map((_, i) => i + 1).filter((number) => !done.has(number));
  const parallel = options.parallel || DEFAULT_PARALLEL;
  if (parallel === 1) await inTurn(this, todo, copyPart);
  else await inBatches(this, todo, parallel, copyPart);
  return this.completeMultipartUpload(name, uploadId, doneParts, options);
}

/**
 * @param {Client} client
 * @param {number[]} todo
 * @param {(client: Client, number: number) => Promise<void>} copyPart
 */
async function inTurn(client, todo, copyPart) {
  for (const number of todo) {
    if (client.isCancel()) throw client._makeCancelEvent();
    await copyPart(client, number);
  }
}

/**
 * @param {Client} client
 * @param {number[]} todo
 * @param {number} parallel
 * @param {(client: Client, number: number) => Promise<void>} copyPart
 */
async function inBatches(client, todo, parallel, copyPart) {
  const errors = await client._parallelNode(todo, parallel, copyPart);
  const abort = errors.find(({ name }) => name === 'abort');
  if (abort) throw abort;
  if (client.isCancel()) throw client._makeCancelEvent();
  const [first] = errors;
  if (!first) return;
  first.message = `Failed to copy some parts with error: ${first.toString()} part_num: ${first.partNum}`;
  throw first;
}

/**
 * Runs jobs in batches: the next begins when all of the last have ended or one of them has failed. All of them are run.
 *
 * @this {Client}
 * @param {number[]} todo
 * @param {number} parallel
 * @param {(client: Client, number: number, sourceData?: unknown) => Promise<void>} job
 * @param {unknown} [sourceData]
 */
async function _parallelNode(todo, parallel, job, sourceData) {
  const errors = [];
  for (let at = 0; at < todo.length && !this.isCancel(); at += parallel) {
    const batch = todo.slice(at, at + parallel).map((number) => job(this, number, sourceData));
    try {
      await Promise.all(batch);
    } catch (error) {
      errors.push(/** @type {Error & { partNum?: number }} */ (error));
    }
  }
  return errors;
}

/**
 * `head` of an object of any bucket.
 *
 * @this {Client}
 * @param {string} bucket
 * @param {string} name
 * @param {OSS.RequestOptions & { versionId?: string | null }} [options]
 * @returns {Promise<OSS.HeadObjectResult>}
 */
async function _getObjectMeta(bucket, name, options) {
  checkBucketName(bucket);
  const subres = options?.versionId ? { versionId: options.versionId } : {};
  const params = this._objectRequestParams('HEAD', name, {
    signal: options?.signal,
    deadline: options?.deadline,
    subres,
  });
  params.bucket = bucket;
  params.successStatuses = [200, 304];
  const { headers, res, status } = await this.request(params);
  const rows = Object.entries(headers).filter(([header]) => header.startsWith('x-oss-meta-'));
  const meta = Object.fromEntries(rows.map(([header, value]) => [header.slice('x-oss-meta-'.length), value]));
  return { meta: rows.length > 0 ? /** @type {Record<string, string>} */ (meta) : null, res, status };
}

module.exports = { _getObjectMeta, _parallelNode, _resumeMultipartCopy, multipartUploadCopy };
