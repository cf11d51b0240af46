'use strict';

/**
 * `npm run check-package [-- --debug]`: packs the main package and this machine's, and uses the tarballs as users do: with
 * each package manager, in an empty project, without Rust, by their own name and as `ali-oss`. Nothing leaves the machine but,
 * the first time, the installation of the tools. `--debug` takes the build of the tests, which is not measured;
 * `--built` takes the addon that is there.
 */

const fs = require('node:fs');
const path = require('node:path');
const { checkContents } = require('./check-package/contents');
const { MANAGERS, TOOLS, install } = require('./check-package/managers');
const { Place } = require('./check-package/place');
const { startRegistry } = require('./check-package/registry');
const { bundles, compiles, explains, loads } = require('./check-package/uses');
const { ROOT, step } = require('./lib/command');
const { Failure, runScript } = require('./lib/failure');
const { isInstalled } = require('./lib/install');
const { packFolder, packMain, packPlatform, packages } = require('./lib/pack');
const { prepare } = require('./lib/prepare');
const say = require('./lib/say');

/** Packages that the projects need beside ours; copies of those that are installed here. */
const BESIDE = ['@types/ali-oss', '@types/node', 'undici-types'];

async function main() {
  const isRelease = !process.argv.includes('--debug');
  if (!process.argv.includes('--built')) await prepare({ release: isRelease, emulator: false });
  await installTools();
  const place = new Place();
  try {
    await check(place, isRelease);
  } finally {
    place.remove();
  }
}

async function installTools() {
  const folder = path.dirname(TOOLS);
  if (isInstalled(folder)) return;
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  await step('installing package managers, compilers and bundlers', 'npm', args);
}

async function check(place, isRelease) {
  say.heading('Packages');
  const { own, all } = await packEverything(path.join(place.folder, 'tarballs'));
  const [main] = all;
  await checkContents(place, { main, platform: own, isRelease });

  const registry = await startRegistry(all);
  try {
    for (const manager of Object.keys(MANAGERS)) await useWith(place, registry, manager, main);
    onlyOwn(path.join(place.folder, `npm-${main.manifest.name}`), own.manifest.name);
    await useWithoutBinary(place, registry, main, own);
  } finally {
    registry.close();
  }
  if (registry.unknown.length > 0)
    throw new Failure(`the registry was asked for ${registry.unknown.join(', ')}`);
  say.heading('The packages can be installed and used');
}

/** All tarballs, the main package's first. Those of other platforms have no binary, and are there to be passed over. */
async function packEverything(folder) {
  const { main, platforms } = packages();
  const all = [{ manifest: main, tarball: await packMain({ main }, folder) }];
  for (const one of platforms) {
    const binary = path.join(ROOT, one.binary);
    all.push({
      manifest: one.manifest,
      tarball: await packPlatform(one, folder),
      ...(one.isBuilt && { binary }),
    });
  }
  for (const name of BESIDE) {
    const from = path.join(ROOT, 'node_modules', name);
    const manifest = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
    all.push({ manifest, tarball: await packFolder(from, folder) });
  }
  const own = all.find(({ binary }) => binary);
  if (!own) throw new Failure('there is no package for this platform');
  return { own, all };
}

async function useWith(place, registry, manager, { manifest, tarball }) {
  say.heading(manager);
  const label = manager.replaceAll(/\W/g, '');
  const types = { '@types/node': '*' };
  const isStrange = MANAGERS[manager].node !== undefined;
  for (const [name, source, beside] of [
    [manifest.name, `file:${tarball}`, types],
    ['ali-oss', `npm:${manifest.name}@${manifest.version}`, { ...types, '@types/ali-oss': '*' }],
  ]) {
    const folder = await install(place, registry, manager, `${label}-${name}`, { [name]: source, ...beside });
    await loads(place, manager, folder, name);
    say.line(`  ${name} from ${source.split(':')[0]}: require, import, subpaths`);
    // TypeScript and the bundlers find packages in folders only; both names are the same to them.
    if (isStrange || (manager !== 'npm' && name === manifest.name)) continue;
    await compiles(place, folder, name, 6);
    say.line('  … TypeScript 6: nodenext, commonjs');
    if (manager !== 'npm') continue;
    await compiles(place, folder, name, 5);
    await bundles(place, folder, name);
    say.line('  … TypeScript 5.2: nodenext, commonjs; esbuild, webpack');
  }
}

/** One package and one binary are installed, and nothing of other platforms. */
function onlyOwn(folder, name) {
  const installed = fs.readdirSync(path.join(folder, 'node_modules', path.dirname(name)));
  if (installed.join() !== path.basename(name)) throw new Failure(`npm installed the binaries ${installed}`);
}

async function useWithoutBinary(place, registry, { manifest, tarball }, { manifest: { name } }) {
  say.heading('Without the binary');
  const options = ['--omit=optional'];
  const wanted = { [manifest.name]: `file:${tarball}` };
  const folder = await install(place, registry, 'npm', 'without', wanted, { options });
  await explains(place, folder, manifest.name, name);
  say.line(`  the error names ${name} and what helps`);
}

runScript(main);
