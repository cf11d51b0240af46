'use strict';

// A place for the tests of transfers: an emulator of its own, a bucket, a folder, and a client that sends to it.

const crypto = require('node:crypto');
const { after, afterEach, before } = require('node:test');
const { DEMO, startEmulator } = require('../../support/emulator.js');
const { ours } = require('../../support/clients.js');
const { tempDir } = require('../../support/temp.js');

const PART = 100 * 1024;
const BUCKET = 'transfer-bucket';

/** Bytes that look random and are the same every time. */
function bytesOf(seed, length) {
  return crypto.createHash('shake256', { outputLength: length }).update(seed).digest();
}

/** Starts the world of a test file. Its members are there once the tests run. */
function world() {
  const place = {
    /** A client of the emulator, with these options besides. */
    make(options = {}) {
      const common = { ...DEMO.user, region: DEMO.region, bucket: BUCKET, timeout: 20_000, retryMax: 2 };
      return ours.reach(place.emulator.port, (way) => new ours.OSS({ ...common, ...options, ...way }));
    },
    fault(operation, action, rule = {}) {
      return place.emulator.addFault({ operation, times: 1, ...rule, action });
    },
    /** The requests of an operation since the test began. */
    async requests(operation) {
      const journal = await place.emulator.journal();
      return journal.filter((request) => request.operation === operation);
    },
    /** Counts the connections that are open now and were not made before: idle ones of other clients stay for a while. */
    async newConnections() {
      const connections = () => place.emulator.admin('GET', '/connections');
      const { accepted } = await connections();
      return async () => (await connections()).open.filter(({ connection }) => connection > accepted).length;
    },
    async uploads() {
      return (await place.client.listUploads({})).uploads ?? [];
    },
    async content(name) {
      return (await place.client.get(name)).content;
    },
  };
  before(async () => {
    place.emulator = await startEmulator();
    place.dir = tempDir();
    place.client = place.make();
    await place.client.putBucket(BUCKET);
  });
  afterEach(async () => {
    await place.emulator.reset();
    await place.client.putBucket(BUCKET);
    await place.emulator.admin('DELETE', '/journal');
    place.dir.remove();
    place.dir = tempDir();
  });
  after(async () => {
    place.dir.remove();
    await place.emulator.stop();
  });
  return place;
}

module.exports = { BUCKET, PART, bytesOf, world };
