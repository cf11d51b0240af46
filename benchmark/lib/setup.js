'use strict';

const { execFileSync } = require('node:child_process');
const { existsSync, statSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const BENCHMARK = path.join(__dirname, '..');

const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** `npm ci` in a folder, unless what is installed is as new as its lock file. */
function install(folder) {
  const installed = changed(path.join(folder, 'node_modules', '.package-lock.json'));
  if (installed >= changed(path.join(folder, 'package-lock.json'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 2, 2] });
}

/** Where cargo puts the release build, wherever the target directory was moved to. */
function buildNative() {
  const out = execFileSync(
    'cargo',
    ['build', '--release', '--locked', '-p', 'bench-native', '--message-format', 'json-render-diagnostics'],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 2], encoding: 'utf8', maxBuffer: 1 << 26 }
  );
  const messages = out.split('\n').filter(Boolean).map(JSON.parse);
  return messages.find(({ executable, target }) => executable && target.name === 'bench-native').executable;
}

/** The binary of Bun for this platform, which npm installs without running a script. */
function findBun() {
  const architecture = { arm64: 'aarch64' }[process.arch] ?? process.arch;
  const file = path.join(BENCHMARK, `node_modules/@oven/bun-${process.platform}-${architecture}/bin/bun`);
  if (!existsSync(file)) return { unavailable: `npm has no Bun for ${process.platform} ${process.arch}` };
  try {
    execFileSync(file, ['--version'], { stdio: 'pipe' });
    return { file };
  } catch (error) {
    return { unavailable: `Bun does not start: ${error.message}` };
  }
}

/** Installs the peers and builds the native side; what is up to date takes no time. */
exports.setup = () => {
  install(ROOT);
  install(BENCHMARK);
  const bun = findBun();
  return {
    native: buildNative(),
    runtimes: { node: process.execPath, bun: bun.file },
    unavailable: bun.unavailable ? { bun: bun.unavailable } : {},
  };
};
