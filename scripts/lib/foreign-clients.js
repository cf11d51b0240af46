'use strict';

const path = require('node:path');
const { ROOT, run } = require('./command');
const { startEmulator } = require('./emulator');
const { Failure } = require('./failure');
const { virtualEnvironment } = require('./python');

const FOLDER = path.join(ROOT, '__test__/foreign');

/** What each client has to show: so many different assertions on what it read back. */
const ENOUGH = 200;

/** The clients, and the command that runs the suite of each. */
const CLIENTS = {
  'ali-oss': async () => [process.execPath, [path.join(FOLDER, 'ali-oss/run.js')]],
  oss2: () => inPython('oss2'),
  'alibabacloud-oss-v2': () => inPython('alibabacloud-oss-v2'),
};

async function inPython(client) {
  const folder = path.join(FOLDER, 'python');
  const python = await virtualEnvironment(path.join(ROOT, 'target/foreign-venv'), {
    build: path.join(folder, 'build-requirements.txt'),
    clients: path.join(folder, 'requirements.txt'),
  });
  return [python, ['-B', path.join(folder, 'run.py'), client]];
}

/**
 * Runs the suite of one client against an emulator of its own.
 *
 * @returns {Promise<{ report: object, problems: string[] }>} what the suite says, and what is wrong with it
 */
async function driveWith(client, program, onLine) {
  const [runner, args] = await CLIENTS[client]();
  const config = path.join(FOLDER, 'emulator.toml');
  const emulator = await startEmulator(program, ['--admin-port', '0', '--config', config]);
  let result;
  try {
    const env = { FOREIGN_PORT: String(emulator.port), FOREIGN_ADMIN: emulator.admin };
    result = await run(runner, args, { env, onLine });
  } finally {
    await emulator.stop();
  }
  const report = reportOf(result);
  const problems = report.failures.map(({ world, name, message }) => `${name} (${world}): ${message}`);
  if (report.readBack < ENOUGH)
    problems.push(`${report.readBack} assertions on read-back state, not ${ENOUGH}`);
  if (result.code !== 0 && problems.length === 0) problems.push(`the suite ended with ${result.code}`);
  return { report, problems };
}

/** The last line that a suite prints is its report in JSON. */
function reportOf({ code, stdout, stderr }) {
  try {
    return JSON.parse(stdout.trimEnd().split('\n').at(-1));
  } catch {
    throw new Failure(`the suite ended with ${code} and without a report:\n${stdout}${stderr}`);
  }
}

module.exports = { CLIENTS, driveWith };
