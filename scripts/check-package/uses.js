'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../lib/command');
const { Failure } = require('../lib/failure');
const { MANAGERS, TOOLS } = require('./managers');

const PROGRAMS = path.join(__dirname, 'programs');
const TYPESCRIPT = { 6: path.join(ROOT, 'node_modules/typescript'), 5: path.join(TOOLS, 'typescript-5') };

/** Copies programs into a project, in which the package has this name. */
function copyPrograms(folder, name, files) {
  for (const file of files) {
    const text = fs.readFileSync(path.join(PROGRAMS, file), 'utf8');
    fs.writeFileSync(path.join(folder, file), text.replaceAll(/'ali-oss(?=['/])/g, `'${name}`));
  }
}

/** `require` and `import`, the exported subpaths, and the sentence about all others. */
async function loads(place, manager, folder, name) {
  const programs = ['require.cjs', 'import.mjs'];
  copyPrograms(folder, name, programs);
  const { node: before = [] } = MANAGERS[manager];
  // Plug and Play needs a loader of its own for ES modules.
  const loader = before.length > 0 ? ['--experimental-loader', './.pnp.loader.mjs'] : [];
  await expectOk(place, folder, [...before, programs[0]]);
  await expectOk(place, folder, [...before, ...loader, programs[1]]);
}

async function expectOk(place, folder, args) {
  const output = await place.node(args, { cwd: folder });
  if (!/^ok$/m.test(output)) throw new Failure(`"node ${args.join(' ')}" in ${folder} printed:\n${output}`);
}

/** TypeScript: both kinds of modules under `nodenext`, and `commonjs` with the resolution of old. */
async function compiles(place, folder, name, version) {
  copyPrograms(folder, name, ['types.cts', 'types.mts', 'deep.cts']);
  const tsc = [path.join(TYPESCRIPT[version], 'bin/tsc'), '--noEmit', '--strict', '--target', 'es2022'];
  // Before version 6 all of node_modules/@types counts, @types/ali-oss too where it is beside.
  if (version === 6) tsc.push('--types', 'node');
  const nodenext = ['--module', 'nodenext'];
  const commonjs = ['--module', 'commonjs', '--moduleResolution', 'node10'];
  if (version === 6) commonjs.push('--ignoreDeprecations', '6.0');
  await place.node([...tsc, ...nodenext, 'types.cts', 'types.mts'], { cwd: folder });
  await place.node([...tsc, ...commonjs, 'types.cts'], { cwd: folder });
  const { output } = await place.outcome([...tsc, ...nodenext, 'deep.cts'], { cwd: folder });
  if (!/TS2306.*use-the-methods-of-the-client/.test(output)) {
    throw new Failure(`TypeScript says of a deep import:\n${output}`);
  }
}

/** Bundles with the binary left out, which run where the package is installed. */
async function bundles(place, folder, name) {
  copyPrograms(folder, name, ['bundle.cjs']);
  const entry = path.join(folder, 'bundle.cjs');
  for (const bundler of ['esbuild', 'webpack']) {
    await place.node([path.join(__dirname, 'bundlers', `${bundler}.js`), entry, `${bundler}.out.cjs`], {
      cwd: folder,
    });
    await expectOk(place, folder, [`${bundler}.out.cjs`]);
  }
}

/** Without the package of the platform the error names it, and what helps. */
async function explains(place, folder, name, platform) {
  const args = ['--print', `require('${name}')`];
  const { code, output } = await place.outcome(args, { cwd: folder });
  const wanted = [platform, '--omit=optional', '--os=', 'external', 'npm run build', 'Cause: '];
  const missing = wanted.filter((text) => !output.includes(text));
  if (code === 0 || missing.length > 0)
    throw new Failure(`without the binary there is no ${missing} in:\n${output}`);
}

module.exports = { bundles, compiles, explains, loads };
