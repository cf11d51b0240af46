'use strict';

let warned = false;

/**
 * The address of `OSS_EMULATOR_HOST` (`127.0.0.1:9000`, `localhost:9000`), where every request for `*.aliyuncs.com` goes
 * instead, over plain HTTP; `undefined` when it is not set. Only loopback addresses are taken, so that a stray variable
 * cannot lead signed requests out of the machine.
 *
 * @returns {string | undefined}
 */
function emulatorAddress() {
  const value = process.env.OSS_EMULATOR_HOST;
  if (!value) return undefined;
  const { isIP } = require('node:net');
  const match = /^(?:http:\/\/)?(localhost|127\.[\d.]+|\[::1\]):(\d{1,5})\/?$/.exec(value);
  const loopback = match && (!match[1].startsWith('127.') || isIP(match[1]));
  if (!loopback || Number(match[2]) > 65535) {
    throw new Error(
      `OSS_EMULATOR_HOST must be a loopback address with a port such as 127.0.0.1:9000, but it is ${value}`
    );
  }
  if (!warned) {
    warned = true;
    process.emitWarning(`requests for *.aliyuncs.com go to ${value} because OSS_EMULATOR_HOST is set`, {
      code: 'OSS_EMULATOR_HOST',
    });
  }
  return `${match[1] === 'localhost' ? '127.0.0.1' : match[1]}:${match[2]}`;
}

module.exports = { emulatorAddress };
