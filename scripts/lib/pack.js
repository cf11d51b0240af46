'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT, run } = require('./command');
const { Failure } = require('./failure');
const { platformOf } = require('./platforms');

const TEXTS = ['README.md', 'LICENSE'];

/**
 * The packages as they are published: the main one and one for each target, with the addons beside index.js.
 *
 * @returns {{ main: object, platforms: { manifest: object, binary: string, isBuilt: boolean }[] }}
 */
function packages() {
  const { devDependencies, napi, overrides, scripts, ...manifest } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')
  );
  const platforms = napi.targets.map((target) => {
    const binary = `${napi.binaryName}.${platformOf(target).name}.node`;
    return {
      manifest: platformManifest(manifest, napi.packageName, platformOf(target), binary),
      binary,
      isBuilt: fs.existsSync(path.join(ROOT, binary)),
    };
  });
  const optionalDependencies = Object.fromEntries(
    platforms.map((one) => [one.manifest.name, manifest.version])
  );
  return { main: { ...manifest, optionalDependencies }, platforms };
}

function platformManifest(
  { version, license, engines, repository },
  packageName,
  { name, os, cpu, libc },
  binary
) {
  return {
    name: `${packageName}-${name}`,
    version,
    description: `The binary of ali-oss-native for ${name}`,
    license,
    ...(repository && { repository }),
    type: 'commonjs',
    main: binary,
    files: [binary],
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    engines,
  };
}

/** Packs the main package into a folder; gives the tarball's path. */
function packMain({ main }, out) {
  return pack(main, [...main.files, ...TEXTS], out);
}

/** Packs the package of one platform into a folder; gives the tarball's path. */
function packPlatform({ manifest, binary, isBuilt }, out) {
  return pack(manifest, isBuilt ? [binary, 'LICENSE'] : ['LICENSE'], out);
}

/** Packs the files of the checkout with a manifest of its own. */
async function pack(manifest, files, out) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-pack-'));
  try {
    fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const file of files) fs.cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
    return await packFolder(folder, out);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** `npm pack` of a folder; gives the tarball's path. */
async function packFolder(folder, out) {
  fs.mkdirSync(out, { recursive: true });
  const args = ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', out];
  const { code, stdout, stderr } = await run('npm', args);
  if (code !== 0) throw new Failure(`"npm ${args.join(' ')}" ended with ${code}:\n${stderr}`);
  // A list before npm 12, by name since.
  const [{ filename }] = Object.values(JSON.parse(stdout));
  return path.join(out, filename);
}

module.exports = { packFolder, packMain, packPlatform, packages };
