'use strict';

const { after, before } = require('node:test');
const OSS = require('../../..');
const { DEMO, startEmulator } = require('../../support/emulator.js');

/** An emulator for the tests of a file, and clients of a bucket in it. */
function place(args) {
  const here = {
    emulator: undefined,
    /** A client of the bucket. */
    client(options) {
      return new OSS({
        ...DEMO.user,
        region: DEMO.region,
        endpoint: `http://localhost:${here.emulator.port}`,
        sldEnable: true,
        bucket: 'bodies',
        ...options,
      });
    },
  };
  before(async () => {
    here.emulator = await startEmulator(args);
    await here.client().putBucket('bodies');
  });
  after(() => here.emulator.stop());
  return here;
}

module.exports = { place };
