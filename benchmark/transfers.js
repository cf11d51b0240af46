'use strict';

/**
 * What large transfers leave of the event loop: files up and down, ten at a time, against the emulator, which keeps no bytes
 * and has a processor of its own. Fails when an aim is missed.
 */

const { execFile, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs, promisify } = require('node:util');
const { startEmulator } = require('../scripts/lib/emulator');

/** Milliseconds of delay above those of an idle loop, and the share of the main thread in the CPU time of the process. */
const AIMS = { delay: 5, main: 0.03 };
const PROCESS = path.join(__dirname, 'lib/transfer-process.js');

const USAGE = `usage: npm run bench:transfers -- [options]
  --count N       files at a time; 10
  --mib N         MiB of a file; 256
  --clients NAMES only these: ours, ali-oss
  --no-check      exits with 0 even if an aim is missed
`;

/** The processors of client and server, apart if there are two and `taskset` can do it. */
function processors() {
  const last = os.cpus().length - 1;
  const can = last > 0 && spawnSync('taskset', ['-c', String(last), 'true']).status === 0;
  const on = (list) => (program, args) =>
    can ? ['taskset', ['-c', list, program, ...args]] : [program, args];
  return { apart: can, client: on(`0-${last - 1}`), server: on(String(last)) };
}

async function measure({ client }, name, direction, port, { count, mib }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-bench-'));
  try {
    const args = [PROCESS, name, direction, String(port), folder, String(count), String(mib)];
    const { stdout } = await promisify(execFile)(...client(process.execPath, args));
    return JSON.parse(stdout);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const fixed = (value, digits = 2) => value.toFixed(digits);

function row(name, direction, { idle, busy, bytes, wallUs, cpuUs, mainUs }) {
  const delay = Math.max(0, busy.p99 - idle.p99);
  const main = mainUs === null ? null : mainUs / cpuUs;
  const shown = [
    `${name}, ${direction}`.padEnd(20),
    `p99 ${fixed(busy.p99)} ms, idle ${fixed(idle.p99)} ms: ${fixed(delay)} ms more`,
    `longest ${fixed(busy.max)} ms`,
    `main thread ${main === null ? 'not known' : `${fixed(main * 100)} %`} of the CPU`,
    `${fixed(bytes / wallUs, 0)} MB/s`,
    `${fixed(cpuUs / (bytes / 2 ** 30) / 1e6)} s of CPU per GiB`,
  ];
  process.stdout.write(`${shown.join('; ')}\n`);
  return { met: delay < AIMS.delay && (main === null || main < AIMS.main) };
}

async function main() {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '10' },
      mib: { type: 'string', default: '256' },
      clients: { type: 'string', default: 'ours,ali-oss' },
      'no-check': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return process.stdout.write(USAGE);
  const places = processors();
  process.stdout.write(
    `${values.count} files of ${values.mib} MiB at a time; ${os.cpus()[0].model.trim()}, ${os.cpus().length} processors, ` +
      `${places.apart ? 'client and emulator apart' : 'client and emulator on the same'}; Node.js ${process.versions.node}\n`
  );
  let missed = false;
  for (const name of values.clients.split(',')) {
    for (const direction of ['upload', 'download']) {
      const program = process.env.OSS_EMULATOR_BINARY;
      const emulator = await startEmulator(...places.server(program, ['--port', '0', '--discard']));
      try {
        const { met } = row(name, direction, await measure(places, name, direction, emulator.port, values));
        if (name === 'ours' && !met) missed = true;
      } finally {
        await emulator.stop();
      }
    }
  }
  process.stdout.write(
    `Aims for ours: less than ${AIMS.delay} ms more than idle, main thread below ${AIMS.main * 100} %: ${missed ? 'MISSED' : 'met'}\n`
  );
  if (missed && !values['no-check']) process.exitCode = 1;
}

module.exports = { main };
