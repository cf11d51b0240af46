'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { neededGlibc } = require('../lib/elf');
const { Failure } = require('../lib/failure');
const say = require('../lib/say');
const { TOOLS } = require('./managers');

const MAIN_LIMIT = 300_000;
const BINARY_LIMIT = 8_000_000;

/** What of the packages does not depend on how they are installed. */
async function checkContents(place, { main, platform, isRelease }) {
  const forbidden = ['dependencies', 'scripts', 'devDependencies', 'bundleDependencies'];
  for (const { manifest } of [main, platform]) {
    const found = forbidden.filter((key) => manifest[key] !== undefined);
    if (found.length > 0) throw new Failure(`${manifest.name} has ${found}`);
  }
  atMost(MAIN_LIMIT, main.tarball, 'the main package');
  if (isRelease) atMost(BINARY_LIMIT, platform.binary, 'the binary');
  if (platform.manifest.libc?.[0] === 'glibc') tellGlibc(platform.binary);

  const publint = path.join(TOOLS, 'publint/src/cli.js');
  for (const { tarball } of [main, platform]) {
    await place.node([publint, tarball, '--strict'], { cwd: place.folder });
  }
  say.line('  publint has nothing to say');
  const attw = path.join(TOOLS, '@arethetypeswrong/cli/dist/index.js');
  await place.node([attw, main.tarball, '--no-color', '--no-emoji'], { cwd: place.folder });
  say.line('  the types are right, says attw');
}

function atMost(limit, file, what) {
  const { size } = fs.statSync(file);
  if (size > limit) throw new Failure(`${what} has ${size} bytes, more than ${limit}`);
  say.line(`  ${what} has ${size} bytes of at most ${limit}`);
}

/** The release is built against an old glibc and fails above 2.17; what is built here needs that of this system. */
function tellGlibc(binary) {
  const [version, symbols] = [...neededGlibc(binary)].at(-1);
  const few = symbols.slice(0, 5).join(', ');
  say.line(`  the binary needs glibc ${version}, for ${few}${symbols.length > 5 ? ' and others' : ''}`);
}

module.exports = { checkContents };
