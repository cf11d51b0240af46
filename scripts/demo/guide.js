'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { ROOT, run } = require('../lib/command');
const say = require('../lib/say');
const { ok } = require('./check');

const PROGRAMS = ['examples/sts-guide/assume-role.js', 'examples/sts-guide/read-only-policy.js'];

/** Runs the programs of the guide, which find the emulator through OSS_EMULATOR_HOST. */
async function runGuide(emulator) {
  say.heading('The programs of the guide "Use STS to access OSS"');
  for (const program of PROGRAMS) {
    const before = await tokensIssued(emulator);
    const start = Date.now();
    const { code, stdout, stderr } = await run(process.execPath, [path.join(ROOT, program)]);
    // They print errors, and nothing else.
    if (code !== 0 || stdout !== '') throw new Error(`${program} ended with ${code}:\n${stdout}${stderr}`);
    assert.equal(await tokensIssued(emulator), before + 1, `${program} got no token`);
    ok(`${program} got a token and made a client (${say.duration(Date.now() - start)})`);
  }
}

async function tokensIssued(emulator) {
  const requests = await emulator.journal();
  return requests.filter(({ operation, status }) => operation === 'AssumeRole' && status === 200).length;
}

module.exports = { runGuide };
