'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { build } = require('./build');
const { ROOT } = require('./command');
const { Failure } = require('./failure');
const say = require('./say');

/** Tests that have not ended by then hang. */
const LIMIT_MS = 180_000;

/** What the copy needs; the tree itself is never touched. */
const COPIED = [
  '__test__',
  // A member of the workspace, without which cargo does not read it.
  'benchmark/native',
  'crates',
  'docs',
  'lib',
  'src',
  'binding.js',
  'binding.d.ts',
  'build.rs',
  'Cargo.lock',
  'Cargo.toml',
  'clippy.toml',
  'index.js',
  'package.json',
];

/** The tests that can be named, below `__test__`. */
const SUITES = {
  compat: ['compat/compat.test.js'],
  e2e: ['e2e/e2e.test.js'],
  fixes: testsIn('compat/fixes'),
};

/** A copy of the repository that faults are put into. It shares cargo's folder, so that only our own crates are built again. */
class Copy {
  #folder;
  #emulator;

  constructor(folder, emulator) {
    this.#folder = folder;
    this.#emulator = emulator;
  }

  /** A fresh copy, with the addon as it is built. */
  static async make(emulator) {
    const folder = path.join(ROOT, 'target/mutations');
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    for (const name of [...COPIED, ...addons()]) {
      fs.cpSync(path.join(ROOT, name), path.join(folder, name), {
        recursive: true,
        preserveTimestamps: true,
      });
    }
    fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules')), path.join(folder, 'node_modules'));
    return new Copy(folder, emulator);
  }

  /** Puts a fault in, says whether its tests fail, and takes it out again. */
  async catches(fault, { builds }) {
    const file = path.join(this.#folder, fault.file);
    const text = fs.readFileSync(file, 'utf8');
    const parts = text.split(fault.find);
    if (parts.length !== 2)
      throw new Failure(`${fault.file} has what is to be replaced ${parts.length - 1} times: ${fault.name}`);
    fs.writeFileSync(file, parts.join(fault.replace));
    try {
      if (builds) await build({ emulator: false, folder: this.#folder });
      return (await this.test(fault)).failed > 0;
    } finally {
      fs.writeFileSync(file, text);
      if (builds) this.#takeAddon();
    }
  }

  /** Runs the tests of a fault: how many pass and fail. */
  async test({ suite, tests }) {
    const files = SUITES[suite].map((name) => path.join('__test__', name));
    const args = ['--test', '--test-reporter=tap', `--test-name-pattern=${tests}`, ...files];
    say.passing(`  ${suite}: ${tests} …`);
    const { code, output } = await nodeIn(this.#folder, args, { OSS_EMULATOR_BINARY: this.#emulator });
    say.clear();
    const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
    // Tests that hang, or bring their process down, have no counts.
    return {
      passed: count('pass'),
      failed: code === 0 ? 0 : Math.max(1, count('fail') + count('cancelled')),
    };
  }

  #takeAddon() {
    for (const name of addons()) fs.copyFileSync(path.join(ROOT, name), path.join(this.#folder, name));
  }
}

function testsIn(folder) {
  const names = fs.readdirSync(path.join(ROOT, '__test__', folder));
  return names.filter((name) => name.endsWith('.test.js')).map((name) => `${folder}/${name}`);
}

function addons() {
  return fs.readdirSync(ROOT).filter((name) => name.endsWith('.node'));
}

/** Runs Node to its end, or for three minutes: the exit code, or none, and the output. */
function nodeIn(cwd, args, env) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'ignore'];
    // A group of its own, so that what it starts is stopped with it.
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio,
      detached: true,
    });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), LIMIT_MS);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

module.exports = { Copy };
