'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, step } = require('./command');

/** Installs the packages of package-lock.json, unless they are what is there already. */
async function install() {
  if (isInstalled()) return;
  await step('installing the npm packages', 'npm', ['ci', '--no-audit', '--no-fund']);
}

/** npm writes down what it installed. Optional packages, which belong to other platforms, may be missing from that. */
function isInstalled(folder = ROOT) {
  const wanted = packages(path.join(folder, 'package-lock.json'));
  const found = packages(path.join(folder, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    return place === '' || found[place]?.version === version || (optional && !found[place]);
  });
}

function packages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

module.exports = { install, isInstalled };
