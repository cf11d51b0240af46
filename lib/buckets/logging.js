'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { PROLOG } = require('../xml-writer');
const { getSetting, putSetting, settingParams } = require('./params');

/**
 * Has the requests of a bucket written into objects of its own.
 *
 * @this {Client}
 * @param {string} name
 * @param {string | null} [prefix]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putBucketLogging(name, prefix, options) {
  const target = prefix ? `<TargetPrefix>${prefix}</TargetPrefix>\n` : '';
  const content =
    `${PROLOG}<BucketLoggingStatus>\n<LoggingEnabled>\n<TargetBucket>${name}</TargetBucket>\n` +
    `${target}</LoggingEnabled>\n</BucketLoggingStatus>`;
  const { res } = await putSetting(this, name, 'logging', content, options);
  return { res };
}

/**
 * Whether requests are written down, and where.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketLoggingResult>}
 */
async function getBucketLogging(name, options) {
  const { data, res } = await getSetting(this, name, 'logging', options);
  const enabled = data.LoggingEnabled;
  return { enable: Boolean(enabled), prefix: enabled?.TargetPrefix || null, res };
}

/**
 * Ends the writing down of requests.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteBucketLogging(name, options) {
  const params = settingParams(this, 'DELETE', name, 'logging', options);
  params.successStatuses = [204, 200];
  const { res } = await this.request(params);
  return { res };
}

module.exports = { deleteBucketLogging, getBucketLogging, putBucketLogging };
