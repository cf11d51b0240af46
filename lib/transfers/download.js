'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const fs = require('node:fs');
const path = require('node:path');
const { responseOf } = require('../response');
const { checkpointPath, orderOf } = require('./order');
const { run } = require('./run');

/**
 * Fetches an object into the file at a path, several ranges at a time. The file is replaced once all of it is there.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} file
 * @param {OSS.DownloadOptions} [options]
 * @returns {Promise<OSS.DownloadResult>}
 */
async function download(name, file, options = {}) {
  options ??= {};
  if (typeof file !== 'string') throw new TypeError('a download needs the path of a file');
  // fs refuses this path in its own words, without looking for it.
  if (file.includes('\0')) fs.accessSync(file);
  const target = path.resolve(file);
  const params = this._objectRequestParams('GET', name, options);
  const reply = await run(
    this,
    params,
    {
      ...orderOf(this, params, options),
      kind: 'download',
      file: target,
      versionId: options.versionId || undefined,
      checkpoint: checkpointPath(this, params, target, options.checkpoint),
    },
    options
  );
  const res = responseOf({ ...reply, file: true });
  const { size, parts, resumed, crc64 } = reply.document;
  return {
    name: /** @type {string} */ (params.object),
    path: target,
    etag: /** @type {string} */ (res.headers.etag),
    size,
    parts,
    resumed,
    crc64: crc64 ?? undefined,
    versionId: /** @type {string | undefined} */ (res.headers['x-oss-version-id']),
    res,
  };
}

module.exports = { download };
