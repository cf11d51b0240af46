'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { begun } = require('../deadline');
const { each } = require('../listing');
const { AT_ONCE, deleteBatch } = require('./delete-batch');

const DEFAULT_CONCURRENCY = 3;
/** Bytes of keys in one request: with their tags they stay below the 2 MB that the service reads. */
const BYTES_AT_ONCE = 1024 * 1024;
/** Characters that XML cannot hold, or changes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const NOT_IN_XML = /[\0-\x1f\ufffe\uffff]/;

/**
 * Deletes all objects whose keys begin so.
 *
 * @this {Client}
 * @param {string} prefix
 * @param {OSS.DeletePrefixOptions | null} [options]
 * @returns {Promise<OSS.DeletePrefixResult>}
 */
async function deletePrefix(prefix, options) {
  const { concurrency = DEFAULT_CONCURRENCY, dryRun, everything, versions, ...rest } = options ?? {};
  if (typeof prefix !== 'string') throw new TypeError(`prefix must be a string, not ${typeof prefix}`);
  if (prefix === '' && !everything)
    throw new Error('an empty prefix deletes the whole bucket: say so with everything: true');
  if (!(Number.isInteger(concurrency) && concurrency > 0))
    throw new TypeError(`concurrency must be a whole number above 0, not ${concurrency}`);
  const given = begun(this, rest);
  const found = versions
    ? this.listVersionsAll({ prefix }, given)
    : /** @type {AsyncIterable<{ name: string, versionId?: string }>} */ (this.listAll({ prefix }, given));
  /** @type {OSS.DeletedObject[]} */
  const deleted = [];
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  /** @type {unknown[]} */
  const failures = [];

  /** @param {OSS.DeletedObject[]} batch */
  const remove = async (batch) => {
    const gone = await deleteAll(this, batch, given);
    for (const object of gone) deleted.push(object);
    if (gone.length < batch.length) throw notAll(batch, gone);
  };
  try {
    for await (const batch of batchesOf(found)) {
      if (dryRun) {
        deleted.push(...batch);
        continue;
      }
      const job = remove(batch).catch((error) => void failures.push(error));
      running.add(job);
      job.then(() => running.delete(job));
      if (running.size >= concurrency) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } catch (error) {
    failures.push(error);
  }
  await Promise.all(running);
  // What has been deleted is gone, whatever came after.
  if (failures.length > 0) throw Object.assign(/** @type {Error} */ (failures[0]), { deleted });
  return { deleted };
}

/**
 * What one request each can delete.
 *
 * @param {AsyncIterable<{ name: string, versionId?: string }>} found
 */
async function* batchesOf(found) {
  /** @type {OSS.DeletedObject[]} */
  let batch = [];
  let bytes = 0;
  for await (const { name, versionId } of found) {
    const object = versionId === undefined ? { Key: name } : { Key: name, VersionId: versionId };
    if (NOT_IN_XML.test(name)) {
      yield [object];
      continue;
    }
    batch.push(object);
    bytes += Buffer.byteLength(name);
    if (batch.length < AT_ONCE && bytes < BYTES_AT_ONCE) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Deletes the objects of a batch.
 *
 * @param {Client} client
 * @param {OSS.DeletedObject[]} batch
 * @param {OSS.RequestOptions} options
 * @returns {Promise<OSS.DeletedObject[]>}
 */
async function deleteAll(client, batch, options) {
  const [{ Key, VersionId }] = batch;
  if (batch.length > 1 || !NOT_IN_XML.test(Key)) {
    const { data } = await deleteBatch(client, batch, false, options);
    return each(data.Deleted);
  }
  const subres = VersionId === undefined ? {} : { versionId: VersionId };
  const params = client._objectRequestParams('DELETE', '', { ...options, subres });
  params.object = Key;
  params.successStatuses = [204];
  await client.request(params);
  return batch;
}

/**
 * The service tells of what it has deleted, and is silent on what it has not.
 *
 * @param {OSS.DeletedObject[]} batch
 * @param {OSS.DeletedObject[]} gone
 */
function notAll(batch, gone) {
  const keys = new Set(gone.map(({ Key }) => Key));
  const left = batch.filter(({ Key }) => !keys.has(Key));
  const example = left.length > 0 ? `, such as ${left[0].Key}` : '';
  return new Error(`${batch.length - gone.length} of ${batch.length} objects were not deleted${example}`);
}

module.exports = { deletePrefix };
