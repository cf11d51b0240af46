'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');

/**
 * Params of a request for a setting of a bucket.
 *
 * @param {Client} client
 * @param {string} method
 * @param {string} bucket
 * @param {NonNullable<OSS.RequestParams['subres']>} setting
 * @param {OSS.RequestOptions | null} [options]
 */
function settingParams(client, method, bucket, setting, options) {
  checkBucketName(bucket);
  return client._bucketRequestParams(method, bucket, setting, options ?? undefined);
}

/**
 * Changes a setting of a bucket.
 *
 * @param {Client} client
 * @param {string} bucket
 * @param {NonNullable<OSS.RequestParams['subres']>} setting
 * @param {string} content
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.RequestResult<any>>}
 */
function putSetting(client, bucket, setting, content, options) {
  const params = settingParams(client, 'PUT', bucket, setting, options);
  params.content = content;
  params.mime = 'xml';
  params.successStatuses = [200];
  return client.request(params);
}

/**
 * Reads a setting of a bucket.
 *
 * @param {Client} client
 * @param {string} bucket
 * @param {NonNullable<OSS.RequestParams['subres']>} setting
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.RequestResult<any>>}
 */
function getSetting(client, bucket, setting, options) {
  const params = settingParams(client, 'GET', bucket, setting, options);
  params.successStatuses = [200];
  params.xmlResponse = true;
  return client.request(params);
}

/**
 * Takes a setting of a bucket away.
 *
 * @param {Client} client
 * @param {string} bucket
 * @param {NonNullable<OSS.RequestParams['subres']>} setting
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.RequestResult<any>>}
 */
function deleteSetting(client, bucket, setting, options) {
  const params = settingParams(client, 'DELETE', bucket, setting, options);
  params.successStatuses = [204];
  return client.request(params);
}

module.exports = { deleteSetting, getSetting, putSetting, settingParams };
