'use strict';

// One suite, two libraries: ali-oss judges the emulator, the emulator judges ours, on each transport.

const { after, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs, transports } = require('../support/clients.js');
const { startEmulator } = require('../support/emulator.js');
const suite = require('./suite.js');
const { STYLES, inWorld } = require('./world.js');

let emulator;
const { warn } = console;

before(async () => {
  emulator = await startEmulator();
  // ali-oss warns on the console about tokens that nobody refreshes.
  console.warn = () => {};
});

after(async () => {
  console.warn = warn;
  closeAgents();
  await emulator.stop();
});

for (const library of [theirs, ours, transports.node, transports.urllib]) {
  for (const signature of ['v1', 'v4']) {
    for (const style of Object.keys(STYLES)) {
      describe(`${library.name}, ${signature}, ${style}`, () => {
        for (const [subject, behaviours] of Object.entries(suite)) {
          for (const behaviour of behaviours) {
            test(`${subject}: ${behaviour.name}`, () => {
              const isOurs = library.OSS !== theirs.OSS;
              return inWorld({ library, isOurs, emulator, signature, style }, behaviour);
            });
          }
        }
      });
    }
  }
}
