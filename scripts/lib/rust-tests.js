'use strict';

const { hostTarget } = require('./build');
const { run } = require('./command');
const { Failure } = require('./failure');
const say = require('./say');

/** Every test of the workspace, documentation included. Shows what tests print, such as the counts of vectors. */
async function rustTests() {
  const args = ['test', '--workspace', '--locked', '--no-fail-fast', '--target', await hostTarget()];
  const { code, stdout, stderr } = await run('cargo', [...args, '--', '--show-output'], { onLine: progress });
  say.clear();
  if (code !== 0) {
    say.line(`${stdout}${stderr}`);
    throw new Failure(`"cargo ${args.join(' ')}" ended with ${code}`);
  }
  for (const { test, lines } of printed(stdout)) say.line(`  ${test}\n${lines.map(indent).join('\n')}`);
  const passed = passedRustTests(stdout);
  const ignored = total(stdout, 'ignored');
  if (ignored > 0) throw new Failure(`${ignored} tests are ignored`);
  return passed;
}

function progress(line) {
  say.passing(`  cargo test … ${line}`);
}

/** The blocks `---- name stdout ----` of tests that passed. */
function printed(output) {
  return [...output.matchAll(/^---- (\S+).* stdout ----\n([\s\S]*?)\n\n/gm)].map(([, test, text]) => ({
    test,
    lines: text.split('\n'),
  }));
}

function indent(line) {
  return `    ${line}`;
}

/** How many tests passed, by what cargo says. */
function passedRustTests(output) {
  return total(output, 'passed');
}

function total(output, word) {
  const counts = output.matchAll(new RegExp(`^test result: .*?(\\d+) ${word}`, 'gm'));
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

module.exports = { passedRustTests, rustTests };
