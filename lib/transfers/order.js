'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Transfer } from '../types' */

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { timeouts } = require('../duration');
const { headerList } = require('../parameters');

const PARALLEL = 5;

/**
 * What all transfers have: the object, and how to go about it.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params of the object
 * @param {OSS.TransferOptions} options
 * @returns {Omit<Transfer, 'kind'>}
 */
function orderOf(client, params, { parallel, partSize, timeout }) {
  const [connect, response] = timeouts(timeout || client.options.timeout);
  return {
    bucket: params.bucket || undefined,
    name: /** @type {string} */ (params.object),
    headers: headerList(params.headers),
    partSize: whole('partSize', partSize),
    parallel: whole('parallel', parallel) ?? PARALLEL,
    crc64: client.options.crc64 !== false,
    connect,
    response,
  };
}

/**
 * @param {string} name
 * @param {number | undefined} value
 */
function whole(name, value) {
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || value < 1)
    throw new TypeError(`${name} must be a whole number above 0, not ${String(value)}`);
  return value;
}

/**
 * Where the checkpoint of a transfer is: beside the local file, in a folder, or in a file.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params of the object
 * @param {string} file the local file
 * @param {boolean | string | object | null | undefined} checkpoint
 * @returns {string | undefined}
 */
function checkpointPath(client, { bucket, object }, file, checkpoint) {
  if (checkpoint === true) return path.join(path.dirname(file), `.${nameOf()}`);
  if (typeof checkpoint !== 'string' || checkpoint === '') return undefined;
  const given = path.resolve(checkpoint);
  return isFolder(given) ? path.join(given, nameOf()) : given;

  function nameOf() {
    const target = [client.options.endpoint.host, bucket ?? '', object, file].join('\n');
    const key = createHash('sha256').update(target).digest('hex').slice(0, 16);
    return `${path.basename(file)}.${key}${CHECKPOINT}`;
  }
}

/** What the names of checkpoints end in, unless the caller names them. */
const CHECKPOINT = '.oss-checkpoint';

/** @param {string} file */
function isFolder(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

module.exports = { CHECKPOINT, checkpointPath, orderOf };
