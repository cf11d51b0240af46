'use strict';

const { build } = require('./build');
const { Failure } = require('./failure');
const { install } = require('./install');
const say = require('./say');

/** Everything that a script needs in a fresh checkout. Options and result are those of `build`. */
async function prepare(options = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 18 || (major === 18 && minor < 17)) {
    throw new Failure(`Node.js 18.17 or later is needed, but this is ${process.version}.`);
  }
  say.heading('Setting up (the first time takes some minutes)');
  await install();
  return build(options);
}

module.exports = { prepare };
