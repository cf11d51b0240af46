'use strict';

// Uploads a file in parts and goes on where an earlier run was stopped. Arguments: port of the emulator, bucket, key, file, and
// where the checkpoint is kept. Writes a line after each part.

const fs = require('node:fs');
const OSS = require('../../../index.js');
const { DEMO } = require('../../support/emulator.js');

const PART = 100 * 1024;

/** A checkpoint is there whole or not at all, wherever the process is stopped. */
function save(file, checkpoint) {
  fs.writeFileSync(`${file}.new`, JSON.stringify(checkpoint));
  fs.renameSync(`${file}.new`, file);
}

async function main([port, bucket, key, file, kept]) {
  const client = new OSS({
    ...DEMO.user,
    region: DEMO.region,
    bucket,
    endpoint: `http://localhost:${port}`,
    sldEnable: true,
  });
  const checkpoint = fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, 'utf8')) : undefined;
  try {
    await client.multipartUpload(key, file, {
      checkpoint,
      partSize: PART,
      parallel: 3,
      progress(_fraction, now) {
        if (now) save(kept, now);
        console.log(now ? now.doneParts.length : 'whole');
      },
    });
  } catch (error) {
    // Stopped between the end on the server and the news of it: the upload is gone because the object is there.
    if (!checkpoint || error.code !== 'NoSuchUpload') throw error;
  }
}

main(process.argv.slice(2));
