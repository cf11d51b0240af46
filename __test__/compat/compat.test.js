'use strict';

// The same call on ali-oss and on ours, against one recorder: the same request, the same result (DESIGN, Law 1).
// COMPAT_OURS=ali-oss compares ali-oss with itself; UPDATE_DEFAULTS=1 rewrites defaults.json, UPDATE_COMPAT=1 the results in
// docs/COMPAT.md; COMPAT_TRANSPORT=node or urllib takes another transport of ours, which only has to be like ali-oss.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs, transport } = require('../support/clients.js');
const { freezeDate } = require('../support/freeze.js');
const cases = require('./cases/index.js');
const differences = require('./differences.js');
const { DefaultChanges } = require('./harness/defaults.js');
const { diff } = require('./harness/diff.js');
const { Findings, resultsIn, withResults } = require('./harness/document.js');
const { Citations } = require('./harness/known.js');
const { observeAll, removeLeftovers } = require('./harness/observe.js');
const { Places, Tally, explain } = require('./harness/report.js');
const { holesIn, surfaceOf } = require('./harness/surface.js');

const DEFAULTS_FILE = path.join(__dirname, 'defaults.json');
const AT_ONCE = 6;
const COMPAT_FILE = path.join(__dirname, '../../docs/COMPAT.md');
const DESIGN_FILE = path.join(__dirname, '../../docs/DESIGN.md');

const isSelfCheck = ours.OSS === theirs.OSS;
const isNative = transport === 'native';
const citations = new Citations();
const defaults = new DefaultChanges();
const findings = new Findings();
const places = new Places();
const tally = new Tally();

/** Runs one case in its signature versions and returns the uncited differences as text. */
async function compare(one) {
  const complaints = [];
  let verdict = 'identical';
  for (const signature of one.signatures) {
    const seen = await observeAll(one, signature, { theirs, ours, withDefaults: isNative });
    const { cited, failed } = citations.sort(one, signature, diff(seen.theirs, seen.parity));
    if (isNative) defaults.add(one, signature, diff(seen.parity, seen.defaults));
    if (cited.length > 0 && verdict === 'identical') verdict = 'cited';
    if (failed.length > 0) {
      verdict = 'failed';
      places.add(failed);
      complaints.push(explain(one, signature, failed));
    }
  }
  tally.add(one, verdict);
  findings.add(one, [...citations.rowsOf(one)]);
  return complaints;
}

const methods = groupBy(cases, (one) => one.method);

/** Maps with a few calls at once, as most of their time is waiting. */
async function mapSome(list, work) {
  const results = [];
  const queue = list.entries();
  const runner = async () => {
    for (const [index, one] of queue) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  return results;
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

describe(`compat, ${transport}`, () => {
  let thaw;
  const { warn } = console;

  before(() => {
    thaw = freezeDate();
    // ali-oss warns on the console about tokens, timeouts and sockets; what a call gives is what counts here.
    console.warn = () => {};
  });

  after(() => {
    thaw();
    console.warn = warn;
    removeLeftovers();
    closeAgents();
    console.log(`${cases.length} cases, ${ours.name} against ${theirs.name}\n${tally}\n${places}`);
  });

  for (const [method, ofMethod] of methods) {
    for (const [axis, ofAxis] of groupBy(ofMethod, (one) => one.axis)) {
      test(`${method} · ${axis} (${ofAxis.length})`, async () => {
        const complaints = await mapSome(ofAxis, compare);
        assert.equal(complaints.flat().join('\n'), '');
      });
    }
  }

  test('our defaults differ from parity as committed', () => {
    if (!isNative) return;
    const found = JSON.parse(JSON.stringify(defaults));
    if (process.env.UPDATE_DEFAULTS) fs.writeFileSync(DEFAULTS_FILE, `${JSON.stringify(found, null, 2)}\n`);
    const committed = JSON.parse(fs.readFileSync(DEFAULTS_FILE, 'utf8'));
    assert.deepEqual(found, isSelfCheck ? {} : committed);
    assert.equal(found.unexplained, undefined);
  });

  test('every cited difference is seen and cites a row of the design', () => {
    assert.deepEqual(isSelfCheck ? [] : citations.unused(), []);
    const rows = new Set(fs.readFileSync(DESIGN_FILE, 'utf8').match(/(?<=^\| )F\d+(?= \|)/gm));
    for (const { row } of differences) assert.ok(rows.has(row), `${row} is no row of docs/DESIGN.md`);
  });

  test('everything that ali-oss has is compared, in every way that matters', () => {
    const surface = surfaceOf(theirs.OSS);
    const { methods, statics, options } = surface;
    assert.deepEqual([methods.length, statics.length, options.length], [137, 4, 26]);
    assert.deepEqual(holesIn(cases, surface), []);
  });

  test('docs/COMPAT.md has the results of this run, and a line for every row that is cited', () => {
    const document = fs.readFileSync(COMPAT_FILE, 'utf8');
    const results = findings.toMarkdown(surfaceOf(theirs.OSS));
    if (process.env.UPDATE_COMPAT) fs.writeFileSync(COMPAT_FILE, withResults(document, results));
    else if (isNative && !isSelfCheck)
      assert.equal(resultsIn(document), results, 'npm run compat writes it anew');
    const explained = new Set(document.match(/(?<=^\| )F\d+(?= \|)/gm));
    for (const { row } of differences)
      assert.ok(explained.has(row), `${row} is not explained in docs/COMPAT.md`);
  });
});
