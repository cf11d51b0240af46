'use strict';

/** Loads the platform binary, and says what to do where there is none. */
function loadBinding() {
  try {
    return require('../binding');
  } catch (cause) {
    const libc = process.platform === 'linux' ? ` (${isMusl() ? 'musl' : 'glibc'})` : '';
    throw new Error(
      `ali-oss-native has no binary for ${process.platform} ${process.arch}${libc}. ` +
        'In a checkout, build it with "npm run build". In an installation, the optional dependency with the binary is ' +
        'missing: install again without --omit=optional, on the platform that the program runs on. ' +
        `Cause: ${/** @type {Error} */ (cause).message}`,
      { cause }
    );
  }
}

function isMusl() {
  /** @type {any} */
  const report = process.report?.getReport();
  const header = typeof report === 'string' ? JSON.parse(report).header : report?.header;
  return !header?.glibcVersionRuntime;
}

module.exports = loadBinding();
