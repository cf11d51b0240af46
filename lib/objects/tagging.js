'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkObjectTags, objectTagsIn, taggingOf } = require('../tags');
const { subresourceParams } = require('./sub-resource');

/**
 * Replaces the tags of an object.
 *
 * @this {Client}
 * @param {string} name
 * @param {Record<string, string>} tag
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putObjectTagging(name, tag, options = {}) {
  checkObjectTags(tag);
  const params = subresourceParams(this, 'PUT', name, 'tagging', options);
  params.mime = 'xml';
  params.content = taggingOf(tag);
  params.successStatuses = [200];
  const { status, res } = await this.request(params);
  return { res, status };
}

/**
 * The tags of an object.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.TaggingResult>}
 */
async function getObjectTagging(name, options = {}) {
  const params = subresourceParams(this, 'GET', name, 'tagging', options);
  params.xmlResponse = true;
  params.successStatuses = [200];
  const { data, status, res } = await this.request(params);
  return { status, res, tag: objectTagsIn(data) };
}

/**
 * Takes the tags of an object away.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function deleteObjectTagging(name, options = {}) {
  const params = subresourceParams(this, 'DELETE', name, 'tagging', options);
  params.successStatuses = [204];
  const { status, res } = await this.request(params);
  return { status, res };
}

module.exports = { deleteObjectTagging, getObjectTagging, putObjectTagging };
