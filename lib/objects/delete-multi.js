'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { begun } = require('../deadline');
const { each } = require('../listing');
const { AT_ONCE, deleteBatch } = require('./delete-batch');

/**
 * Deletes objects. More than 1,000 are deleted by several requests, one after the other.
 *
 * @this {Client}
 * @param {readonly (string | OSS.ObjectVersion)[]} names
 * @param {OSS.DeleteMultiOptions} [options]
 * @returns {Promise<OSS.DeleteMultiResult>}
 */
async function deleteMulti(names, options = {}) {
  if (!names?.length) throw new Error('names is required');
  const Quiet = Boolean(options.quiet);
  const objects = Array.from(names, (name) => identify(this, name));
  if (objects.length > AT_ONCE) options = begun(this, options);
  /** @type {OSS.DeletedObject[]} */
  const deleted = [];
  let last;
  for (let from = 0; from < objects.length; from += AT_ONCE) {
    try {
      last = await deleteBatch(this, objects.slice(from, from + AT_ONCE), Quiet, options);
    } catch (error) {
      // What the requests before have deleted is gone all the same.
      if (from > 0) Object.assign(/** @type {Error} */ (error), { deleted });
      throw error;
    }
    deleted.push(...each(last.data?.Deleted));
  }
  return { res: /** @type {OSS.RequestResult<any>} */ (last).res, deleted };
}

/**
 * @param {Client} client
 * @param {string | OSS.ObjectVersion} name
 */
function identify(client, name) {
  const { key, versionId } = typeof name === 'string' ? { key: name, versionId: undefined } : name;
  return { Key: client._objectName(key), VersionId: versionId };
}

module.exports = { deleteMulti };
