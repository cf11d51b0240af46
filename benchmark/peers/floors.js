'use strict';

/** Not JavaScript at all: what the sink can be asked with for less CPU than any client above it. */
const floor = (name, does) => ({
  name,
  does,
  runtime: 'native',
  put: 'put',
  get: 'get',
  putFile: 'put-file',
  getFile: 'get-file',
});

module.exports = [
  floor('reqwest', 'no signature, no checksum, small bodies in one piece; plain Rust on one thread'),
  floor('hyper', 'no signature, no checksum, bodies counted and dropped; plain Rust on one thread'),
];
