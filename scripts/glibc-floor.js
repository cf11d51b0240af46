'use strict';

/** `node scripts/glibc-floor.js ADDON [VERSION]`: tells which glibc an addon needs, and fails if that is newer than VERSION. */

const { compareVersions, neededGlibc } = require('./lib/elf');
const { Failure, runScript } = require('./lib/failure');
const say = require('./lib/say');

runScript(async () => {
  const [file, limit] = process.argv.slice(2);
  if (!file) throw new Failure('usage: node scripts/glibc-floor.js ADDON [VERSION]');
  const needed = [...neededGlibc(file)];
  for (const [version, symbols] of needed) say.line(`  ${version.padEnd(6)} ${symbols.join(' ')}`);
  const floor = needed.at(-1)?.[0] ?? 'none';
  say.line(`${file} needs glibc ${floor}`);
  if (limit && needed.length > 0 && compareVersions(floor, limit) > 0) {
    throw new Failure(`${file} needs glibc ${floor}, which is newer than ${limit}`);
  }
});
