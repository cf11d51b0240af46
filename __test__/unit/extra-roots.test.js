'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

/** What a new process makes of NODE_EXTRA_CA_CERTS: the roots as text, and the codes of its warnings. */
function rootsOf(value) {
  const program = `
    const codes = [];
    process.on('warning', ({ code }) => codes.push(code));
    const { extraRoots } = require('./extra-roots');
    const roots = extraRoots();
    const again = extraRoots() === roots;
    setImmediate(() => console.log(JSON.stringify({ texts: roots.map(String), again, codes })));
  `;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: value };
  if (value === undefined) delete env.NODE_EXTRA_CA_CERTS;
  const options = {
    env,
    cwd: path.join(__dirname, '../../lib'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  return JSON.parse(execFileSync(process.execPath, ['-e', program], options));
}

test('without the variable there are no extra roots', () => {
  assert.deepStrictEqual(rootsOf(undefined), { texts: [], again: true, codes: [] });
});

test('the file is read once', () => {
  const file = path.join(__dirname, '../../package.json');
  const { texts, again, codes } = rootsOf(file);
  assert.match(texts[0], /"ali-oss-native"/);
  assert.deepStrictEqual([texts.length, again, codes.includes('OSS_EXTRA_CA_CERTS')], [1, true, false]);
});

test('a file that cannot be read is left out, with a warning', () => {
  const { texts, codes } = rootsOf(path.join(__dirname, 'no-such-file.pem'));
  assert.deepStrictEqual(texts, []);
  assert.ok(codes.includes('OSS_EXTRA_CA_CERTS'));
});
