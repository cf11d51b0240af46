'use strict';

/** Something the user can act on: printed as it is, without a stack. */
class Failure extends Error {}

/** Runs the main function of a script; the process ends with 1 when it fails. */
function runScript(main) {
  main().catch((error) => {
    process.stderr.write(`\n${error instanceof Failure ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}

module.exports = { Failure, runScript };
