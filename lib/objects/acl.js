'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { ownerOf } = require('../listing');
const { subresourceParams } = require('./sub-resource');

/**
 * Sets who may do what with an object.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.ObjectACLType} acl
 * @param {OSS.HeadObjectOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putACL(name, acl, options) {
  options = options || {};
  const params = subresourceParams(this, 'PUT', name, 'acl', options);
  params.headers = { ...options.headers, 'x-oss-object-acl': acl };
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { res };
}

/**
 * Tells who may do what with an object.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.GetACLResult>}
 */
async function getACL(name, options = {}) {
  const params = subresourceParams(this, 'GET', name, 'acl', options);
  params.successStatuses = [200];
  params.xmlResponse = true;
  const { data, res } = await this.request(params);
  return { acl: data.AccessControlList.Grant, owner: ownerOf(data.Owner), res };
}

module.exports = { getACL, putACL };
