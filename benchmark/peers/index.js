'use strict';

/** The clients that are compared, in the order of the report and of each round. */
module.exports = [
  require('./ours'),
  require('./ali-oss'),
  require('./undici'),
  require('./bun-s3'),
  require('./aws-sdk'),
  ...require('./floors'),
];
