'use strict';

/** The platforms that there are packages for. `libc` counts on Linux alone. */
const PACKAGES = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64-gnu',
  'linux-arm64-musl',
  'linux-x64-gnu',
  'linux-x64-musl',
  'win32-arm64-msvc',
  'win32-x64-msvc',
];
const SCOPE = '@ali-oss-native';

/**
 * What to tell where the platform binary cannot be loaded.
 *
 * @param {Error} cause
 * @param {{ platform: string, arch: string, libc: string | undefined }} [system]
 */
function noBinding(cause, { platform, arch, libc } = runtime()) {
  const abi = { glibc: '-gnu', musl: '-musl' }[libc ?? ''] ?? (platform === 'win32' ? '-msvc' : '');
  const platformName = `${platform}-${arch}${abi}`;
  const lines = [`ali-oss-native has no binary for ${platform} ${arch}${libc ? ` (${libc})` : ''}.`];
  if (!PACKAGES.includes(platformName)) {
    lines.push(
      `There are binaries for ${PACKAGES.join(', ')}. In a checkout, build one with "npm run build".`
    );
  } else {
    const flags = `--os=${platform} --cpu=${arch}${libc ? ` --libc=${libc}` : ''}`;
    lines.push(
      `${SCOPE}/binding-${platformName} cannot be loaded. Why that may be, and what helps:`,
      '- Optional dependencies were left out (--omit=optional, --no-optional): install again with them.',
      '- node_modules was installed on another platform: install it where the program runs, or with ' +
        `"npm install ${flags}" (pnpm and yarn: supportedArchitectures).`,
      `- The program was bundled: keep ${SCOPE}/* out of the bundle (external) and installed beside it.`,
      '- This is a checkout: build the binary with "npm run build".'
    );
  }
  const reason = telling(cause);
  if (/GLIBC_/.test(reason))
    lines.push('- The glibc of this system is older than the binary needs: see below.');
  return new Error([...lines, `Cause: ${reason}`].join('\n'), { cause });
}

/**
 * Of the errors of all attempts, that of a file that is there and cannot be loaded; else the last one.
 *
 * @param {any} cause
 * @returns {string}
 */
function telling(cause) {
  for (let error = cause; error; error = error.cause) {
    if (error.code === 'ERR_DLOPEN_FAILED') return error.message;
  }
  return cause.message;
}

function runtime() {
  const { arch, platform } = process;
  return { arch, platform, libc: platform === 'linux' ? (isMusl() ? 'musl' : 'glibc') : undefined };
}

function isMusl() {
  /** @type {any} */
  const report = process.report?.getReport();
  const header = typeof report === 'string' ? JSON.parse(report).header : report?.header;
  return !header?.glibcVersionRuntime;
}

module.exports = { PACKAGES, noBinding };
