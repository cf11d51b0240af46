'use strict';

const crypto = require('node:crypto');

/** So many bytes that do not repeat; the same for the same seed. */
function bytes(size, seed = 'seed') {
  return crypto.createHash('shake256', { outputLength: size }).update(seed).digest();
}

/** The entity tag of an object put in one piece. */
function etagOf(content) {
  return `"${crypto.createHash('md5').update(content).digest('hex').toUpperCase()}"`;
}

module.exports = { bytes, etagOf };
