'use strict';

const path = require('node:path');

module.exports = require('./ali-oss-shape')({
  name: 'ours',
  module: path.join(__dirname, '..', '..', 'index.js'),
  does: 'V1 signature; CRC-64 of what it puts and gets, checked; no Content-MD5; its default options',
});
