'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');
const { bucketTagsIn, checkBucketTags, taggingOf } = require('../tags');
const { deleteSetting, getSetting, putSetting } = require('./params');

/**
 * Replaces the tags of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {Record<string, string>} tag
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketTags(name, tag, options) {
  checkBucketName(name);
  checkBucketTags(tag);
  const { status, res } = await putSetting(this, name, 'tagging', taggingOf(tag), options);
  return { res, status };
}

/**
 * The tags of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.TaggingResult>}
 */
async function getBucketTags(name, options) {
  const { data, status, res } = await getSetting(this, name, 'tagging', options);
  return { status, res, tag: bucketTagsIn(data) };
}

/**
 * Takes the tags of a bucket away.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function deleteBucketTags(name, options) {
  const { status, res } = await deleteSetting(this, name, 'tagging', options);
  return { status, res };
}

module.exports = { deleteBucketTags, getBucketTags, putBucketTags };
