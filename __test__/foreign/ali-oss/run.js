'use strict';

// ali-oss drives the emulator at FOREIGN_PORT through all cases in all worlds; the last line is the report in JSON.

const { version } = require('ali-oss/package.json');
const { adminOf } = require('./admin.js');
const cases = require('./cases/index.js');
const { Tally } = require('./check.js');
const leftOut = require('./left-out.js');
const { WORLDS, inWorld } = require('./world.js');

async function main() {
  // It warns on the console about tokens that nobody refreshes.
  console.warn = () => {};
  const port = Number(process.env.FOREIGN_PORT);
  const admin = adminOf(process.env.FOREIGN_ADMIN);
  const tally = new Tally();
  let count = 0;
  for (const [subject, group] of Object.entries(cases)) {
    for (const [behaviour, run] of Object.entries(group)) {
      const name = `${subject}: ${behaviour}`;
      count += 1;
      process.stderr.write(`${name}\n`);
      for (const world of WORLDS) {
        const check = tally.check(world.title, name);
        await inWorld(world, { port, admin, check }, run).catch((error) => {
          tally.failures.push({ world: world.title, name, message: error.stack });
        });
      }
    }
  }
  const report = {
    version,
    cases: count,
    worlds: WORLDS.map(({ title }) => title),
    ...tally.report(),
    leftOut,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (tally.failures.length > 0) process.exitCode = 1;
}

main();
