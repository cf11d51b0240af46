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
  const result = await this.put(name, file, { ...options, subres, method: 'POST' });
  const next = result.res.headers['x-oss-next-append-position'];
  // Each reply of AppendObject has it.
  return { ...result, nextAppendPosition: /** @type {string} */ (next) };
}

module.exports = { append };
