'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');

/**
 * Processes an image and stores what comes out.
 *
 * @this {Client}
 * @param {string} sourceObject
 * @param {string} targetObject
 * @param {string} process
 * @param {string} [targetBucket]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function processObjectSave(sourceObject, targetObject, process, targetBucket, options) {
  checkText(sourceObject, 'sourceObject');
  checkText(targetObject, 'targetObject');
  checkText(process, 'process');
  if (targetBucket) checkBucketName(targetBucket);
  const params = this._objectRequestParams('POST', sourceObject, {
    ...options,
    subres: /** @type {any} */ ('x-oss-process'),
  });
  const target = `o_${base64(this._objectName(targetObject))}`;
  const saved = targetBucket ? `${target},b_${base64(targetBucket)}` : target;
  params.content = `x-oss-process=${encodeURIComponent(`${process}|sys/saveas,${saved}`)}`;
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { res, status: res.status };
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function checkText(value, name) {
  if (!value) throw new Error(`${name} is required`);
  if (typeof value !== 'string') throw new Error(`${name} must be String`);
}

/** @param {string} text */
function base64(text) {
  return Buffer.from(text).toString('base64');
}

module.exports = { processObjectSave };
