'use strict';

const path = require('node:path');
const webpack = require('webpack');

const [entry, out] = process.argv.slice(2);
const config = {
  entry,
  output: { path: process.cwd(), filename: path.basename(out) },
  target: 'node',
  mode: 'production',
  optimization: { minimize: false },
  externals: [/^@ali-oss-native\//, /\.node$/],
  externalsType: 'commonjs',
};
webpack(config, (error, stats) => {
  if (!error && !stats.hasErrors()) return;
  console.error(error ?? stats.toString({ all: false, errors: true }));
  process.exitCode = 1;
});
