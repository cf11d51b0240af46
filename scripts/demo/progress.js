'use strict';

const say = require('../lib/say');

const AT_ONCE = 8;
const LEAST_FOR_RATE = 1024 * 1024;

/** Works on all files, some at once, with a line of progress; returns what was done as text. */
async function each(doing, files, work) {
  const start = Date.now();
  const done = { files: 0, bytes: 0 };
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const tell = () =>
    say.passing(`  ${doing} ${done.files} of ${files.length} files, ${size(done.bytes)} of ${size(bytes)}`);
  const queue = files.values();
  async function worker() {
    for (const file of queue) {
      await work(file);
      done.files += 1;
      done.bytes += file.size;
      tell();
    }
  }
  tell();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  say.clear();
  const ms = Date.now() - start;
  // The rate of a few small files would be that of the first connection.
  const rate = bytes >= LEAST_FOR_RATE ? ` (${size((bytes / ms) * 1000)}/s)` : '';
  return `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${size(bytes)}, in ${say.duration(ms)}${rate}`;
}

/** `812 B`, `3.4 KiB`, `64.0 MiB`. */
function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.max(Math.floor(Math.log2(bytes || 1) / 10), 0), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

module.exports = { each, size };
