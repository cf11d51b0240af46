'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** A fresh directory; `remove()` deletes it with everything inside. */
function tempDir() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-'));
  return {
    root,
    path: (...names) => path.join(root, ...names),
    write(name, content) {
      const file = path.join(root, name);
      fs.writeFileSync(file, content);
      return file;
    },
    read: (name) => fs.readFileSync(path.join(root, name)),
    exists: (name) => fs.existsSync(path.join(root, name)),
    list: () => fs.readdirSync(root).sort(),
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

module.exports = { tempDir };
