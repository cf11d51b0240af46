'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Whether the bucket goes into the path instead of the host, from now on.
 *
 * @this {Client}
 * @param {boolean} enable
 * @returns {any}
 */
function setSLDEnabled(enable) {
  this.options.sldEnable = Boolean(enable);
  return this;
}

/**
 * `/bucket/key`, as V1 signs it.
 *
 * @this {Client}
 * @param {Pick<OSS.RequestParams, 'bucket' | 'object'>} params
 */
function _getResource({ bucket, object }) {
  const { headerEncoding } = this.options;
  const key = !object || headerEncoding === 'utf-8' ? object : Buffer.from(object).toString('latin1');
  return `/${bucket ? `${bucket}/` : ''}${key || ''}`;
}

module.exports = { _getResource, setSLDEnabled };
