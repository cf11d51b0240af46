'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { lowerFirst } = require('../letter-case');
const { each } = require('../listing');
const { checkBucketName } = require('../names');
const { xmlDocument } = require('../xml-writer');
const { deleteSetting, getSetting, putSetting } = require('./params');

/**
 * Sets which other sites may use a bucket from a browser.
 *
 * @this {Client}
 * @param {string} name
 * @param {readonly OSS.CORSRule[]} rules
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putBucketCORS(name, rules, options) {
  checkBucketName(name);
  const content = corsOf(rules || []);
  const { res } = await putSetting(this, name, 'cors', content, options);
  return { res };
}

/** @param {readonly OSS.CORSRule[]} rules */
function corsOf(rules) {
  // Callers know the AssertionErrors of ali-oss.
  const assert = require('node:assert');
  assert(rules.length, 'rules is required');
  for (const { allowedOrigin, allowedMethod } of rules) {
    assert(allowedOrigin, 'allowedOrigin is required');
    assert(allowedMethod, 'allowedMethod is required');
  }
  const CORSRule = rules.map((rule) => ({
    AllowedOrigin: each(rule.allowedOrigin),
    AllowedMethod: each(rule.allowedMethod),
    AllowedHeader: each(rule.allowedHeader),
    ExposeHeader: each(rule.exposeHeader),
    MaxAgeSeconds: rule.maxAgeSeconds || undefined,
  }));
  return xmlDocument({ CORSConfiguration: { CORSRule } });
}

/**
 * Which other sites may use a bucket from a browser.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketCORSResult>}
 */
async function getBucketCORS(name, options) {
  const { data, res } = await getSetting(this, name, 'cors', options);
  const rules = each(data?.CORSRule).map((rule) =>
    Object.fromEntries(Object.entries(rule).map(([key, value]) => [lowerFirst(key), value]))
  );
  return { rules: /** @type {OSS.CORSRule[]} */ (rules), res };
}

/**
 * Lets no other site use a bucket from a browser.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteBucketCORS(name, options) {
  const { res } = await deleteSetting(this, name, 'cors', options);
  return { res };
}

module.exports = { deleteBucketCORS, getBucketCORS, putBucketCORS };
