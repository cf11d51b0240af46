'use strict';

/** @import OSS from '../../index' */

const { checkObjectTags } = require('../tags');
const { isObject } = require('../xml-writer');

const STORAGE_CLASSES = ['IA', 'Archive', 'ColdArchive', 'DeepColdArchive'];
const POSITIVE = /^[1-9][0-9]*$/;
const MIDNIGHT = /\d{4}-\d{2}-\d{2}T00:00:00.000Z/;

/**
 * A rule as the service takes it. Refuses, in the order and the words of ali-oss, what it would not take.
 *
 * @param {OSS.LifecycleRule} given
 * @returns {Record<string, unknown>}
 */
function lifecycleRule(given) {
  const rule = withExpiration(given);
  checkRule(rule);
  const { id, ...rest } = rule;
  return id ? { ...rest, ID: id } : rule;
}

/**
 * `days` and `date` at the level of the rule are older words for an expiration; they go out as well.
 *
 * @param {any} given
 */
function withExpiration(given) {
  const rule = { ...given };
  if (rule.days) rule.expiration = { days: rule.days };
  if (rule.date) rule.expiration = { createdBeforeDate: rule.date };
  return rule;
}

/** @param {any} rule */
function checkRule(rule) {
  const { abortMultipartUpload, expiration, id, tag, transition } = rule;
  const { noncurrentVersionExpiration, noncurrentVersionTransition } = rule;
  if (id && Buffer.byteLength(String(id)) > 255) throw new Error('ID is composed of 255 bytes at most');
  if (rule.prefix === undefined) throw new Error('Rule must includes prefix');
  if (!['Enabled', 'Disabled'].includes(rule.status)) throw new Error('Status must be Enabled or Disabled');
  if (
    ![
      expiration,
      noncurrentVersionExpiration,
      abortMultipartUpload,
      transition,
      noncurrentVersionTransition,
    ].some(Boolean)
  ) {
    throw new Error(
      'Rule must includes expiration or noncurrentVersionExpiration or abortMultipartUpload or transition or noncurrentVersionTransition'
    );
  }
  if (transition) {
    checkStorageClass(transition);
    checkTime(transition, 'Transition');
  }
  if (expiration) checkExpiration(expiration);
  if (abortMultipartUpload) checkTime(abortMultipartUpload, 'AbortMultipartUpload');
  if (noncurrentVersionTransition) {
    checkStorageClass(noncurrentVersionTransition);
    checkNoncurrent(noncurrentVersionTransition, 'NoncurrentVersionTransition');
  }
  if (noncurrentVersionExpiration)
    checkNoncurrent(noncurrentVersionExpiration, 'NoncurrentVersionExpiration');
  if (tag) {
    if (abortMultipartUpload) throw new Error('Tag cannot be used with abortMultipartUpload');
    checkTags(tag);
  }
}

/** @param {any} expiration */
function checkExpiration(expiration) {
  if (!expiration.expiredObjectDeleteMarker) checkTime(expiration, 'Expiration');
  else if (expiration.days || expiration.createdBeforeDate)
    throw new Error('expiredObjectDeleteMarker cannot be used with days or createdBeforeDate');
}

/**
 * @param {any} action
 * @param {string} name
 */
function checkTime({ days, createdBeforeDate }, name) {
  if (!days && !createdBeforeDate) throw new Error(`${name} must includes days or createdBeforeDate`);
  if (days) checkDays(days, 'days');
  else if (!MIDNIGHT.test(createdBeforeDate))
    throw new Error('createdBeforeDate must be date and conform to iso8601 format');
}

/**
 * @param {any} action
 * @param {string} name
 */
function checkNoncurrent({ noncurrentDays }, name) {
  if (!noncurrentDays) throw new Error(`${name} must includes noncurrentDays`);
  checkDays(noncurrentDays, 'noncurrentDays');
}

/**
 * @param {any} days
 * @param {string} name
 */
function checkDays(days, name) {
  if (Array.isArray(days) || !POSITIVE.test(days)) throw new Error(`${name} must be a positive integer`);
}

/** @param {any} action */
function checkStorageClass({ storageClass }) {
  if (!STORAGE_CLASSES.includes(storageClass))
    throw new Error('StorageClass must be IA or Archive or ColdArchive or DeepColdArchive');
}

/** @param {any} tag one of them or several */
function checkTags(tag) {
  if (!Array.isArray(tag) && !isObject(tag)) throw new Error('tag must be Object or Array');
  const tags = [tag].flat().map((/** @type {any} */ { key, value }) => [key, value]);
  checkObjectTags(Object.fromEntries(tags));
}

module.exports = { lifecycleRule };
