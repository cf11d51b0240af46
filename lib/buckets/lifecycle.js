'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { lowerFirst, renameKeys, upperFirst } = require('../letter-case');
const { each } = require('../listing');
const { checkBucketName } = require('../names');
const { xmlDocument } = require('../xml-writer');
const { lifecycleRule } = require('./lifecycle-rules');
const { deleteSetting, getSetting, putSetting } = require('./params');

/**
 * Sets when objects of a bucket change their storage class or are deleted.
 *
 * @this {Client}
 * @param {string} name
 * @param {readonly OSS.LifecycleRule[]} rules
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putBucketLifecycle(name, rules, options) {
  checkBucketName(name);
  if (!Array.isArray(rules)) throw new Error('rules must be Array');
  const configuration = { LifecycleConfiguration: { Rule: rules.map(lifecycleRule) } };
  const content = xmlDocument(renameKeys(configuration, upperFirst));
  const { res } = await putSetting(this, name, 'lifecycle', content, options);
  return { res };
}

/**
 * When objects of a bucket change their storage class or are deleted.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketLifecycleResult>}
 */
async function getBucketLifecycle(name, options) {
  const { data, res } = await getSetting(this, name, 'lifecycle', options);
  return { rules: data.Rule ? each(data.Rule).map(ruleOf) : null, res };
}

/** @param {any} node */
function ruleOf(node) {
  const rule = { ...node };
  if (rule.ID) {
    rule.id = rule.ID;
    delete rule.ID;
  }
  if (rule.Tag) rule.Tag = each(rule.Tag);
  return renameKeys(rule, lowerFirst);
}

/**
 * Takes the lifecycle rules of a bucket away.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteBucketLifecycle(name, options) {
  const { res } = await deleteSetting(this, name, 'lifecycle', options);
  return { res };
}

module.exports = { deleteBucketLifecycle, getBucketLifecycle, putBucketLifecycle };
