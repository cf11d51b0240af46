'use strict';

const { spawn } = require('node:child_process');
const readline = require('node:readline');

/** A child process that says one line of JSON for each line it is told. */
class LineProcess {
  #child;
  #closed;
  #failure = null;
  #lines = [];
  #readers = [];

  constructor(command, args) {
    this.#child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      // What the peers' modules warn of would stand between the lines of the report.
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    // A broken pipe is told by `close`, with the status.
    this.#child.stdin.on('error', () => {});
    readline.createInterface({ input: this.#child.stdout }).on('line', (line) => this.#give(line));
    this.#closed = new Promise((resolve) => {
      this.#child.once('error', (error) => this.#end(error, resolve));
      this.#child.once('close', (code, signal) => {
        this.#end(
          new Error(`${command} ${args.join(' ')} ended with ${signal ?? `status ${code}`}`),
          resolve
        );
      });
    });
  }

  /** The next line it says. */
  async next() {
    if (this.#lines.length > 0) return JSON.parse(this.#lines.shift());
    if (this.#failure) throw this.#failure;
    const line = await new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject });
    });
    return JSON.parse(line);
  }

  /** Tells it something and waits for the answer. */
  ask(message) {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
    return this.next();
  }

  /** Ends its input, which is the sign to stop, and waits until it has. */
  close() {
    this.#child.stdin.end();
    return this.#closed;
  }

  #give(line) {
    const reader = this.#readers.shift();
    if (reader) reader.resolve(line);
    else this.#lines.push(line);
  }

  #end(error, resolve) {
    this.#failure ??= error;
    for (const { reject } of this.#readers.splice(0)) reject(this.#failure);
    resolve();
  }
}

module.exports = LineProcess;
