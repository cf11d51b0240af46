'use strict';

// What our methods give against the emulator is of the types that index.d.ts declares: all members are there, and no others.

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { Conformity } = require('../support/conforms.js');
const { startEmulator } = require('../support/emulator.js');
const suite = require('./suite.js');
const { inWorld } = require('./world.js');

const conformity = new Conformity(path.join(__dirname, '../../index.d.ts'));

/** Whether results were as declared, by method. */
const seen = new Set();
let complaints = [];

/** Looks at what each call of a method gives. */
function watch(name, prototype) {
  for (const method of conformity.methods(name)) {
    const original = prototype[method];
    assert.equal(typeof original, 'function', `${name}.${method} is declared`);
    const note = (value) => {
      seen.add(`${name}.${method}`);
      complaints.push(...conformity.complaints(name, method, value));
    };
    prototype[method] = function (...args) {
      const result = original.apply(this, args);
      // The rejection is the caller's.
      if (typeof result?.then === 'function') result.then(note, () => {});
      else note(result);
      return result;
    };
  }
}

let emulator;

before(async () => {
  watch('OSS', ours.OSS.prototype);
  watch('STS', ours.OSS.STS.prototype);
  emulator = await startEmulator();
});

after(async () => {
  closeAgents();
  await emulator.stop();
});

describe('results are of the declared types', () => {
  for (const [subject, behaviours] of Object.entries(suite)) {
    for (const behaviour of behaviours) {
      test(`${subject}: ${behaviour.name}`, async () => {
        complaints = [];
        await inWorld(
          { library: ours, isOurs: true, emulator, signature: 'v4', style: 'virtual' },
          behaviour
        );
        assert.deepEqual([...new Set(complaints)], []);
      });
    }
  }

  test('every method of ali-oss was called', () => {
    const isTheirs = (name, method) => method in (name === 'OSS' ? theirs.OSS : theirs.OSS[name]).prototype;
    const all = ['OSS', 'STS'].flatMap((name) =>
      conformity
        .methods(name)
        .filter((method) => isTheirs(name, method))
        .map((method) => `${name}.${method}`)
    );
    // The emulator does not process images.
    assert.deepEqual(
      all.filter((method) => !seen.has(method)),
      ['OSS.processObjectSave']
    );
  });
});
