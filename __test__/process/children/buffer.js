'use strict';

// A large Buffer loses its memory, or its last reference, while it is being sent. Argument: how.

const crypto = require('node:crypto');
const { once } = require('node:events');
const { startRecorder } = require('../../support/recorder.js');
const { clientOf } = require('./requests.js');

const SIZE = 64 << 20;
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
// Never the fill of fresh or freed memory.
const makeBody = () => crypto.createHash('shake256', { outputLength: SIZE }).update('body').digest();

/** Each takes the ArrayBuffer that a request is reading; some of them throw, which is fine. */
const ATTACKS = {
  structuredClone: (memory) => structuredClone(memory, { transfer: [memory] }),
  postMessage: (memory) => {
    const { port1, port2 } = new MessageChannel();
    try {
      port1.postMessage(memory, [memory]);
    } finally {
      port1.close();
      port2.close();
    }
  },
  'ArrayBuffer.transfer': (memory) => memory.transfer(),
  collect: () => {},
};

/** Frees what can be freed, and writes over it. */
function churn() {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc();
    Buffer.alloc(SIZE, 0xee);
  }
}

async function main(how) {
  const expected = sha256(makeBody());
  const recorder = await startRecorder([{ hold: true }]);
  const arrived = once(recorder, 'head');
  let body = makeBody();
  const put = clientOf(recorder.port).put('large', body);
  const [request] = await arrived;
  try {
    ATTACKS[how](body.buffer);
  } catch (error) {
    console.log(`refused: ${error.name}`);
  }
  body = null;
  churn();
  request.release();
  const { res } = await put;
  console.log(JSON.stringify({ status: res.status, intact: sha256(request.body) === expected }));
  await recorder.close();
}

main(process.argv[2]);
