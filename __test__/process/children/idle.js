'use strict';

// Makes requests that are answered, and then has nothing left to do: the process must end by itself.

const { startRecorder } = require('../../support/recorder.js');
const { REQUESTS } = require('./requests.js');

async function main() {
  const recorder = await startRecorder([{ body: 'hello' }]);
  const outcomes = await Promise.allSettled(
    Object.values(REQUESTS).map((start) => start(recorder.port, 'idle'))
  );
  console.log(outcomes.length);
  // Only the recorder's own listening socket would keep the process.
  await recorder.close();
}

main();
