'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Headers } from '../types' */

const path = require('node:path');
const { checkBucketName, objectName } = require('../names');
const { replaces } = require('../objects/replacing');
const { responseOf } = require('../response');
const { checkpointPath, orderOf } = require('./order');
const { run } = require('./run');

/**
 * Copies an object of any size inside the service: in one request if it is small, in parts if it is not.
 *
 * @this {Client}
 * @param {string} name of the copy
 * @param {OSS.CopySource} source a key of the bucket, `/bucket/key`, or an object that says so
 * @param {OSS.CopyLargeOptions} [options]
 * @returns {Promise<OSS.CopyLargeResult>}
 */
async function copyLarge(name, source, options = {}) {
  options ??= {};
  const params = this._objectRequestParams('PUT', name, options);
  /** @type {Headers} */
  const headers = { ...params.headers };
  const replace = Boolean(options.meta || options.mime) || Object.keys(headers).some(replaces);
  this._convertMetaToHeaders(options.meta, headers);
  params.headers = /** @type {any} */ (headers);
  const from = sourceOf(this, source);
  if (options.checkpoint !== undefined && typeof options.checkpoint !== 'string')
    throw new TypeError('the checkpoint of a copy is the path of a file');
  const reply = await run(
    this,
    params,
    {
      ...orderOf(this, params, options),
      kind: 'copy',
      mime: options.mime || undefined,
      sourceBucket: from.bucket,
      sourceName: from.name,
      versionId: from.versionId,
      replace,
      checkpoint: checkpointPath(this, params, path.basename(from.name), options.checkpoint),
    },
    options
  );
  const { size, parts, resumed, crc64, etag } = reply.document;
  const res = responseOf(reply);
  return {
    name: /** @type {string} */ (params.object),
    bucket: params.bucket ?? undefined,
    etag: etag ?? res.headers.etag,
    size,
    parts,
    resumed,
    crc64: crc64 ?? undefined,
    versionId: /** @type {string | undefined} */ (res.headers['x-oss-version-id']),
    res,
  };
}

/**
 * @param {Client} client
 * @param {any} source
 * @returns {{ bucket: string | undefined, name: string, versionId?: string }}
 */
function sourceOf(client, source) {
  let bucket = client.options.bucket || undefined;
  let name = source;
  let versionId;
  if (typeof source === 'object' && source !== null) {
    ({ name, versionId } = source);
    bucket = source.bucket ?? bucket;
  } else if (typeof source === 'string' && source[0] === '/') {
    [, bucket, name] = /^\/(.+?)\/(.*)/s.exec(source) ?? [source, source, ''];
  }
  checkBucketName(/** @type {string} */ (bucket));
  return { bucket, name: objectName(name), versionId: versionId || undefined };
}

module.exports = { copyLarge };
