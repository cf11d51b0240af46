'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { packages } = require('../../scripts/lib/pack');

const { main, platforms } = packages();

test('the package that is published depends on the platform packages of its version, and on nothing else', () => {
  assert.deepStrictEqual(
    main.optionalDependencies,
    Object.fromEntries(platforms.map(({ manifest }) => [manifest.name, main.version]))
  );
  for (const { scripts, dependencies, devDependencies } of [main, ...platforms.map((one) => one.manifest)]) {
    assert.deepStrictEqual(
      { scripts, dependencies, devDependencies },
      {
        scripts: undefined,
        dependencies: undefined,
        devDependencies: undefined,
      }
    );
  }
});

test('a platform package says where it can be installed', () => {
  const told = Object.fromEntries(
    platforms.map(({ manifest: { name, os, cpu, libc } }) => [name, { os, cpu, libc }])
  );
  const of = (os, cpu, libc) => ({ os: [os], cpu: [cpu], libc: libc && [libc] });
  assert.deepStrictEqual(told, {
    '@ali-oss-native/binding-darwin-arm64': of('darwin', 'arm64'),
    '@ali-oss-native/binding-darwin-x64': of('darwin', 'x64'),
    '@ali-oss-native/binding-linux-arm64-gnu': of('linux', 'arm64', 'glibc'),
    '@ali-oss-native/binding-linux-arm64-musl': of('linux', 'arm64', 'musl'),
    '@ali-oss-native/binding-linux-x64-gnu': of('linux', 'x64', 'glibc'),
    '@ali-oss-native/binding-linux-x64-musl': of('linux', 'x64', 'musl'),
    '@ali-oss-native/binding-win32-arm64-msvc': of('win32', 'arm64'),
    '@ali-oss-native/binding-win32-x64-msvc': of('win32', 'x64'),
  });
});

test('npm and Cargo have the same version', () => {
  const cargo = fs.readFileSync(path.join(__dirname, '../../Cargo.toml'), 'utf8');
  assert.strictEqual(/^\[workspace\.package\]\nversion = "(.*)"$/m.exec(cargo)[1], main.version);
});

// A package can import itself by its name where it has exports.
test('the package itself, lib/client and package.json can be imported', () => {
  const OSS = require('../../index');
  assert.strictEqual(require('ali-oss-native'), OSS);
  assert.strictEqual(require('ali-oss-native/lib/client'), OSS);
  assert.strictEqual(require('ali-oss-native/lib/client.js'), OSS);
  assert.strictEqual(require('ali-oss-native/package.json').name, 'ali-oss-native');
});

test('other files cannot, and the error says what to use', async () => {
  const refused = {
    code: 'ERR_PACKAGE_PATH_NOT_EXPORTED',
    message: /no files to import but itself and lib\/client.*authorizationV4.*OSS\.STS/,
  };
  for (const file of [
    'lib/common/signUtils',
    'lib/common/utils/isIP.js',
    'dist/aliyun-oss-sdk.js',
    'lib/request',
  ]) {
    assert.throws(() => require(`ali-oss-native/${file}`), refused, file);
    await assert.rejects(import(`ali-oss-native/${file}`), refused, file);
  }
});
