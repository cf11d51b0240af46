'use strict';

const { version } = require('../package.json');

const runtime = process.versions.bun
  ? `Bun ${process.versions.bun}`
  : process.versions.deno
    ? `Deno ${process.versions.deno}`
    : `Node.js ${process.versions.node}`;

/** Names the library, the runtime and the platform to the service. */
const userAgent = `ali-oss-native/${version} ${runtime} on ${process.platform} ${process.arch}`;

module.exports = { userAgent };
