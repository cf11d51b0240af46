'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { tempDir } = require('./temp.js');

/** A child that has not ended by then is stopped, and counts as hanging. */
const LIMIT_MS = 60_000;

/**
 * Runs a script of Node to its end: `{ code, signal, stdout, stderr, hung }`. Its temporary directory is its own and is
 * removed afterwards, since a child that is cut short cannot clean up.
 */
async function runChild(script, args = [], { execArgv = [], limit = LIMIT_MS } = {}) {
  const dir = tempDir();
  try {
    const child = spawn(process.execPath, [...execArgv, script, ...args], {
      env: { ...process.env, TMPDIR: dir.root },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return await ending(child, limit);
  } finally {
    dir.remove();
  }
}

function ending(child, limit) {
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
      });
    }
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, limit);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, hung, ...output });
    });
  });
}

/** The child ended by itself, with that code, and no Rust thread panicked on the way. */
function assertEnded(result, code = 0) {
  const { hung, signal, stderr } = result;
  assert.deepEqual({ hung, signal, code: result.code }, { hung: false, signal: null, code }, stderr);
  assert.doesNotMatch(stderr, /panicked at|FATAL ERROR/);
}

module.exports = { assertEnded, runChild };
