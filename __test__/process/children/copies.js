'use strict';

// Several installed copies of the package in one process, in several threads. Arguments: their directories.

const { once } = require('node:events');
const { Worker, isMainThread, workerData } = require('node:worker_threads');
const { startRecorder } = require('../../support/recorder.js');
const { clientOf } = require('./requests.js');

async function useAll(directories, port) {
  const clients = directories.map((directory) => clientOf(port, require(directory)));
  const jobs = clients.flatMap((client, n) => [
    client.put(`put-${n}`, Buffer.alloc(1 << 20, n)),
    client.get(`get-${n}`),
    client.signatureUrlV4('GET', 60, {}, `url-${n}`),
  ]);
  await Promise.all(jobs);
}

async function main(directories) {
  const recorder = await startRecorder([{ body: 'hello' }]);
  await useAll(directories, recorder.port);
  const workers = [1, 2].map(
    () => new Worker(__filename, { workerData: { directories, port: recorder.port } })
  );
  const codes = await Promise.all(workers.map(async (worker) => (await once(worker, 'exit'))[0]));
  await useAll(directories, recorder.port);
  console.log(JSON.stringify({ codes, requests: recorder.take().length }));
  await recorder.close();
}

if (isMainThread) main(process.argv.slice(2));
else useAll(workerData.directories, workerData.port);
