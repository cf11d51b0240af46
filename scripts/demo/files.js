'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, run } = require('../lib/command');
const { Failure } = require('../lib/failure');

const MIB = 1024 * 1024;
const GENERATED_SIZE = 64 * MIB;
/** In a copy of the sources without git: what is made from them or for them. */
const NOT_SOURCES = new Set(['.git', 'node_modules', 'target']);

/**
 * The files to upload, each with `key`, `path` and `size`: those at the path that the user gave, or the sources of this
 * repository and a generated file of 64 MiB.
 *
 * @returns {Promise<{ title: string, files: object[], leftOut: number }>}
 */
async function chooseFiles(source, folder) {
  if (source === undefined) {
    const names = (await trackedNames()) ?? walk(ROOT, (name) => !NOT_SOURCES.has(name));
    const files = [generate(path.join(folder, 'generated')), ...describe(ROOT, names)];
    return { title: 'The sources of this repository, and a generated file of 64 MiB', files, leftOut: 0 };
  }
  const isFolder = fs.statSync(source).isDirectory();
  const names = isFolder ? walk(source) : [path.basename(source)];
  const files = isFolder ? describe(source, names) : describe(path.dirname(source), names);
  if (files.length === 0) throw new Failure(`there are no files in ${source}`);
  return { title: source, files, leftOut: names.length - files.length };
}

/** The files that git knows, or null where this is no checkout. */
async function trackedNames() {
  if (!fs.existsSync(path.join(ROOT, '.git'))) return null;
  const { code, stdout } = await run('git', ['ls-files', '-z']).catch(() => ({ code: 1 }));
  return code === 0 ? stdout.split('\0').filter(Boolean) : null;
}

/** The paths of all that is in a folder and the folders in it, relative to it. Links are not followed. */
function walk(folder, isWanted = () => true, within = '') {
  return fs.readdirSync(path.join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(within, entry.name);
    if (!isWanted(entry.name)) return [];
    return entry.isDirectory() ? walk(folder, isWanted, name) : [name];
  });
}

/** The regular files among these. Others are links, sockets and the like; a tracked file may also have been deleted. */
function describe(folder, names) {
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    const stats = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return [];
    return [{ key: `files/${name.split(path.sep).join('/')}`, path: file, size: stats.size }];
  });
}

function generate(file) {
  const descriptor = fs.openSync(file, 'w');
  for (let size = 0; size < GENERATED_SIZE; size += MIB) fs.writeSync(descriptor, crypto.randomBytes(MIB));
  fs.closeSync(descriptor);
  return { key: 'generated/64-mib.bin', path: file, size: GENERATED_SIZE };
}

module.exports = { chooseFiles };
