'use strict';

const OS = { darwin: 'darwin', linux: 'linux', windows: 'win32' };
const CPU = { aarch64: 'arm64', x86_64: 'x64' };
const LIBC = { gnu: 'glibc', musl: 'musl' };

/**
 * What npm calls the platform of a target of Rust.
 *
 * @param {string} target `x86_64-unknown-linux-gnu`
 * @returns {{ name: string, os: string, cpu: string, libc: string | undefined }} name: `linux-x64-gnu`
 */
function platformOf(target) {
  const [arch, , system, abi] = target.split('-');
  const [os, cpu] = [OS[system], CPU[arch]];
  const name = [os, cpu, abi].filter(Boolean).join('-');
  return { name, os, cpu, libc: os === 'linux' ? LIBC[abi] : undefined };
}

module.exports = { platformOf };
