'use strict';

const { readFileSync } = require('node:fs');

const SCHEDSTAT = `/proc/self/task/${process.pid}/schedstat`;

/**
 * CPU time of the main thread in microseconds, or `null` where the system does not tell.
 * The first field of `schedstat` is nanoseconds on a CPU (Linux, Documentation/scheduler/sched-stats.rst), brought up
 * to date at the scheduler's tick, so a round is off by at most two ticks (8 ms at 250 Hz). Elsewhere
 * `process.threadCpuUsage` (Node.js 23.9 and later) says the same.
 */
function mainThread() {
  try {
    return Number(readFileSync(SCHEDSTAT, 'latin1').split(' ')[0]) / 1000;
  } catch {
    const usage = process.threadCpuUsage?.();
    return usage ? usage.user + usage.system : null;
  }
}

/** Starts a measurement; the function it returns gives what was used since, in microseconds. */
exports.start = () => {
  const main = mainThread();
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  return () => {
    const wallUs = Number(process.hrtime.bigint() - wall) / 1000;
    const used = process.cpuUsage(cpu);
    return {
      wallUs,
      cpuUs: used.user + used.system,
      mainUs: main === null ? null : mainThread() - main,
    };
  };
};
