'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { xmlDocument } = require('../xml-writer');
const { getSetting, putSetting, settingParams } = require('./params');

/**
 * Sets how the objects of a bucket are encrypted.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PutBucketEncryptionOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketEncryption(name, options) {
  options = options || /** @type {OSS.PutBucketEncryptionOptions} */ ({});
  const { SSEAlgorithm, KMSMasterKeyID } = options;
  const content = xmlDocument({
    ServerSideEncryptionRule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } },
  });
  const { status, res } = await putSetting(this, name, 'encryption', content, options);
  return { status, res };
}

/**
 * How the objects of a bucket are encrypted.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketEncryptionResult>}
 */
async function getBucketEncryption(name, options) {
  const { data, status, res } = await getSetting(this, name, 'encryption', options);
  return { encryption: data.ApplyServerSideEncryptionByDefault, status, res };
}

/**
 * Ends the encryption of a bucket's objects.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function deleteBucketEncryption(name, options) {
  const params = settingParams(this, 'DELETE', name, 'encryption', options);
  params.successStatuses = [204];
  params.xmlResponse = true;
  const { status, res } = await this.request(params);
  return { status, res };
}

module.exports = { deleteBucketEncryption, getBucketEncryption, putBucketEncryption };
