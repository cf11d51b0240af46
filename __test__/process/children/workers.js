'use strict';

// Makes workers that have requests on the way, and terminates them there. Arguments: how many, how many at once.

const { once } = require('node:events');
const { Worker, isMainThread, workerData } = require('node:worker_threads');
const { startRecorder } = require('../../support/recorder.js');
const { REQUESTS, clientOf, startAll } = require('./requests.js');

const SILENT = { never: true };
const STALLED = { body: Buffer.alloc(1 << 20), stall: 1 << 16 };

/** Resolves when the server holds every request of a worker. */
function allArrived(recorder) {
  let missing = Object.keys(REQUESTS).length;
  return new Promise((resolve) => {
    recorder.on('head', () => {
      missing -= 1;
      if (missing === 0) resolve();
    });
  });
}

async function oneWorker(n) {
  const recorder = await startRecorder([n % 2 ? SILENT : STALLED]);
  const arrived = allArrived(recorder);
  const worker = new Worker(__filename, { workerData: { port: recorder.port, tag: `worker-${n}` } });
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error));
  await Promise.race([arrived, failed]);
  await worker.terminate();
  await recorder.close();
}

async function main([total, atOnce]) {
  const queue = Array.from({ length: Number(total) }, (_, n) => n);
  const runner = async () => {
    while (queue.length > 0) await oneWorker(queue.pop());
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, runner));
  // The main thread is none the worse for it.
  const recorder = await startRecorder([{ body: 'still here' }]);
  const { content } = await clientOf(recorder.port).get('a');
  await recorder.close();
  console.log(String(content));
}

if (isMainThread) main(process.argv.slice(2));
else startAll(workerData.port, workerData.tag);
