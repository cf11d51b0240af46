'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { PACKAGES, noBinding } = require('../../lib/no-binding');
const { packages } = require('../../scripts/lib/pack');

const missing = new Error('Cannot find native binding.');
const linux = { platform: 'linux', arch: 'x64', libc: 'glibc' };

test('the package that is missing is named, with causes and cures', () => {
  const { cause, message } = noBinding(missing, linux);
  const [first, second] = message.split('\n');
  assert.strictEqual(first, 'ali-oss-native has no binary for linux x64 (glibc).');
  assert.match(second, /^@ali-oss-native\/binding-linux-x64-gnu cannot be loaded\./);
  for (const cure of [
    '--omit=optional',
    '"npm install --os=linux --cpu=x64 --libc=glibc"',
    'external',
    'npm run build',
  ]) {
    assert.ok(message.includes(cure), cure);
  }
  assert.strictEqual(cause, missing);
});

test('other systems have other packages', () => {
  for (const [platform, arch, libc, name] of [
    ['linux', 'arm64', 'musl', 'linux-arm64-musl'],
    ['darwin', 'arm64', undefined, 'darwin-arm64'],
    ['win32', 'x64', undefined, 'win32-x64-msvc'],
  ]) {
    const { message } = noBinding(missing, { platform, arch, libc });
    assert.ok(message.includes(`@ali-oss-native/binding-${name} cannot be loaded`), message);
  }
});

test('where there is no package, the error says for which systems there are', () => {
  const { message } = noBinding(missing, { platform: 'freebsd', arch: 'x64', libc: undefined });
  assert.match(
    message,
    /^ali-oss-native has no binary for freebsd x64\.\nThere are binaries for darwin-arm64, .*\n/
  );
  assert.doesNotMatch(message, /cannot be loaded/);
});

test('a binary that is there and cannot be loaded is told of, above those that are missing', () => {
  const old =
    "/lib/libc.so.6: version `GLIBC_2.17' not found (required by ali-oss-native.linux-x64-gnu.node)";
  const tried = Object.assign(new Error(old), { code: 'ERR_DLOPEN_FAILED' });
  const { message } = noBinding(new Error('Cannot find native binding.', { cause: tried }), linux);
  assert.ok(message.endsWith(`\nCause: ${old}`));
  assert.match(message, /\n- The glibc of this system is older than the binary needs/);
});

test('the packages that the error knows are those that are published', () => {
  const published = packages().platforms.map(({ manifest }) => manifest.name);
  assert.deepStrictEqual(
    PACKAGES.map((name) => `@ali-oss-native/binding-${name}`),
    [...published].sort()
  );
});
