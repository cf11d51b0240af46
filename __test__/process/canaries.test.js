'use strict';

// Secrets with unmistakable values go through everything; none may turn up in what a program prints or leaves behind.

const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { assertEnded, runChild } = require('../support/child.js');
const { startEmulator } = require('../support/emulator.js');
const { tempDir } = require('../support/temp.js');

const SCRIPT = path.join(__dirname, 'children/canaries.js');
/** Files that the child itself puts secrets into. */
const OWN = new Set(['token', 'broken.json', 'odd.json', 'odd.ini']);

test('no secret turns up in an error, an event, a log, a printed client or a file', async (t) => {
  const emulator = await startEmulator(['--metadata-port', '0']);
  t.after(() => emulator.stop());
  const dir = tempDir();
  t.after(() => dir.remove());
  const names = ['secret', 'token', 'policy', 'externalId', 'oidcToken', 'argument', 'query'];
  const canaries = Object.fromEntries(names.map((name) => [name, `canary-${name}-${randomUUID()}`]));
  process.env.CANARIES = JSON.stringify(canaries);
  process.env.DEBUG = 'ali-oss*';
  t.after(() => {
    delete process.env.CANARIES;
    delete process.env.DEBUG;
  });
  const result = await runChild(SCRIPT, [dir.root, emulator.origin, emulator.metadataOrigin], {
    execArgv: ['--unhandled-rejections=strict'],
  });
  assertEnded(result);
  assert.match(result.stdout, /all done\n$/);
  for (const code of [
    'InvalidAccessKeyId',
    'NoPermission|InvalidSecurityToken',
    'CredentialsError',
    'event',
  ]) {
    assert.match(result.stdout, new RegExp(code), 'what is looked through has what should be there');
  }
  const left = fs.readdirSync(dir.root).filter((name) => !OWN.has(name));
  assert.deepEqual(left, []);
  for (const [name, canary] of Object.entries(canaries)) {
    for (const text of [
      canary,
      encodeURIComponent(canary),
      Buffer.from(canary).toString('base64').slice(4, -4),
    ]) {
      for (const output of ['stdout', 'stderr']) {
        const at = result[output].indexOf(text);
        assert.equal(
          at,
          -1,
          `${name} in ${output}: ${result[output].slice(Math.max(at - 400, 0), at + 100)}`
        );
      }
    }
  }
});
