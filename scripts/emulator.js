'use strict';

/** `npm run emulator [-- options]`: runs the emulator until Ctrl-C and says how to reach it. */

const { ACCOUNTS, startEmulator } = require('./lib/emulator');
const { runScript } = require('./lib/failure');
const { prepare } = require('./lib/prepare');
const say = require('./lib/say');

const DEFAULT_PORT = '9000';

function banner({ address, port, admin }) {
  const { region, role, user } = ACCOUNTS;
  return `
OSS and STS emulator, in memory, at http://${address}
${admin ? `Admin address: http://${admin}\n` : ''}
  Region               ${region}
  AccessKeyId          ${user.accessKeyId}
  AccessKeySecret      ${user.accessKeySecret}
  Role for STS         ${role}

(These are the accounts of an emulator that was given no --config. They are fake.)

ali-oss-native: set the variable; the program stays as it is, with its real region and hosts.
  OSS_EMULATOR_HOST=${address} node program.js

ali-oss and other clients: give the address as the endpoint, with the bucket in the path.
  new OSS({ endpoint: 'http://localhost:${port}', sldEnable: true, bucket, accessKeyId, accessKeySecret })
  new OSS.STS({ endpoint: 'http://sts.localhost:${port}', accessKeyId, accessKeySecret })
(Some systems do not resolve sts.localhost: then add it to the hosts file, beside localhost.)

Ctrl-C stops it and forgets everything.`;
}

async function main() {
  const { emulator: program } = await prepare();
  const args = process.argv.slice(2);
  const hasPort = args.some((one) => one === '--port' || one.startsWith('--port='));
  const emulator = await startEmulator(program, hasPort ? args : ['--port', DEFAULT_PORT, ...args]);
  say.line(banner(emulator));
  // Ctrl-C reaches the emulator as well, which takes both as one.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => emulator.stop());
  process.exitCode = (await emulator.ended) === 0 ? 0 : 1;
}

runScript(main);
