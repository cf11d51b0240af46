'use strict';

/** @import OSS from '../index' */
/** @import { Client, Headers, SentOptions, SentParams } from './types' */

const fs = require('node:fs');
const path = require('node:path');
const { MOST, tooLarge } = require('./body-size');
const { binding } = require('./native');
const { objectName } = require('./names');

/**
 * Stores an object: a Buffer, the file at a path, or what a stream brings.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PutSource} file
 * @param {SentOptions} [options]
 * @returns {Promise<OSS.PutObjectResult>}
 */
async function put(name, file, options = {}) {
  options ??= {};
  const key = this._objectName(name);
  if (isStreamLike(file)) return this.putStream(key, /** @type {OSS.StreamSource} */ (file), options);
  /** @type {SentParams} */
  const params = this._objectRequestParams(options.method || 'PUT', key, options);
  const headers = { ...params.headers };
  this._convertMetaToHeaders(options.meta, headers);
  if (options.callback) require('./callback').addCallbackHeaders(headers, options.callback);
  params.headers = headers;
  params.mime = options.mime;
  if (options.onProgress) params.onProgress = options.onProgress;
  if (options.previousCrc64 !== undefined) params.previousCrc64 = options.previousCrc64;
  params.successStatuses = [200];
  if (Buffer.isBuffer(file)) {
    params.content = file;
  } else if (typeof file === 'string') {
    params.file = await regularFile(file);
    params.mime ||= binding.mimeType(path.extname(file)) ?? undefined;
  } else if (ArrayBuffer.isView(file)) {
    params.content = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  } else if (file instanceof ArrayBuffer) {
    params.content = Buffer.from(file);
  } else {
    throw new TypeError('Must provide String/Buffer/ReadableStream for put.');
  }
  return stored(this, key, headers, await this.request(params));
}

/** @param {unknown} file */
function isStreamLike(file) {
  return typeof file === 'object' && !Buffer.isBuffer(file) && require('./streams/sources').isSource(file);
}

/**
 * Stores what a stream brings, in one request. Without `contentLength` it is sent in chunks.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.StreamSource} stream
 * @param {SentOptions | null} [options]
 * @returns {Promise<OSS.PutObjectResult>}
 */
async function putStream(name, stream, options) {
  options ??= {};
  const key = this._objectName(name);
  /** @type {SentParams} */
  const params = this._objectRequestParams(options.method || 'PUT', key, options);
  /** @type {Headers} */
  const headers = { ...params.headers };
  if (options.contentLength) headers['Content-Length'] = options.contentLength;
  this._convertMetaToHeaders(options.meta, headers);
  if (options.callback) require('./callback').addCallbackHeaders(headers, options.callback);
  params.headers = /** @type {any} */ (headers);
  params.mime = options.mime;
  params.stream = stream;
  if (options.onProgress) params.onProgress = options.onProgress;
  if (options.previousCrc64 !== undefined) params.previousCrc64 = options.previousCrc64;
  params.successStatuses = [200];
  return stored(this, key, headers, await this.request(params));
}

/**
 * @param {Client} client
 * @param {string} key
 * @param {Record<string, unknown>} headers
 * @param {OSS.RequestResult<any>} result
 */
function stored(client, key, headers, { res, data }) {
  const result = { name: key, url: client._objectUrl(key), res };
  // With a callback the service answers what the application server said.
  return headers['x-oss-callback'] ? { ...result, data: JSON.parse(String(data)) } : result;
}

/**
 * Size of the regular file at `file`; the errors are those of `fs`.
 *
 * @param {string} file
 */
async function regularFile(file) {
  const stats = await fs.promises.stat(file);
  if (!stats.isFile()) throw new Error(`${file} is not file`);
  if (stats.size > MOST) throw tooLarge(stats.size);
  return { path: file, size: stats.size };
}

/**
 * Fetches an object into a Buffer, into the file at a path, or into a stream, which is ended.
 *
 * @this {Client}
 * @param {string} name
 * @param {any} [file] a path, a Writable, or the options
 * @param {OSS.GetObjectOptions | null} [options]
 * @returns {Promise<OSS.GetObjectResult>}
 */
async function get(name, file, options = {}) {
  if (typeof file === 'object' && file !== null) {
    if (typeof file.pipe !== 'function' && Object.prototype.toString.call(file) === '[object Object]')
      options = file;
  }
  options ??= {};
  const params = this._objectRequestParams('GET', name, options);
  params.subres = versionAndProcess(options);
  if (options.onProgress) params.onProgress = options.onProgress;
  params.successStatuses = [200, 206, 304];
  if (typeof file === 'string') {
    // fs refuses this path in its own words, without looking for it.
    if (file.includes('\0')) fs.accessSync(file);
    params.writeFile = file;
  } else if (typeof file?.write === 'function' && typeof file.pipe === 'function') {
    params.writeStream = file;
  }
  const { res, data } = await this.request(params);
  return { res, content: data };
}

/** @param {OSS.GetObjectOptions} options */
function versionAndProcess(options) {
  const subres = { ...options.subres };
  if (options.versionId) subres.versionId = options.versionId;
  if (options.process) subres['x-oss-process'] = options.process;
  return subres;
}

/**
 * Fetches an object as a stream. Its connection is free again after the last byte; a stream that is not wanted any more
 * must be destroyed.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.GetStreamOptions | null} [options]
 * @returns {Promise<OSS.GetStreamResult>}
 */
async function getStream(name, options) {
  const params = this._objectRequestParams('GET', name, options ?? undefined);
  if (options?.versionId || options?.process) params.subres = versionAndProcess(options);
  if (options?.onProgress) params.onProgress = options.onProgress;
  params.customResponse = true;
  params.successStatuses = [200, 206, 304];
  const { res, status, headers } = await this.request(params);
  return { stream: /** @type {any} */ (res), res: { status, headers } };
}

/**
 * Headers and metadata of an object.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.HeadObjectResult>}
 */
async function head(name, options = {}) {
  const params = this._objectRequestParams('HEAD', name, withVersion(options));
  params.successStatuses = [200, 304];
  const { res, status, headers } = await this.request(params);
  return { meta: status === 200 ? metaOf(headers) : null, res, status };
}

/** @param {Record<string, any>} headers */
function metaOf(headers) {
  /** @type {Record<string, string> | null} */
  let meta = null;
  for (const name of Object.keys(headers)) {
    if (name.startsWith('x-oss-meta-')) {
      meta ??= {};
      meta[name.slice('x-oss-meta-'.length)] = headers[name];
    }
  }
  return meta;
}

/**
 * Deletes an object, or one version of it. That there is none is no error.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.DeleteObjectOptions} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function remove(name, options = {}) {
  const params = this._objectRequestParams('DELETE', name, withVersion(options));
  params.successStatuses = [204];
  const { res } = await this.request(params);
  return { res };
}

/** @param {OSS.HeadObjectOptions} options */
function withVersion(options) {
  const subres = { ...options.subres };
  if (options.versionId) subres.versionId = options.versionId;
  return { ...options, subres };
}

/** @type {Client['_objectRequestParams']} */
function _objectRequestParams(method, name, options = {}) {
  if (!this.options.bucket && !this.options.cname) throw new Error('Please create a bucket first');
  options ??= {};
  /** @type {OSS.RequestParams} */
  const params = {
    object: this._objectName(name),
    bucket: this.options.bucket,
    method,
    subres: options.subres,
    additionalHeaders: options.additionalHeaders,
    timeout: options.timeout,
    ctx: options.ctx,
  };
  if (options.headers) params.headers = { ...options.headers };
  if (options.signal) params.signal = options.signal;
  if (options.deadline !== undefined) params.deadline = options.deadline;
  return params;
}

/** @param {string} name */
function _objectName(name) {
  return objectName(name);
}

/**
 * @this {Client}
 * @param {string} name
 */
function _objectUrl(name) {
  return this._getReqUrl({ bucket: this.options.bucket, object: name });
}

/**
 * @param {any} meta
 * @param {Headers} headers
 */
function _convertMetaToHeaders(meta, headers) {
  if (!meta) return;
  for (const key of Object.keys(meta)) headers[`x-oss-meta-${key}`] = meta[key];
}

module.exports = {
  put,
  putStream,
  get,
  getStream,
  head,
  delete: remove,
  _objectRequestParams,
  _objectName,
  _objectUrl,
  _convertMetaToHeaders,
};
