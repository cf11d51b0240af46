'use strict';

/** @import OSS from '../../index' */
/** @import { Client, PartRange } from '../types' */

const path = require('node:path');
const deadline = require('../deadline');
const { binding } = require('../native');
const { partData } = require('./part');

/** What is smaller is put in one request: the service takes no smaller part but the last. */
const LEAST_SIZE = 100 * 1024;
const DEFAULT_PARALLEL = 5;

/**
 * Uploads a Buffer, a File or the file at a path in parts, several at a time.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.MultipartSource} file
 * @param {OSS.MultipartUploadOptions | null} [options]
 * @returns {Promise<OSS.CompleteMultipartUploadResult>}
 */
async function multipartUpload(name, file, options) {
  this.resetCancelFlag();
  const { checkpoint, ...rest } = deadline.begun(this, options ?? {});
  if (checkpoint?.uploadId) {
    await refuseChanged(this, checkpoint);
    return this._resumeMultipart({ ...checkpoint, doneParts: [...checkpoint.doneParts] }, rest);
  }
  const given = { ...rest, mime: rest.mime || mimeOf(file), headers: { ...rest.headers } };
  this._convertMetaToHeaders(rest.meta, given.headers);
  const fileSize = await this._getFileSize(file);
  if (fileSize < LEAST_SIZE) return putWhole(this, name, file, { ...given, contentLength: fileSize });
  const { partSize, progress } = rest;
  if (partSize && Number.parseInt(String(partSize), 10) !== partSize)
    throw new Error('partSize must be int number');
  if (partSize && partSize < LEAST_SIZE) throw new Error(`partSize must not be smaller than ${LEAST_SIZE}`);
  const { uploadId, res } = await this.initMultipartUpload(name, given);
  const begun = {
    file,
    name,
    fileSize,
    partSize: this._getPartSize(fileSize, partSize),
    uploadId,
    doneParts: [],
  };
  if (progress) await progress(0, begun, res);
  return this._resumeMultipart(begun, given);
}

/**
 * A file of another size than at the beginning would make an object that is neither (DESIGN, F10).
 *
 * @param {Client} client
 * @param {OSS.Checkpoint} checkpoint
 */
async function refuseChanged(client, { file, fileSize, name }) {
  const size = await client._getFileSize(file);
  if (size === fileSize) return;
  throw new Error(
    `the upload of ${name} cannot go on: its source has ${size} bytes now, and had ${fileSize} when it began`
  );
}

/** @param {any} file */
function mimeOf(file) {
  if (Buffer.isBuffer(file)) return '';
  const name = typeof file === 'string' ? file : (file?.name ?? '');
  return binding.mimeType(path.extname(name)) ?? undefined;
}

/**
 * @param {Client} client
 * @param {string} name
 * @param {OSS.MultipartSource} file
 * @param {OSS.MultipartUploadOptions & { contentLength: number }} options
 */
async function putWhole(client, name, file, options) {
  const { data, res } = await client.put(name, file, options);
  if (options.progress) await options.progress(1);
  const result = {
    res,
    bucket: /** @type {string} */ (client.options.bucket),
    name,
    etag: /** @type {string} */ (res.headers.etag),
  };
  const { callback, headers } = options;
  const hasCallback = callback || /** @type {any} */ (headers)?.['x-oss-callback'];
  return hasCallback ? { ...result, data } : result;
}

/**
 * Uploads the parts that are not done yet, and makes an object of all.
 *
 * @this {Client}
 * @param {OSS.Checkpoint} checkpoint grows with every part
 * @param {OSS.MultipartUploadOptions} options
 * @returns {Promise<OSS.CompleteMultipartUploadResult>}
 */
async function _resumeMultipart(checkpoint, options) {
  if (this.isCancel()) throw this._makeCancelEvent();
  const { doneParts, file, fileSize, name, partSize, uploadId } = checkpoint;
  const ranges = this._divideParts(fileSize, partSize);
  const whole = progressOf(options, fileSize, ranges, doneParts);

  /** @param {number} number */
  const uploadPart = async (number) => {
    if (this.isCancel()) return;
    const stop = new AbortController();
    const leave = join(this, stop, whole?.signal ?? options.signal);
    try {
      const { end, start } = ranges[number - 1];
      const data = { ...partData(file, start, end), progress: whole };
      const { signal } = stop;
      const { res } = await this._uploadPart(name, uploadId, number, data, { ...options, signal });
      if (this.isCancel()) return;
      doneParts.push({ number, etag: /** @type {string} */ (res.headers.etag) });
      await options.progress?.(doneParts.length / (ranges.length + 1), checkpoint, res);
    } catch (error) {
      const { status } = /** @type {{ status?: number }} */ (error);
      // The upload is gone: somebody gave it up.
      const reason = status === 404 ? this._makeAbortEvent() : error;
      throw Object.assign(/** @type {Error} */ (reason), { partNum: number });
    } finally {
      leave();
    }
  };

  const done = new Set(doneParts.map(({ number }) => number));
  const todo = ranges.map((_, i) => i + 1).filter((number) => !done.has(number));
  const parallel = options.parallel || DEFAULT_PARALLEL;
  try {
    if (parallel === 1 || this.checkBrowserAndVersion('Internet Explorer', '10'))
      await inTurn(this, todo, uploadPart);
    else await together(this, todo, parallel, uploadPart);
    await whole?.complete();
  } finally {
    whole?.close();
  }
  return this.completeMultipartUpload(name, uploadId, doneParts, options);
}

/**
 * The progress of all parts together, if anyone wants to know.
 *
 * @param {OSS.MultipartUploadOptions} options
 * @param {number} size
 * @param {PartRange[]} ranges
 * @param {readonly { number: number }[]} done
 */
function progressOf({ onProgress, signal }, size, ranges, done) {
  if (!onProgress) return undefined;
  const { Progress } = require('../streams/progress');
  const progress = new Progress(onProgress, signal);
  const moved = done.reduce((sum, { number }) => sum + ranges[number - 1].end - ranges[number - 1].start, 0);
  progress.open(size, moved);
  return progress;
}

/**
 * Lets `cancel`, and the signal of the caller, stop a part that is under way.
 *
 * @param {Client} client
 * @param {AbortController} stop
 * @param {AbortSignal} [signal]
 * @returns {() => void} to be called when the part has ended
 */
function join(client, stop, signal) {
  const part = {
    destroyed: false,
    destroy() {
      part.destroyed = true;
      stop.abort();
    },
  };
  const relay = () => stop.abort(signal?.reason);
  if (signal?.aborted) relay();
  signal?.addEventListener('abort', relay, { once: true });
  client.multipartUploadStreams ??= [];
  client.multipartUploadStreams.push(part);
  return () => {
    signal?.removeEventListener('abort', relay);
    // `cancel` begins another list.
    const parts = client.multipartUploadStreams ?? [];
    const at = parts.indexOf(part);
    if (at !== -1) parts.splice(at, 1);
  };
}

/**
 * @param {Client} client
 * @param {number[]} todo
 * @param {(number: number) => Promise<void>} uploadPart
 */
async function inTurn(client, todo, uploadPart) {
  for (const number of todo) {
    if (client.isCancel()) throw client._makeCancelEvent();
    await uploadPart(number).catch((error) => {
      throw client.isCancel() && error.name === 'AbortError' ? client._makeCancelEvent() : error;
    });
  }
}

/**
 * @param {Client} client
 * @param {number[]} todo
 * @param {number} parallel
 * @param {(number: number) => Promise<void>} uploadPart
 */
async function together(client, todo, parallel, uploadPart) {
  const errors = await client._parallel(todo, parallel, uploadPart);
  const abort = errors.find(({ name }) => name === 'abort');
  if (abort) throw abort;
  if (client.isCancel()) throw client._makeCancelEvent();
  const [first] = errors;
  if (!first) return;
  first.message = `Failed to upload some parts with error: ${first.toString()} part_num: ${first.partNum}`;
  throw first;
}

/**
 * Runs jobs, so many at a time. After the first failure none is begun; those under way go on, and nobody waits for them.
 *
 * @this {Client}
 * @param {number[]} todo
 * @param {number} parallel
 * @param {(number: number) => Promise<void>} job
 * @returns {Promise<(Error & { partNum?: number })[]>} the first failure, if there is one
 */
function _parallel(todo, parallel, job) {
  return new Promise((resolve) => {
    if (!(parallel > 0) || !todo) return resolve([]);
    let next = 0;
    let running = 0;
    let failed = false;
    const begin = () => {
      while (running < parallel && next < todo.length && !failed && !this.isCancel()) {
        running += 1;
        job(todo[next++]).then(end, fail);
      }
      if (!failed && (this.isCancel() || (running === 0 && next >= todo.length))) resolve([]);
    };
    const end = () => {
      running -= 1;
      begin();
    };
    const fail = (/** @type {Error} */ error) => {
      failed = true;
      resolve([error]);
    };
    begin();
  });
}

module.exports = { _parallel, _resumeMultipart, multipartUpload };
