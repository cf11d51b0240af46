'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const { Failure } = require('./failure');
const say = require('./say');

const ROOT = path.join(__dirname, '..', '..');

/** Tools that cannot be installed from here, and what to say about them. */
const MISSING = {
  cargo: 'cargo is not on the PATH. Install Rust (https://rustup.rs), open a new shell and try again.',
  rustc: 'rustc is not on the PATH. Install Rust (https://rustup.rs), open a new shell and try again.',
  npm: 'npm is not on the PATH. Install Node.js with npm (https://nodejs.org) and try again.',
};

/**
 * Runs a program in the repository's folder, or in `cwd`, and resolves with `{ code, stdout, stderr }`.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, show?: boolean, onLine?: (line: string) => void }} [options] `show`: its output goes to ours;
 *   `onLine` gets each line of standard error
 */
function run(program, args, { cwd = ROOT, env, show = false, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      // npm is a script on Windows, which only a shell starts.
      shell: process.platform === 'win32' && program === 'npm',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        output[name] += text;
        if (name === 'stderr' && onLine) onLine(text.trimEnd().split('\n').at(-1).trim());
      });
    }
    child.on('error', (error) => {
      const hint = error.code === 'ENOENT' && MISSING[program];
      reject(hint ? new Failure(hint) : error);
    });
    child.on('close', (code, signal) => resolve({ code: code ?? signal, ...output }));
  });
}

/** Runs a program as one step: a line when it is done, all it said when it fails. */
async function step(title, program, args, options) {
  const start = Date.now();
  const show = (text) => say.passing(`  ${title} … ${text}`);
  show('');
  let result;
  try {
    result = await run(program, args, { onLine: show, ...options });
  } finally {
    say.clear();
  }
  if (result.code !== 0) {
    say.line(`${result.stdout}${result.stderr}`.trimEnd());
    throw new Failure(
      `${title}: "${[program, ...args].join(' ')}" ended with ${result.code}; its output is above`
    );
  }
  say.line(`  ${title} (${say.duration(Date.now() - start)})`);
}

module.exports = { ROOT, run, step };
