'use strict';

const { buildSync } = require('esbuild');

const [entry, out] = process.argv.slice(2);
buildSync({
  entryPoints: [entry],
  outfile: out,
  bundle: true,
  platform: 'node',
  external: ['@ali-oss-native/*', '*.node'],
  logLevel: 'error',
});
