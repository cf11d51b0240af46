'use strict';

// The emulator as a process: it is found where cargo puts it, prints its addresses on one line, and stops when its
// standard input ends, so it never outlives the test that started it.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');

/** What an emulator without a configuration file knows. */
const DEMO = {
  region: 'oss-cn-hangzhou',
  user: { accessKeyId: 'LTAI5tFakeDemoUserKey001', accessKeySecret: 'FakeSecretOfTheDemoUserKey0001' },
  root: { accessKeyId: 'LTAI5tFakeDemoRootKey001', accessKeySecret: 'FakeSecretOfTheDemoRootKey0001' },
  roleArn: 'acs:ram::1234567890123456:role/oss-demo',
};

/** The program that `npm test` built, or else the newest that cargo has built. */
function binary() {
  if (process.env.OSS_EMULATOR_BINARY) return process.env.OSS_EMULATOR_BINARY;
  const name = process.platform === 'win32' ? 'oss-emulator.exe' : 'oss-emulator';
  const target = path.join(__dirname, '../../target');
  const folders = fs.existsSync(target) ? ['.', ...fs.readdirSync(target)] : [];
  const built = folders
    .flatMap((folder) => ['debug', 'release'].map((profile) => path.join(target, folder, profile, name)))
    .filter((file) => fs.existsSync(file))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  if (built.length === 0) throw new Error('there is no emulator below target: cargo build -p oss-emulator');
  return built[0];
}

class EmulatorProcess {
  #child;

  constructor(child, { port, admin, metadata }) {
    this.#child = child;
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.adminOrigin = `http://${admin}`;
    this.metadataOrigin = metadata && `http://${metadata}`;
  }

  /** One call of the admin address; returns the parsed answer. */
  async admin(method, target, body) {
    const response = await fetch(this.adminOrigin + target, { method, body: body && JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${answer.error}`);
    return answer;
  }

  /** Sets the emulator's clock, in milliseconds since 1970; it runs on from there. */
  setClock(now) {
    return this.admin('PUT', '/clock', { now_ms: Math.round(now) });
  }

  resetClock() {
    return this.admin('PUT', '/clock', { offset_ms: 0 });
  }

  /** A rule such as `{ operation: 'PutObject', times: 1, action: { type: 'reset' } }`. */
  addFault(rule) {
    return this.admin('POST', '/faults', rule);
  }

  clearFaults() {
    return this.admin('DELETE', '/faults');
  }

  async journal() {
    return (await this.admin('GET', '/journal')).requests;
  }

  /** Back to the start: no buckets, sessions, faults or requests, and the machine's time. */
  reset() {
    return this.admin('POST', '/reset');
  }

  async stop() {
    if (this.#child.exitCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.stdin.end();
    await exit;
  }
}

/** Starts an emulator on free ports. */
async function startEmulator(args = []) {
  const child = spawn(binary(), ['--port', '0', '--admin-port', '0', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const failure = once(child, 'exit').then(([code]) => {
    throw new Error(`the emulator ended with code ${code} before it listened`);
  });
  failure.catch(() => {});
  const [line] = await Promise.race([once(readline.createInterface(child.stdout), 'line'), failure]);
  return new EmulatorProcess(child, JSON.parse(line));
}

module.exports = { DEMO, startEmulator };
