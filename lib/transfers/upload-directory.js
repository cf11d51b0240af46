'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */
/** @import { Item } from './many' */

const fs = require('node:fs');
const path = require('node:path');
const { abortError } = require('../abort');
const { moveAll } = require('./many');
const { CHECKPOINT } = require('./order');
const { selection } = require('./patterns');

/**
 * Uploads all files below a folder.
 *
 * @this {Client}
 * @param {string} dir
 * @param {string} prefix
 * @param {OSS.UploadDirectoryOptions} [options]
 * @returns {Promise<OSS.DirectoryResult>}
 */
async function uploadDirectory(dir, prefix, options = {}) {
  options ??= {};
  if (typeof dir !== 'string' || typeof prefix !== 'string')
    throw new TypeError('uploadDirectory needs the path of a folder and a prefix of keys');
  const { include, exclude, concurrency, symlinks = 'skip', onProgress, signal, ...each } = options;
  if (symlinks !== 'skip' && symlinks !== 'follow')
    throw new TypeError(`symlinks must be 'skip' or 'follow', not ${String(symlinks)}`);
  const walk = new Walk(await fs.promises.realpath(dir), selection({ include, exclude }), symlinks, signal);
  await walk.enter('', walk.root, [walk.root]);
  const folder = folderOf(prefix);
  const items = walk.items.sort(byName).map((item) => {
    const name = folder + item.name;
    if (item.skipped || item.special) return { ...item, name };
    /** @type {Item['move']} */
    const move = (given) => this.upload(name, item.path, { ...each, ...given });
    return { ...item, name, move };
  });
  return moveAll(items, { concurrency, signal, onProgress });
}

/**
 * A prefix of keys as a folder.
 *
 * @param {string} prefix
 */
function folderOf(prefix) {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/**
 * @param {{ name: string }} one
 * @param {{ name: string }} other
 */
function byName(one, other) {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

/** The files below a folder. */
class Walk {
  /** @type {(Item & { special?: boolean })[]} */
  items = [];
  root;
  #selection;
  #symlinks;
  #signal;

  /**
   * @param {string} root as `realpath` gives it
   * @param {ReturnType<typeof selection>} chosen
   * @param {'skip' | 'follow'} symlinks
   * @param {AbortSignal | undefined} signal
   */
  constructor(root, chosen, symlinks, signal) {
    this.root = root;
    this.#selection = chosen;
    this.#symlinks = symlinks;
    this.#signal = signal;
  }

  /**
   * @param {string} prefix of names, empty or with a slash at its end
   * @param {string} folder
   * @param {string[]} above the real paths of this folder and those it is in
   */
  async enter(prefix, folder, above) {
    for (const entry of await fs.promises.readdir(folder, { withFileTypes: true })) {
      if (this.#signal?.aborted) throw Object.assign(abortError(this.#signal.reason), { files: [] });
      const name = prefix + entry.name;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) await this.#folder(name, file, above);
      else if (entry.isFile()) await this.#file(name, file);
      else if (!entry.isSymbolicLink() || this.#symlinks === 'skip') this.#leaveOut(name, file);
      else await this.#link(name, file, above);
    }
  }

  /**
   * @param {string} name
   * @param {string} folder
   * @param {string[]} above
   */
  async #folder(name, folder, above) {
    if (this.#selection.leavesOut(name)) return;
    const real = await fs.promises.realpath(folder);
    // A link to a folder it is in would lead round and round.
    if (above.includes(real)) this.#leaveOut(name, folder, new Error(`${folder} leads to a folder it is in`));
    else await this.enter(`${name}/`, folder, [...above, real]);
  }

  /**
   * @param {string} name
   * @param {string} file
   */
  async #file(name, file) {
    if (!this.#selection.takes(name) || isCheckpoint(name)) return;
    const { size } = await fs.promises.stat(file);
    this.items.push({ path: file, name, size });
  }

  /**
   * @param {string} name
   * @param {string} link
   * @param {string[]} above
   */
  async #link(name, link, above) {
    try {
      const real = await fs.promises.realpath(link);
      if (!real.startsWith(this.root + path.sep) && real !== this.root)
        throw new Error(`${link} leads out of ${this.root}`);
      const stats = await fs.promises.stat(real);
      if (stats.isDirectory()) await this.#folder(name, link, above);
      else if (stats.isFile()) await this.#file(name, link);
      else this.#leaveOut(name, link);
    } catch (error) {
      this.#leaveOut(name, link, /** @type {Error} */ (error));
    }
  }

  /**
   * @param {string} name
   * @param {string} file
   * @param {Error} [skipped] why
   */
  #leaveOut(name, file, skipped) {
    if (!this.#selection.takes(name)) return;
    this.items.push({ path: file, name, size: 0, special: true, ...(skipped && { skipped }) });
  }
}

/**
 * Whether a file is one of ours: a checkpoint, or what a new one is written to.
 *
 * @param {string} name
 */
function isCheckpoint(name) {
  return name.endsWith(CHECKPOINT) || name.endsWith(`${CHECKPOINT}.new`);
}

module.exports = { folderOf, uploadDirectory };
