'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run, step } = require('./command');
const { Failure } = require('./failure');

const OLDEST = [3, 9];
const NEEDED = `Python ${OLDEST.join('.')} or later with its module venv is needed`;
const isWindows = process.platform === 'win32';

/**
 * A virtual environment with what the requirement files name, made anew when one of them or Python has changed.
 *
 * @param {string} folder where it stands
 * @param {{ build: string, clients: string }} requirements `build`: what the packages without a wheel are built with
 * @returns {Promise<string>} its interpreter
 */
async function virtualEnvironment(folder, { build, clients }) {
  const { program, version } = await findPython();
  const interpreter = path.join(folder, isWindows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = path.join(folder, 'made-of');
  const content = digest([version, fs.readFileSync(build), fs.readFileSync(clients)]);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === content) return interpreter;
  await create(program, folder);
  const install = (...args) => [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--require-hashes',
    ...args,
  ];
  await step('installing the tools that build Python packages', interpreter, install('-r', build));
  await step('installing the Python clients', interpreter, install('--no-build-isolation', '-r', clients));
  fs.writeFileSync(stamp, content);
  return interpreter;
}

async function findPython() {
  for (const program of ['python3', 'python']) {
    const found = await ask(program);
    if (found) return found;
  }
  throw new Failure(`${NEEDED}; there is no python3 on the PATH.`);
}

/** The program and its version, when it is there and new enough. */
async function ask(program) {
  const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
  try {
    const { code: status, stdout } = await run(program, ['-c', code]);
    const [major, minor] = stdout.split('.').map(Number);
    const isNew = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
    return status === 0 && isNew ? { program, version: stdout.trim() } : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function create(program, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  const { code, stdout, stderr } = await run(program, ['-m', 'venv', folder]);
  if (code === 0) return;
  // A half-made one would be taken for whole.
  fs.rmSync(folder, { recursive: true, force: true });
  throw new Failure(
    `${stdout}${stderr}\n${NEEDED}; "${program} -m venv" ended with ${code}. On Debian and Ubuntu: apt-get install python3-venv`
  );
}

function digest(parts) {
  const hash = crypto.createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

module.exports = { virtualEnvironment };
