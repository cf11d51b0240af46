'use strict';

// Uploads or downloads one file with a checkpoint, and says when it begins. Somebody may kill it.

const OSS = require('../../../index.js');
const { DEMO } = require('../../support/emulator.js');

const { kind, port, bucket, file, ...options } = JSON.parse(process.argv[2]);
process.env.OSS_EMULATOR_HOST = `127.0.0.1:${port}`;
const client = new OSS({ ...DEMO.user, region: DEMO.region, bucket, timeout: 20_000 });

async function main() {
  process.stdout.write('begun\n');
  await client[kind]('object', file, { ...options, checkpoint: true });
}

main();
