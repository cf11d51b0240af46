'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');
const { getSetting } = require('./params');

/**
 * What the service tells of a bucket.
 *
 * @this {Client}
 * @param {string | null} [name] the client's bucket unless given
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketInfoResult>}
 */
async function getBucketInfo(name, options) {
  const { data, res } = await getSetting(this, bucketOr(this, name), 'bucketInfo', options);
  return { bucket: data.Bucket, res };
}

/**
 * The region of a bucket.
 *
 * @this {Client}
 * @param {string | null} [name] the client's bucket unless given
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketLocationResult>}
 */
async function getBucketLocation(name, options) {
  const { data, res } = await getSetting(this, bucketOr(this, name), 'location', options);
  return { location: data, res };
}

/**
 * How much a bucket holds.
 *
 * @this {Client}
 * @param {string | null} [name] the client's bucket unless given
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketStatResult>}
 */
async function getBucketStat(name, options) {
  const { data, res } = await getSetting(this, bucketOr(this, name || null), 'stat', options);
  return { res, stat: data };
}

/**
 * @param {Client} client
 * @param {string | null | undefined} name
 */
function bucketOr(client, name) {
  const bucket = /** @type {string} */ (name ?? client.getBucket());
  checkBucketName(bucket);
  return bucket;
}

module.exports = { getBucketInfo, getBucketLocation, getBucketStat };
