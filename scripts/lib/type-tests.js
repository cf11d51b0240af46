'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, step } = require('./command');

const FOLDER = '__test__/types';

/** Checks the facade against its types, then the programs that use them, one project for each way of using. */
async function typeTests() {
  const projects = testProjects();
  if (projects.length === 0) return 0;
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  for (const project of ['.', ...projects]) {
    await step(`tsc -p ${project}`, process.execPath, [tsc, '-p', project]);
  }
  return projects.length + 1;
}

function testProjects() {
  const folder = path.join(ROOT, FOLDER);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /(^|[\\/])tsconfig[^\\/]*\.json$/.test(name))
    .map((name) => path.join(FOLDER, name))
    .sort();
}

module.exports = { typeTests };
