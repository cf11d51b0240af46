'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const readline = require('node:readline');
const { Failure } = require('./failure');

/** What an emulator without a configuration file knows. All of it is fake. */
const ACCOUNTS = {
  region: 'oss-cn-hangzhou',
  user: { accessKeyId: 'LTAI5tFakeDemoUserKey001', accessKeySecret: 'FakeSecretOfTheDemoUserKey0001' },
  role: 'acs:ram::1234567890123456:role/oss-demo',
};

/** An emulator in a process of its own. It stops when its standard input closes, so it cannot outlive us. */
class Emulator {
  #child;
  #ended;

  constructor(child, ended, { address, port, admin }) {
    this.#child = child;
    this.#ended = ended;
    this.address = address;
    this.port = port;
    this.admin = admin;
  }

  /** Resolves with the exit code, or the signal, when the process has ended. */
  get ended() {
    return this.#ended;
  }

  /** Sets its clock some minutes ahead of the machine's, or behind. */
  setClock(minutes) {
    return this.#call('PUT', '/clock', { offset_ms: minutes * 60_000 });
  }

  /** The requests so far: `operation`, `status`, `code`, `target` and more of each. */
  async journal() {
    return (await this.#call('GET', '/journal')).requests;
  }

  async #call(method, target, body) {
    const response = await fetch(`http://${this.admin}${target}`, { method, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${target} of the admin address: ${answer.error}`);
    return answer;
  }

  async stop() {
    this.#child.stdin.end();
    const code = await this.#ended;
    if (code !== 0) throw new Error(`the emulator ended with ${code}`);
  }
}

/** Starts the emulator and waits until it listens. */
async function startEmulator(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const failed = ended.then((code) => {
    throw new Failure(`the emulator ended with ${code} before it listened`);
  });
  failed.catch(() => {});
  const [line] = await Promise.race([once(readline.createInterface(child.stdout), 'line'), failed]);
  return new Emulator(child, ended, JSON.parse(line));
}

module.exports = { ACCOUNTS, startEmulator };
