'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { checkBucketName } = require('../names');
const { lowerFirst, renameKeys, upperFirst } = require('../letter-case');
const { each } = require('../listing');
const { isObject, xmlDocument } = require('../xml-writer');
const { deleteSetting, getSetting, putSetting } = require('./params');

/** Keys whose first letter stays. */
const KEPT = ['OSSBucketDestination', 'SSE-OSS', 'SSE-KMS'];

/**
 * Has the objects of a bucket listed into files, daily or weekly.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.Inventory} inventory
 * @param {OSS.BucketSubresourceOptions} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketInventory(name, inventory, options = {}) {
  const subres = { inventory: '', inventoryId: inventory.id, ...options.subres };
  checkBucketName(name);
  const content = configurationOf(inventory);
  const { status, res } = await putSetting(this, name, subres, content, options);
  return { status, res };
}

/** @param {OSS.Inventory} inventory */
function configurationOf(inventory) {
  const { OSSBucketDestination: target, optionalFields } = inventory;
  const account = target.accountId;
  const configuration = {
    Id: inventory.id,
    IsEnabled: inventory.isEnabled,
    Filter: { Prefix: inventory.prefix || '' },
    Destination: {
      OSSBucketDestination: {
        Format: target.format,
        AccountId: account,
        RoleArn: `acs:ram::${account}:role/${target.rolename}`,
        Bucket: `acs:oss:::${target.bucket}`,
        Prefix: target.prefix || '',
        Encryption: target.encryption || '',
      },
    },
    Schedule: { Frequency: inventory.frequency },
    IncludedObjectVersions: inventory.includedObjectVersions,
    OptionalFields: { Field: optionalFields?.field || [] },
  };
  return xmlDocument({ InventoryConfiguration: renameKeys(configuration, upperFirst) });
}

/**
 * One inventory of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} inventoryId
 * @param {OSS.BucketSubresourceOptions} [options]
 * @returns {Promise<OSS.GetBucketInventoryResult>}
 */
async function getBucketInventory(name, inventoryId, options = {}) {
  const subres = { inventory: '', inventoryId, ...options.subres };
  const { data, status, res } = await getSetting(this, name, subres, options);
  return { status, res, inventory: inventoryOf(data) };
}

/**
 * One page of the inventories of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.ListBucketInventoryOptions} [options]
 * @returns {Promise<OSS.ListBucketInventoryResult>}
 */
async function listBucketInventory(name, options = {}) {
  const { continuationToken } = options;
  const page = continuationToken ? { 'continuation-token': continuationToken } : {};
  const { data, status, res } = await getSetting(
    this,
    name,
    { inventory: '', ...page, ...options.subres },
    options
  );
  const isTruncated = data.IsTruncated === 'true';
  const list = data.InventoryConfiguration;
  return {
    isTruncated,
    nextContinuationToken: data.NextContinuationToken,
    inventoryList: list && each(list).map(inventoryOf),
    status,
    res,
  };
}

/**
 * An inventory as `putBucketInventory` takes it; what is no element with content stays as it is.
 *
 * @param {any} node
 */
function inventoryOf(node) {
  if (!isObject(node)) return node;
  const { Destination, Filter, ...rest } = node;
  const prefix = Filter.Prefix;
  const { Bucket, RoleArn, ...target } = Destination.OSSBucketDestination;
  const { Frequency, ...Schedule } = node.Schedule;
  /** @type {Record<string, unknown>} */
  const inventory = {
    ...rest,
    IsEnabled: booleanOf(node.IsEnabled),
    Schedule,
    prefix,
    OSSBucketDestination: {
      ...target,
      rolename: RoleArn.replace(/.*\//, ''),
      bucket: Bucket.replace(/.*:::/, ''),
    },
    frequency: Frequency,
  };
  const fields = rest.OptionalFields?.Field;
  if (fields) inventory.OptionalFields = { ...rest.OptionalFields, Field: each(fields) };
  return renameKeys(inventory, (key) => (KEPT.includes(key) ? key : lowerFirst(key)));
}

/**
 * @param {unknown} text
 */
function booleanOf(text) {
  if (!text) return false;
  if (text === 'true' || text === 'TRUE' || text === '1') return true;
  return text === 'false' || text === 'FALSE' || text === '0' ? false : text;
}

/**
 * Ends an inventory of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} inventoryId
 * @param {OSS.BucketSubresourceOptions} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function deleteBucketInventory(name, inventoryId, options = {}) {
  const subres = { inventory: '', inventoryId, ...options.subres };
  const { status, res } = await deleteSetting(this, name, subres, options);
  return { status, res };
}

module.exports = { deleteBucketInventory, getBucketInventory, listBucketInventory, putBucketInventory };
