'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Headers, Transfer } from '../types' */

const path = require('node:path');
const { addCallbackHeaders } = require('../callback');
const { binding } = require('../native');
const { responseOf } = require('../response');
const { shareable } = require('../share-buffer');
const { isSource } = require('../streams/sources');
const { uploadOf } = require('../streams/upload');
const { checkpointPath, orderOf } = require('./order');
const { run } = require('./run');

/**
 * Stores the file at a path, bytes, or what a stream brings: in one request if it is small, in parts if it is not.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.UploadSource} source
 * @param {OSS.UploadOptions} [options]
 * @returns {Promise<OSS.UploadResult>}
 */
async function upload(name, source, options = {}) {
  options ??= {};
  const { checkpoint, ...given } = options;
  const params = this._objectRequestParams('PUT', name, given);
  /** @type {Headers} */
  const headers = { ...params.headers };
  this._convertMetaToHeaders(given.meta, headers);
  addCallbackHeaders(headers, given.callback);
  params.headers = /** @type {any} */ (headers);
  /** @type {Transfer} */
  const transfer = { ...orderOf(this, params, given), kind: 'upload', mime: given.mime || undefined };
  const body = bodyOf(this, source, params, transfer);
  if (checkpoint && typeof checkpoint === 'object') transfer.given = /** @type {any} */ (checkpoint);
  else if (typeof source === 'string')
    transfer.checkpoint = checkpointPath(this, params, path.resolve(source), checkpoint);
  else if (checkpoint) throw new TypeError('only uploads of files have a checkpoint');
  const reply = await run(this, params, transfer, given, body);
  return stored(this, params, headers, reply);
}

/**
 * The source as Rust takes it: a path, or bytes.
 *
 * @param {Client} client
 * @param {any} source
 * @param {OSS.RequestParams} params
 * @param {Transfer} transfer
 */
function bodyOf(client, source, params, transfer) {
  const zeroCopy = client.options.zeroCopy !== false;
  if (typeof source === 'string') {
    transfer.file = path.resolve(source);
    transfer.mime ||= binding.mimeType(path.extname(source)) ?? undefined;
    return {};
  }
  if (Buffer.isBuffer(source)) return { content: shareable(source, zeroCopy, true) };
  if (ArrayBuffer.isView(source)) {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return { content: shareable(bytes, zeroCopy, true) };
  }
  if (source instanceof ArrayBuffer) return { content: shareable(Buffer.from(source), zeroCopy, true) };
  if (!isSource(source))
    throw new TypeError('an upload needs the path of a file, bytes or a stream, not what was given');
  const stream = uploadOf({ ...params, stream: source }, client.options, Number.POSITIVE_INFINITY);
  transfer.stream = stream.number;
  return { source: stream };
}

/**
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @param {Headers} headers
 * @param {import('../types').Reply & { document: any }} reply
 * @returns {OSS.UploadResult}
 */
function stored(client, { bucket, object }, headers, reply) {
  const res = responseOf(reply);
  const name = /** @type {string} */ (object);
  const { size, parts, resumed, crc64 } = reply.document;
  /** @type {OSS.UploadResult} */
  const result = {
    name,
    bucket: bucket ?? undefined,
    url: client._objectUrl(name),
    etag: /** @type {string} */ (res.headers.etag),
    size,
    parts,
    resumed,
    crc64: crc64 ?? undefined,
    versionId: /** @type {string | undefined} */ (res.headers['x-oss-version-id']),
    res,
  };
  // With a callback the service answers what the application server said.
  if (headers['x-oss-callback']) result.data = JSON.parse(String(res.data));
  return result;
}

module.exports = { upload };
