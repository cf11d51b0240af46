'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */
/** @import { Item } from './many' */

const fs = require('node:fs');
const path = require('node:path');
const { placeFor, segmentsOf } = require('./local-path');
const { moveAll } = require('./many');
const { selection } = require('./patterns');
const { folderOf } = require('./upload-directory');

/**
 * Downloads all objects below a prefix into a folder.
 *
 * @this {Client}
 * @param {string} prefix
 * @param {string} dir
 * @param {OSS.DownloadDirectoryOptions} [options]
 * @returns {Promise<OSS.DirectoryResult>}
 */
async function downloadDirectory(prefix, dir, options = {}) {
  options ??= {};
  if (typeof prefix !== 'string' || typeof dir !== 'string')
    throw new TypeError('downloadDirectory needs a prefix of keys and the path of a folder');
  const { include, exclude, concurrency, onProgress, signal, ...each } = options;
  const folder = folderOf(prefix);
  const { takes } = selection({ include, exclude });
  const objects = await objectsBelow(this, folder, options);
  await fs.promises.mkdir(dir, { recursive: true });
  const root = await fs.promises.realpath(dir);
  const items = objects.flatMap(({ name, size }) => {
    const below = name.slice(folder.length);
    const isFolder = below.endsWith('/') || below === '';
    if (!takes(isFolder ? below.slice(0, -1) : below)) return [];
    // The folder itself.
    if (below === '' && size === 0) return [];
    /** @type {Item['move']} */
    const move = isFolder
      ? () => makeFolder(root, below, size)
      : async (given) => this.download(name, await placeFor(root, below), { ...each, ...given });
    return [{ path: path.join(root, below), name, size, move }];
  });
  return moveAll(items, { concurrency, signal, onProgress });
}

/**
 * All objects whose keys begin with a prefix, in the order of their keys.
 *
 * @param {Client} client
 * @param {string} prefix
 * @param {OSS.DownloadDirectoryOptions} options
 */
async function objectsBelow(client, prefix, { signal, timeout }) {
  const found = [];
  /** @type {string | undefined} */
  let token;
  do {
    const query = {
      'max-keys': 1000,
      ...(prefix && { prefix }),
      ...(token && { 'continuation-token': token }),
    };
    const page = await client.listV2(/** @type {any} */ (query), { signal, timeout });
    found.push(...(page.objects ?? []));
    token = page.isTruncated ? (page.nextContinuationToken ?? undefined) : undefined;
  } while (token);
  return found;
}

/**
 * The folder that an empty object stands for.
 *
 * @param {string} root
 * @param {string} name with a slash at its end
 * @param {number} size
 */
async function makeFolder(root, name, size) {
  if (size > 0) throw new Error(`${JSON.stringify(name)} ends in a slash, as a folder does, but has content`);
  const folder = name.slice(0, -1);
  segmentsOf(folder);
  // A name in it makes it.
  await placeFor(root, `${folder}/-`);
  return { size };
}

module.exports = { downloadDirectory };
