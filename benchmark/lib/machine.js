'use strict';

const { execFileSync } = require('node:child_process');
const os = require('node:os');

const say = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' }).trim();

/** What a figure means nothing without. */
exports.describe = (runtimes) => {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus[0].model.trim()}, ${cpus.length} ${cpus.length === 1 ? 'core' : 'cores'}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    load: os
      .loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    versions: {
      'ali-oss-native': require('../../package.json').version,
      'ali-oss': require('ali-oss/package.json').version,
      '@aws-sdk/client-s3': require('@aws-sdk/client-s3/package.json').version,
      undici: require('undici/package.json').version,
      node: process.versions.node,
      bun: runtimes.bun ? say(runtimes.bun, '--version') : 'none',
      rustc: say('rustc', '--version').split(' ')[1],
    },
  };
};
