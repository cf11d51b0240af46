'use strict';

const dns = require('node:dns');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { startEmulator } = require('../lib/emulator');
const { Failure } = require('../lib/failure');
const say = require('../lib/say');

/** The emulator listens on IPv4 alone, and old versions of Node try only the first address of `localhost`. */
dns.setDefaultResultOrder('ipv4first');

/**
 * Shows everything; resolves with whether all was as expected. Whatever happens, the emulator is stopped and the temporary
 * files are removed.
 *
 * @param {{ emulator: string, source?: string }} options the emulator's program; the file or folder to upload
 */
async function demo({ emulator: program, source }) {
  const start = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-demo-'));
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
  // The emulator stops by itself when this process is gone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      removeFolder();
      process.exit(1);
    });
  }
  let emulator;
  let problem;
  try {
    say.heading('Emulator');
    emulator = await startEmulator(program, ['--port', '0', '--admin-port', '0']);
    say.line(`  OSS and STS on ${emulator.address}, in memory`);
    await show({ emulator, folder, source });
  } catch (error) {
    say.clear();
    problem = error;
  }
  try {
    await emulator?.stop();
  } catch (error) {
    problem ??= error;
  }
  removeFolder();
  say.line(
    problem ? `\n✗ ${describe(problem)}` : `\nAll as expected, in ${say.duration(Date.now() - start)}.`
  );
  say.line('The emulator is stopped and the temporary files are removed.');
  return !problem;
}

function describe(problem) {
  return problem instanceof Failure ? problem.message : problem.stack;
}

async function show(context) {
  // Clients read it when they are made.
  process.env.OSS_EMULATOR_HOST = context.emulator.address;
  saveWarnings();
  const { createBucket } = require('./bucket');
  const { runGuide } = require('./guide');
  const { showToken } = require('./token');
  const { showTransfer } = require('./transfer');

  await createBucket();
  await runGuide(context.emulator);
  await showToken(context.emulator);
  await showTransfer(context);
}

/** Warnings of the process become lines like all others, instead of standing between them. */
function saveWarnings() {
  process.removeAllListeners('warning');
  process.on('warning', ({ message }) => say.line(`  note: ${message}`));
}

module.exports = { demo };
