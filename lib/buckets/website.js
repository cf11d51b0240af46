'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each } = require('../listing');
const { checkBucketName } = require('../names');
const { elements } = require('../xml-writer');
const { deleteSetting, getSetting, putSetting } = require('./params');

/**
 * Makes a bucket serve a web site.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PutBucketWebsiteConfig} [config]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putBucketWebsite(name, config = {}, options) {
  checkBucketName(name);
  const { res } = await putSetting(this, name, 'website', websiteOf(config), options);
  return { res };
}

/** @param {OSS.PutBucketWebsiteConfig} config */
function websiteOf(config) {
  const IndexDocument = {
    Suffix: config.index || 'index.html',
    SupportSubDir: config.supportSubDir || undefined,
    Type: config.type || undefined,
  };
  const ErrorDocument = config.error ? { Key: config.error } : undefined;
  if (config.routingRules !== undefined && !Array.isArray(config.routingRules))
    throw new Error('RoutingRules must be Array');
  const RoutingRules = config.routingRules && { RoutingRule: config.routingRules };
  return elements({ WebsiteConfiguration: { IndexDocument, ErrorDocument, RoutingRules } });
}

/**
 * The web site of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketWebsiteResult>}
 */
async function getBucketWebsite(name, options) {
  const { data, res } = await getSetting(this, name, 'website', options);
  const routingRules = each(data.RoutingRules?.RoutingRule);
  const { ErrorDocument: error, IndexDocument: index } = data;
  return {
    index: index?.Suffix || '',
    supportSubDir: index?.SupportSubDir || 'false',
    type: index ? index.Type : index,
    routingRules,
    error: error?.Key || null,
    res,
  };
}

/**
 * Ends the web site of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteBucketWebsite(name, options) {
  const { res } = await deleteSetting(this, name, 'website', options);
  return { res };
}

module.exports = { deleteBucketWebsite, getBucketWebsite, putBucketWebsite };
