'use strict';

/**
 * `npm run test:mutations [-- WORD…]`: puts one fault after the other into a copy of the repository and runs the tests that must
 * catch it there; all faults, or those whose names have one of the words. At most one in thirty may go unseen.
 */

const { CORE, FACADE } = require('../__test__/mutations/faults');
const { Failure, runScript } = require('./lib/failure');
const { Copy } = require('./lib/mutated-copy');
const { prepare } = require('./lib/prepare');
const say = require('./lib/say');

const MISSED_OF_THIRTY = 1;

async function main() {
  const words = process.argv.slice(2);
  const isWanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));
  const facade = FACADE.filter(isWanted);
  const core = CORE.filter(isWanted);
  const faults = [...facade, ...core];
  if (faults.length === 0)
    throw new Failure(`no fault has one of these words in its name: ${words.join(', ')}`);
  const { emulator } = await prepare();
  const copy = await Copy.make(emulator);

  say.heading('The tests pass without a fault');
  for (const [tests, fault] of new Map(faults.map((fault) => [`${fault.suite} ${fault.tests}`, fault]))) {
    const { passed, failed } = await copy.test(fault);
    if (passed === 0 || failed > 0) throw new Failure(`${tests}: ${passed} passed and ${failed} failed`);
  }
  say.line('  they do');

  say.heading(`${faults.length} faults, ${core.length} of them in the core`);
  let missed = 0;
  for (const fault of faults) {
    const isCaught = await copy.catches(fault, { builds: core.includes(fault) });
    if (!isCaught) missed += 1;
    say.line(`  ${isCaught ? 'caught' : 'MISSED'}  ${fault.name} (${fault.file}; ${fault.suite})`);
  }
  say.line(`\n  ${faults.length - missed} of ${faults.length} caught`);
  if (missed * 30 > faults.length * MISSED_OF_THIRTY) throw new Failure(`${missed} faults went unseen`);
}

runScript(main);
