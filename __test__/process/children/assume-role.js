'use strict';

// Assumes a role again and again, and tells what the process holds after a fifth of the calls and at the end.

const fs = require('node:fs');
const { ours } = require('../../support/clients.js');
const { DEMO } = require('../../support/emulator.js');

const AT_ONCE = 32;

const [origin, calls] = [process.argv[2], Number(process.argv[3])];
const sts = new ours.OSS.STS({ ...DEMO.user, endpoint: origin });

async function run(count) {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await sts.assumeRole(DEMO.roleArn, null, 900, 'soak');
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Resident memory in MiB, descriptors, and sockets among them. */
function held() {
  global.gc();
  const open = fs.readdirSync('/proc/self/fd').map((fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return 'closed';
    }
  });
  return {
    rss: Math.round(process.memoryUsage.rss() / 2 ** 20),
    descriptors: open.length,
    sockets: open.filter((target) => target.startsWith('socket:')).length,
  };
}

async function main() {
  await run(calls / 5);
  const early = held();
  await run((calls * 4) / 5);
  console.log(JSON.stringify({ early, late: held() }));
}

main();
