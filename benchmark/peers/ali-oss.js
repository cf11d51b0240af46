'use strict';

module.exports = require('./ali-oss-shape')({
  name: 'ali-oss',
  module: require.resolve('ali-oss'),
  does: 'V1 signature; Content-MD5 of what it puts; no CRC-64 (the package has none); its default options',
});
