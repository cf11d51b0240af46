'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');
const { xmlDocument } = require('../xml-writer');
const { getSetting, putSetting } = require('./params');

/**
 * Sets whether a bucket keeps what is replaced or deleted.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RuleVersioningStatus} status
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketVersioning(name, status, options) {
  checkBucketName(name);
  if (!['Enabled', 'Suspended'].includes(status)) throw new Error('status must be Enabled or Suspended');
  const content = xmlDocument({ VersioningConfiguration: { Status: status } });
  const result = await putSetting(this, name, 'versioning', content, options);
  return { res: result.res, status: result.status };
}

/**
 * Whether a bucket keeps what is replaced or deleted.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketVersioningResult>}
 */
async function getBucketVersioning(name, options) {
  const { data, status, res } = await getSetting(this, name, 'versioning', options);
  return { status, versionStatus: data.Status, res };
}

module.exports = { getBucketVersioning, putBucketVersioning };
