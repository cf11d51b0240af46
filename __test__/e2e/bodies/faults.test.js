'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { DEMO } = require('../../support/emulator.js');
const { tempDir } = require('../../support/temp.js');
const { ours } = require('../../support/clients.js');
const { BODIES, CONTENT, OLD, PART, cells } = require('./matrix.js');
const { expected } = require('./outcomes.js');
const { place } = require('./place.js');

/** Longer than any cell may take, in milliseconds: three attempts that stall, and their pauses. */
const LIMIT = 20_000;
const TIMEOUT = 1000;
/** More than the service allows, and less than a token lasts. */
const SKEW = 30 * 60_000;
const AT_ONCE = 16;

const here = place();

/** A credential that is good, as the service issues them. */
async function session() {
  const sts = ours.reach(
    here.emulator.port,
    () => new ours.OSS.STS({ ...DEMO.user, endpoint: 'http://sts.aliyuncs.com' })
  );
  const { credentials } = await sts.assumeRole(DEMO.roleArn, null, 3600, 'faults');
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    stsToken: credentials.SecurityToken,
  };
}

/** Carries a cell out: what came of it, and whether what it left behind is right. */
async function carryOut(cell, number, dir) {
  const calm = here.client();
  const key = `cell-${number}`;
  const { body } = cell;
  const world = { key, source: dir.path('source'), target: dir.path(`target-${number}`, 'file') };
  fs.mkdirSync(dir.path(`target-${number}`));
  fs.writeFileSync(world.target, OLD);
  if (body.part) world.uploadId = (await calm.initMultipartUpload(key)).uploadId;
  else await calm.put(key, body.up ? OLD : CONTENT);
  // STS does not speak to clients whose clock is wrong.
  const token = cell.action && {
    ...(await session()),
    refreshSTSToken: session,
    refreshSTSTokenInterval: 3_600_000,
  };
  const client = here.client({ timeout: TIMEOUT, retryMax: 2, ...token });
  const times = cell.often === 'once' ? { times: 1 } : {};
  if (cell.action) await here.emulator.addFault({ path: `/bodies/${key}`, ...times, action: cell.action });
  let timer;
  const hang = new Promise((resolve) => {
    timer = setTimeout(resolve, LIMIT, 'hangs');
  });
  const outcome = await Promise.race([moved(body, client, world), hang]);
  clearTimeout(timer);
  return { outcome, left: await leftBehind(cell, calm, world, outcome) };
}

async function moved(body, client, world) {
  try {
    const result = await body.move(client, world);
    return body.expected && !result.equals(body.expected) ? 'WRONG DATA' : 'ok';
  } catch (error) {
    return error.name;
  }
}

/** What is wrong with the object or the file that is left; undefined if nothing is. */
async function leftBehind({ body, often }, calm, { key, target, uploadId }, outcome) {
  if (body.file) {
    const bytes = fs.readFileSync(target);
    const others = fs.readdirSync(require('node:path').dirname(target)).length - 1;
    if (others > 0) return `${others} more files`;
    return bytes.equals(outcome === 'ok' ? CONTENT : OLD) ? undefined : 'DAMAGED FILE';
  }
  if (!body.up) return undefined;
  // The service has what came over the wire, and the caller knows that it is wrong.
  if (outcome === 'CrcMismatchError') return undefined;
  if (body.part) {
    if (outcome !== 'ok' || often === 'always') return undefined;
    const { parts } = await calm.listParts(key, uploadId);
    return parts.Size === String(PART.length) ? undefined : 'NO PART';
  }
  return undefined;
}

test('each body under each fault ends in the right data or the right error', {
  timeout: 280_000,
}, async (t) => {
  const dir = tempDir();
  t.after(() => dir.remove());
  dir.write('source', CONTENT);
  // Those that need another time of day come last.
  const all = cells().sort((a, b) => Number(a.action === undefined) - Number(b.action === undefined));
  const found = [];
  let next = 0;
  const until = async (end) => {
    const worker = async () => {
      while (next < end) {
        const number = next++;
        found[number] = await carryOut(all[number], number, dir);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  await until(all.filter(({ action }) => action).length);
  await here.emulator.setClock(Date.now() + SKEW);
  await until(all.length);
  await here.emulator.resetClock();
  await here.emulator.clearFaults();
  // What the service holds in the end is the old or the new, and the new where the call said so.
  const calm = here.client();
  for (const [number, cell] of all.entries()) {
    if (!cell.body.up || cell.body.part || found[number].outcome === 'CrcMismatchError') continue;
    const { content } = await calm.get(`cell-${number}`);
    const isNew = content.equals(CONTENT);
    const isRight = found[number].outcome === 'ok' ? isNew : isNew || content.equals(OLD);
    if (!isRight) found[number].left = 'MIXED OBJECT';
  }
  console.log(table(all, found));
  const wrong = all
    .map((cell, number) => ({ ...cell, ...found[number], right: expected(cell) }))
    .filter(({ left, outcome, right }) => left !== undefined || !right.includes(outcome))
    .map(
      ({ fault, left, name, often, outcome, position, right }) =>
        `${name}, ${fault} ${position} ${often}: ${outcome}${left ? ` (${left})` : ''}, not ${right.join(' or ')}`
    );
  assert.deepEqual(wrong, []);
  assert.equal(new Set(all.map(({ name }) => name)).size, Object.keys(BODIES).length);
});

/** A line for each fault and a column for each body; `once/always`. */
function table(all, found) {
  const names = Object.keys(BODIES);
  const rows = new Map();
  for (const [number, { fault, name, often, position }] of all.entries()) {
    const row = `${fault} ${position}`.trim();
    if (!rows.has(row)) rows.set(row, new Map());
    const cell = rows.get(row).get(name) ?? {};
    rows.get(row).set(name, { ...cell, [often]: short(found[number]) });
  }
  const lines = [['', ...names]];
  for (const [row, columns] of rows) {
    const texts = names.map((name) => {
      const { once, always } = columns.get(name) ?? {};
      return once === undefined ? '' : once === always ? once : `${once}/${always}`;
    });
    lines.push([row, ...texts]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) => line.map((field, column) => field.padEnd(widths[column])).join('  '));
  return `Once / always:\n${text.map((line) => line.trimEnd()).join('\n')}`;
}

function short({ left, outcome }) {
  return left ?? outcome.replace(/Error$/, '');
}
