'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Failure } = require('../lib/failure');

/** Milliseconds that one command may take. */
const LONGEST = 300_000;

/**
 * A place on disk of its own, with its own home and caches, and with nothing on the PATH but Node.js and a shell: no Rust,
 * no compiler.
 */
class Place {
  constructor() {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-check-')));
    this.home = path.join(this.folder, 'home');
    this.bin = path.join(this.folder, 'bin');
    for (const folder of [this.home, this.bin]) fs.mkdirSync(folder);
    if (process.platform !== 'win32') {
      fs.symlinkSync(process.execPath, path.join(this.bin, 'node'));
      fs.symlinkSync('/bin/sh', path.join(this.bin, 'sh'));
    }
  }

  get env() {
    const { SystemRoot } = process.env;
    const PATH = process.platform === 'win32' ? path.dirname(process.execPath) : this.bin;
    return { PATH, HOME: this.home, USERPROFILE: this.home, ...(SystemRoot && { SystemRoot }) };
  }

  /** A new folder with these files; gives its path. */
  project(name, files) {
    const folder = path.join(this.folder, name);
    fs.mkdirSync(folder);
    for (const [file, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, file), content);
    return folder;
  }

  /**
   * Runs a program of Node.js; resolves with what it prints, rejects with a Failure that has it.
   *
   * @param {string[]} args of `node`
   * @param {{ cwd: string, env?: object }} options
   * @returns {Promise<string>}
   */
  async node(args, options) {
    const { code, output } = await this.outcome(args, options);
    if (code === 0) return output;
    throw new Failure(`"node ${args.join(' ')}" in ${options.cwd} ended with ${code}:\n${output}`);
  }

  /** The same, where a failure is no error. */
  outcome(args, { cwd, env }) {
    const options = { cwd, env: { ...this.env, ...env }, timeout: LONGEST, maxBuffer: 2 ** 26 };
    return new Promise((resolve) => {
      execFile(process.execPath, args, options, (error, stdout, stderr) => {
        resolve({ code: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}` });
      });
    });
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true });
  }
}

module.exports = { Place };
