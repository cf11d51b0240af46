'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const root = path.join(__dirname, '../..');

test('without a binary the error says what is missing and what to do', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  for (const name of ['index.js', 'binding.js', 'package.json', 'lib']) {
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  assert.throws(
    () => require(folder),
    (error) => {
      const { platform, arch } = process;
      assert.ok(
        error.message.startsWith(`ali-oss-native has no binary for ${platform} ${arch}`),
        error.message
      );
      if (platform === 'linux') assert.match(error.message, /\((glibc|musl)\)\./);
      assert.match(error.message, /npm run build/);
      assert.match(error.message, /--omit=optional/);
      assert.ok(error.message.endsWith(`Cause: ${error.cause.message}`));
      assert.ok(error.cause instanceof Error);
      return true;
    }
  );
});
