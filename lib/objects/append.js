'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Adds to the end of an appendable object, or makes one.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PutSource} file
 * @param {OSS.AppendObjectOptions | null} [options]
 * @returns {Promise<OSS.AppendObjectResult>}
 */
async function append(name, file, options) {
  options = options || {};
  const { position = '0' } = options;
  const subres = { append: '', position };
  // Nothing has the checksum 0.
  const previousCrc64 = options.previousCrc64 ?? (Number(position) === 0 ? '0' : undefined);
  const given = { ...options, subres, previousCrc64, method: 'POST' };
  const result = await this.put(name, file, given);
  const next = result.res.headers['x-oss-next-append-position'];
  // Each reply of AppendObject has it.
  return { ...result, nextAppendPosition: /** @type {string} */ (next) };
}

module.exports = { append };
