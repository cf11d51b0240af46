'use strict';

const { spawnSync } = require('node:child_process');
const os = require('node:os');
const LineProcess = require('./line-process');

/**
 * Starts the server, on the last CPU if there is more than one and `taskset` can do it, so that its cache misses are
 * not the client's. `counts()` gives requests, received body bytes and connections so far.
 */
exports.start = async (native) => {
  const last = os.cpus().length - 1;
  const pinned = last > 0 && spawnSync('taskset', ['-c', String(last), 'true']).status === 0;
  const sink = pinned
    ? new LineProcess('taskset', ['-c', String(last), native, 'sink'])
    : new LineProcess(native, ['sink']);
  const { port } = await sink.next();
  return {
    port,
    place: pinned ? `one thread, pinned to CPU ${last}` : 'one thread, not pinned',
    counts: () => sink.ask('counts'),
    close: () => sink.close(),
  };
};
