'use strict';

/**
 * `npm run pack [-- FOLDER]`: packs what is published into a folder (`packages`): the main package, and one for each
 * addon beside index.js. `--all` fails unless all platforms are there, as the release has them.
 */

const path = require('node:path');
const { Failure, runScript } = require('./lib/failure');
const { packMain, packPlatform, packages } = require('./lib/pack');
const say = require('./lib/say');

async function main() {
  const args = process.argv.slice(2);
  const isWhole = args.includes('--all');
  const [folder = 'packages', ...rest] = args.filter((one) => one !== '--all');
  if (rest.length > 0 || folder.startsWith('-')) throw new Failure('usage: npm run pack [-- FOLDER] [--all]');
  const all = packages();
  const missing = all.platforms.filter(({ isBuilt }) => !isBuilt).map(({ binary }) => binary);
  if (isWhole && missing.length > 0) throw new Failure(`there is no ${missing.join(', no ')}`);
  const out = path.resolve(folder);
  for (const platform of all.platforms.filter(({ isBuilt }) => isBuilt))
    say.line(await packPlatform(platform, out));
  say.line(await packMain(all, out));
}

runScript(main);
