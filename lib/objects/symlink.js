'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Headers } from '../types' */

const { subresourceParams } = require('./sub-resource');

/**
 * Makes an object that stands for another one of the bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} targetName
 * @param {OSS.PutSymlinkOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putSymlink(name, targetName, options) {
  options = options || {};
  /** @type {Headers} */
  const headers = { ...options.headers };
  const target = this._escape(this._objectName(targetName));
  this._convertMetaToHeaders(options.meta, headers);
  headers['x-oss-symlink-target'] = target;
  if (options.storageClass) headers['x-oss-storage-class'] = options.storageClass;
  const params = subresourceParams(this, 'PUT', name, 'symlink', options);
  params.headers = headers;
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { res };
}

/**
 * The key that a symbolic link stands for.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.GetSymlinkResult>}
 */
async function getSymlink(name, options = {}) {
  const params = subresourceParams(this, 'GET', name, 'symlink', options);
  params.successStatuses = [200];
  const { res } = await this.request(params);
  // A reply without the header names the target `undefined`, as in ali-oss.
  return { targetName: decodeURIComponent(String(res.headers['x-oss-symlink-target'])), res };
}

module.exports = { getSymlink, putSymlink };
