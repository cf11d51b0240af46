'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { readJson } = require('../json');
const { checkBucketName } = require('../names');
const { isObject } = require('../xml-writer');
const { deleteSetting, settingParams } = require('./params');

/**
 * Sets the policy of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {object} policy
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketPolicy(name, policy, options) {
  checkBucketName(name);
  if (!isObject(policy)) throw new Error('policy is not Object');
  const params = settingParams(this, 'PUT', name, 'policy', options);
  params.content = JSON.stringify(policy);
  params.successStatuses = [200];
  const { status, res } = await this.request(params);
  return { status, res };
}

/**
 * The policy of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketPolicyResult>}
 */
async function getBucketPolicy(name, options) {
  const params = settingParams(this, 'GET', name, 'policy', options);
  // There is none: no error.
  params.successStatuses = [200, 404];
  const { data, status, res } = await this.request(params);
  const policy = status === 200 ? readJson(String(data), 'the policy of the bucket') : null;
  return { policy, status, res };
}

/**
 * Takes the policy of a bucket away.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function deleteBucketPolicy(name, options) {
  const { status, res } = await deleteSetting(this, name, 'policy', options);
  return { status, res };
}

module.exports = { deleteBucketPolicy, getBucketPolicy, putBucketPolicy };
