'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The segments of a name below a folder.
 *
 * @param {string} name with slashes
 * @param {string} [platform]
 * @returns {string[]}
 * @throws {Error} for a name that leads, or could lead, anywhere else
 */
function segmentsOf(name, platform = process.platform) {
  const segments = name.split('/');
  const wrong = segments.find((segment) => !isSafe(segment, platform));
  if (wrong === undefined) return segments;
  throw unsafe(name, wrong === '' ? 'it has an empty segment' : `of ${JSON.stringify(wrong)}`);
}

/**
 * @param {string} segment
 * @param {string} platform
 */
function isSafe(segment, platform) {
  if (segment === '' || segment === '.' || segment === '..' || segment.includes('\0')) return false;
  // A backslash separates, a colon names a drive or a stream, and a dot or space at the end is dropped.
  return platform !== 'win32' || !(/[\\:]|[. ]$/.test(segment) || DEVICES.test(segment));
}

/**
 * @param {string} name
 * @param {string} why
 */
function unsafe(name, why) {
  return Object.assign(new Error(`${JSON.stringify(name)} cannot be a file below the folder: ${why}`), {
    code: 'UnsafeName',
  });
}

/**
 * The path of a name below a folder. The folders that it is in are made, one by one, so that none is made behind a link to
 * outside.
 *
 * @param {string} root as `realpath` gives it
 * @param {string} name with slashes
 * @returns {Promise<string>}
 */
async function placeFor(root, name) {
  const segments = segmentsOf(name);
  const file = /** @type {string} */ (segments.pop());
  let folder = root;
  for (const segment of segments) {
    folder = await inside(root, await made(path.join(folder, segment)), name);
  }
  const place = path.join(folder, file);
  if (await isLink(place)) await inside(root, await endOf(place), name);
  return place;
}

/**
 * A folder that is there, made if need be.
 *
 * @param {string} folder
 */
async function made(folder) {
  await fs.promises.mkdir(folder).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return fs.promises.realpath(folder);
}

/**
 * @param {string} root
 * @param {string} place
 * @param {string} name
 */
async function inside(root, place, name) {
  const way = path.relative(root, place);
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
    throw unsafe(name, 'a link leads out of it');
  return place;
}

/** @param {string} place */
async function isLink(place) {
  const stats = await fs.promises.lstat(place).catch(() => undefined);
  return stats?.isSymbolicLink() ?? false;
}

/**
 * Where a link leads to, whether or not anything is there.
 *
 * @param {string} link
 * @returns {Promise<string>}
 */
async function endOf(link) {
  try {
    return await fs.promises.realpath(link);
  } catch {
    const next = path.resolve(path.dirname(link), await fs.promises.readlink(link));
    const folder = await fs.promises.realpath(path.dirname(next)).catch(() => path.dirname(next));
    return path.join(folder, path.basename(next));
  }
}

module.exports = { placeFor, segmentsOf };
