'use strict';

/** Not JavaScript at all: what the sink can be asked with for the least CPU. */
module.exports = {
  name: 'hyper',
  does: 'no signature, no checksum, bodies counted and dropped; plain Rust on one thread',
  runtime: 'native',
  put: true,
  get: true,
};
