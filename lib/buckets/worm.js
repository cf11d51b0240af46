'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { lowerFirst } = require('../letter-case');
const { xmlDocument } = require('../xml-writer');
const { getSetting, settingParams } = require('./params');

/**
 * Begins a retention policy: objects cannot be changed or deleted for some days.
 *
 * @this {Client}
 * @param {string} name
 * @param {number | string} days
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.InitiateBucketWormResult>}
 */
async function initiateBucketWorm(name, days, options) {
  const params = settingParams(this, 'POST', name, 'worm', options);
  params.mime = 'xml';
  params.content = xmlDocument({ InitiateWormConfiguration: { RetentionPeriodInDays: days } });
  params.successStatuses = [200];
  const { status, res } = await this.request(params);
  return { res, wormId: res.headers['x-oss-worm-id'], status };
}

/**
 * Gives up a retention policy that is not locked yet.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function abortBucketWorm(name, options) {
  const params = settingParams(this, 'DELETE', name, 'worm', options);
  params.successStatuses = [200, 204];
  const { status, res } = await this.request(params);
  return { res, status };
}

/**
 * Locks a retention policy, for good.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} wormId
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function completeBucketWorm(name, wormId, options) {
  const params = settingParams(this, 'POST', name, { wormId }, options);
  params.successStatuses = [200, 204];
  const { status, res } = await this.request(params);
  return { res, status };
}

/**
 * Makes a locked retention policy last longer.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} wormId
 * @param {number | string} days
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function extendBucketWorm(name, wormId, days, options) {
  const params = settingParams(this, 'POST', name, { wormExtend: '', wormId }, options);
  params.mime = 'xml';
  params.content = xmlDocument({ ExtendWormConfiguration: { RetentionPeriodInDays: days } });
  params.successStatuses = [200];
  const { status, res } = await this.request(params);
  return { res, status };
}

/**
 * The retention policy of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketWormResult>}
 */
async function getBucketWorm(name, options) {
  const { data, status, res } = await getSetting(this, name, 'worm', options);
  const { RetentionPeriodInDays: days, ...rest } = data ?? {};
  const entries = Object.entries(rest).map(([key, value]) => [lowerFirst(key), value]);
  return { ...(days !== undefined && { days }), ...Object.fromEntries(entries), res, status };
}

module.exports = {
  abortBucketWorm,
  completeBucketWorm,
  extendBucketWorm,
  getBucketWorm,
  initiateBucketWorm,
};
