'use strict';

// What ali-oss does wrong and this library does not (the table "Fixed" of docs/DESIGN.md), shown on the emulator, which is as
// strict as the service.

const { after, before } = require('node:test');
const { closeAgents, ours, theirs } = require('../../support/clients.js');
const { DEMO, startEmulator } = require('../../support/emulator.js');
const { tempDir } = require('../../support/temp.js');

let emulator;

/** Starts an emulator with a bucket for the tests of a file, and a directory; both are gone afterwards. */
function setUp(bucket) {
  const { warn } = console;
  const dir = tempDir();
  before(async () => {
    emulator = await startEmulator();
    // ali-oss warns on the console about tokens and part sizes.
    console.warn = () => {};
    await clientOf(ours, {}).putBucket(bucket);
  });
  after(async () => {
    console.warn = warn;
    closeAgents();
    dir.remove();
    await emulator.stop();
  });
  return { dir, client: (library, options, port) => clientOf(library, { bucket, ...options }, port) };
}

function clientOf(library, options, port = emulator.port) {
  const common = { ...DEMO.user, region: DEMO.region };
  return library.reach(port, (way) => new library.OSS({ ...common, ...options, ...way }));
}

module.exports = { ours, setUp, theirs };
