'use strict';

/** @import OSS from '../../index' */
/** @import { Reply, SentParams } from '../types' */

const { pipeline } = require('node:stream/promises');
const { responseOf } = require('../response');
const { Download } = require('./download');

/**
 * A reply whose body is a stream, or goes into one of the caller.
 *
 * @param {Reply & { call: number }} reply
 * @param {SentParams} params
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function received(reply, params) {
  const download = new Download(reply, params);
  const { status, headers } = reply;
  if (!params.writeStream) return { status, headers, data: undefined, res: /** @type {any} */ (download) };
  await pipeline(download, params.writeStream);
  return { status, headers, data: null, res: responseOf({ ...reply, file: true }) };
}

module.exports = { received };
