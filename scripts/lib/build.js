'use strict';

const path = require('node:path');
const { ROOT, run, step } = require('./command');
const { Failure } = require('./failure');

/**
 * Builds the addon, and the emulator in the same call of cargo so that they share what both depend on. What is up to date
 * takes a second.
 *
 * @param {{ release?: boolean, emulator?: boolean, folder?: string }} options `folder`: a copy of the repository, which
 *   shares cargo's folder with it
 * @returns {Promise<{ emulator: string }>} where the emulator's program is
 */
async function build({ release = false, emulator = true, folder = ROOT }) {
  const napi = path.join(ROOT, 'node_modules/@napi-rs/cli/dist/cli.js');
  const args = [napi, 'build', '--platform', '--js', 'binding.js', '--dts', 'binding.d.ts'];
  if (release) args.push('--release');
  const packages = emulator ? ['ali-oss-native', 'oss-emulator'] : ['ali-oss-native'];
  args.push('--', '--locked', ...packages.flatMap((name) => ['-p', name]));
  const target = await hostTarget();
  await step(`building the addon${emulator ? ' and the emulator' : ''}`, process.execPath, args, {
    cwd: folder,
    env: { CARGO_TARGET_DIR: await targetFolder() },
  });
  return { emulator: await emulatorOf(target, release ? 'release' : 'debug') };
}

/** Builds the emulator alone, beside what `build` builds; resolves with where its program is. */
async function buildEmulator() {
  const target = await hostTarget();
  await step('building the emulator', 'cargo', [
    'build',
    '--locked',
    '-p',
    'oss-emulator',
    '--target',
    target,
  ]);
  return emulatorOf(target, 'debug');
}

async function emulatorOf(target, profile) {
  const program = process.platform === 'win32' ? 'oss-emulator.exe' : 'oss-emulator';
  return path.join(await targetFolder(), target, profile, program);
}

/** The target that napi builds for; cargo keeps its results apart from those built for no stated target. */
async function hostTarget() {
  if (process.env.CARGO_BUILD_TARGET) return process.env.CARGO_BUILD_TARGET;
  const { code, stdout, stderr } = await run('rustc', ['-vV']);
  const host = /^host: (.+)$/m.exec(stdout)?.[1];
  if (!host)
    throw new Failure(`"rustc -vV" ended with ${code} and does not tell the host:\n${stdout}${stderr}`);
  return host;
}

async function targetFolder() {
  const { code, stdout, stderr } = await run('cargo', ['metadata', '--format-version', '1', '--no-deps']);
  if (code !== 0) throw new Failure(`"cargo metadata" ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout).target_directory;
}

module.exports = { build, buildEmulator, hostTarget };
