'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { ownerOf } = require('../listing');
const { getSetting, settingParams } = require('./params');

/**
 * Sets who may do what with a bucket. Of the options the headers do not count, as in ali-oss.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.ACLType} acl
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.PutBucketACLResult>}
 */
async function putBucketACL(name, acl, options) {
  const params = settingParams(this, 'PUT', name, 'acl', options);
  params.headers = { 'x-oss-acl': acl };
  params.successStatuses = [200];
  const { headers, res } = await this.request(params);
  return { bucket: headers.location?.slice(1) || null, res };
}

/**
 * Tells who may do what with a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketACLResult>}
 */
async function getBucketACL(name, options) {
  const { data, res } = await getSetting(this, name, 'acl', options);
  return { acl: data.AccessControlList.Grant, owner: ownerOf(data.Owner), res };
}

module.exports = { getBucketACL, putBucketACL };
