'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { rejects } = require('../rejects.js');
const { PART, bytesOf, world } = require('./world.js');

const here = world();

/** Files below a folder, by their names. */
function plant(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = here.dir.path(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return here.dir.path(folder);
}

function namesBelow(folder) {
  const entries = fs.readdirSync(here.dir.path(folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(here.dir.path(folder), path.join(entry.parentPath ?? entry.path, entry.name))
    )
    .sort();
}

async function keys() {
  const { objects = [] } = await here.client.listV2({ 'max-keys': 1000 });
  return (objects ?? []).map(({ name }) => name);
}

const brief = ({ files }) => files.map(({ name, status }) => `${name}: ${status}`);

const SITE = {
  'index.html': 'index',
  'empty.txt': '',
  'a b/中 文.txt': 'words',
  'deep/er/est.bin': bytesOf('deep', 2 * PART + 5),
  'deep/map.js.map': 'map',
};

test('a folder goes up and comes down the same', async () => {
  const dir = plant('site', SITE);
  fs.mkdirSync(path.join(dir, 'no files'));
  const up = await here.client.uploadDirectory(dir, 'www', { partSize: PART, meta: { uid: 1 } });
  assert.deepEqual(
    brief(up),
    Object.keys(SITE)
      .sort()
      .map((name) => `www/${name}: done`)
  );
  const size = Object.values(SITE).reduce((sum, content) => sum + Buffer.from(content).length, 0);
  assert.deepEqual([up.done, up.failed, up.skipped, up.size], [5, 0, 0, size]);
  assert.equal((await here.client.head('www/index.html')).meta.uid, '1');
  const down = await here.client.downloadDirectory('www/', here.dir.path('copy', 'of it'), {
    partSize: PART,
  });
  assert.deepEqual([down.done, down.failed, down.size], [5, 0, size]);
  assert.deepEqual(namesBelow('copy/of it'), namesBelow('site'));
  for (const [name, content] of Object.entries(SITE))
    assert.ok(fs.readFileSync(here.dir.path('copy/of it', name)).equals(Buffer.from(content)), name);
});

test('patterns choose', async () => {
  const dir = plant('site', SITE);
  await here.client.uploadDirectory(dir, '', { include: ['*.html', 'deep/**'], exclude: '*.map' });
  assert.deepEqual(await keys(), ['deep/er/est.bin', 'index.html']);
  await here.client.uploadDirectory(dir, 'two', { exclude: 'deep' });
  assert.deepEqual(
    (await keys()).filter((key) => key.startsWith('two/deep')),
    []
  );
  await here.client.downloadDirectory('', here.dir.path('chosen'), {
    exclude: (name) => name !== 'index.html',
  });
  assert.deepEqual(namesBelow('chosen'), ['index.html']);
});

test('one failure does not stop the others, and is told', async () => {
  const dir = plant('site', { a: '1', b: '2', c: '3' });
  const denied = { type: 'status', status: 403, code: 'AccessDenied' };
  await here.fault('PutObject', denied, { path: '/*/www/b' });
  const up = await here.client.uploadDirectory(dir, 'www');
  assert.deepEqual(brief(up), ['www/a: done', 'www/b: failed', 'www/c: done']);
  assert.deepEqual([up.files[1].error.code, up.files[1].path], ['AccessDenied', path.join(dir, 'b')]);
});

test('links are left out, or followed as long as they stay inside', async () => {
  const dir = plant('site', { 'real/file': 'content' });
  plant('outside', { secret: 'secret' });
  fs.symlinkSync('real/file', path.join(dir, 'inner'));
  fs.symlinkSync('real', path.join(dir, 'folder'));
  fs.symlinkSync('..', path.join(dir, 'real/round'));
  fs.symlinkSync('../outside', path.join(dir, 'out'));
  fs.symlinkSync('nothing', path.join(dir, 'dangling'));
  const skipped = await here.client.uploadDirectory(dir, 'skip');
  assert.deepEqual([skipped.done, skipped.skipped], [1, 5]);
  const followed = await here.client.uploadDirectory(dir, 'follow', { symlinks: 'follow' });
  const done = brief(followed).filter((line) => line.endsWith('done'));
  assert.deepEqual(done, ['follow/folder/file: done', 'follow/inner: done', 'follow/real/file: done']);
  const out = followed.files.find(({ name }) => name === 'follow/out');
  assert.match(out.error.message, /leads out of/);
  assert.ok(!(await keys()).some((key) => key.includes('secret')));
});

test('keys that lead out of the folder are refused', async () => {
  const bad = ['w/../escape', 'w/a/../../escape', 'w//etc/escape', 'w/./escape'];
  for (const name of ['w/good', ...bad]) await here.client.put(name, Buffer.from('x'));
  await here.client.put('w/folder/', Buffer.alloc(0));
  fs.mkdirSync(here.dir.path('elsewhere'));
  const target = plant('target', {});
  fs.mkdirSync(here.dir.path('target'), { recursive: true });
  fs.symlinkSync('../elsewhere', here.dir.path('target', 'link'));
  fs.symlinkSync('../elsewhere/new', here.dir.path('target', 'direct'));
  await here.client.put('w/link/file', Buffer.from('x'));
  await here.client.put('w/link/sub/file', Buffer.from('x'));
  await here.client.put('w/direct', Buffer.from('x'));
  const result = await here.client.downloadDirectory('w', target);
  const failed = result.files.filter(({ status }) => status === 'failed');
  assert.deepEqual(
    failed.map(({ name, error }) => [name, error.code]).sort(),
    [...bad, 'w/link/file', 'w/link/sub/file', 'w/direct'].map((name) => [name, 'UnsafeName']).sort()
  );
  assert.deepEqual(fs.readdirSync(here.dir.path('elsewhere')), []);
  assert.ok(!here.dir.exists('escape'));
  assert.ok(fs.statSync(here.dir.path('target', 'folder')).isDirectory());
  assert.deepEqual([result.done, fs.readFileSync(here.dir.path('target', 'good'), 'utf8')], [2, 'x']);
});

test('keys that end in a slash and have content, and keys that are a file and a folder, are told', async () => {
  for (const name of ['w/both', 'w/both/inner', 'w/slash/']) await here.client.put(name, Buffer.from('x'));
  const result = await here.client.downloadDirectory('w', here.dir.path('target'), { concurrency: 1 });
  assert.deepEqual(brief(result), ['w/both: done', 'w/both/inner: failed', 'w/slash/: failed']);
});

test('progress counts bytes and files, and the signal ends all', async () => {
  const dir = plant('site', SITE);
  const seen = [];
  await here.client.uploadDirectory(dir, 'www', {
    concurrency: 2,
    onProgress: (progress) => seen.push(progress),
  });
  const size = Object.values(SITE).reduce((sum, content) => sum + Buffer.from(content).length, 0);
  assert.deepEqual(seen.at(-1), { transferred: size, total: size, files: 5, totalFiles: 5 });
  assert.ok(seen.every(({ transferred }, i) => i === 0 || transferred >= seen[i - 1].transferred));
  const controller = new AbortController();
  const stopped = here.client.uploadDirectory(dir, 'www', {
    concurrency: 1,
    signal: controller.signal,
    onProgress: ({ files }) => files === 1 && controller.abort('enough'),
  });
  await assert.rejects(stopped, (error) => {
    assert.deepEqual([error.name, error.cause, error.files.length], ['AbortError', 'enough', 5]);
    assert.ok(error.files.filter(({ status }) => status === 'done').length < 3);
    return true;
  });
  const failing = here.client.uploadDirectory(dir, 'www', {
    onProgress() {
      throw new Error('of the caller');
    },
  });
  await assert.rejects(failing, /of the caller/);
});

test('arguments that cannot be are refused', async () => {
  const dir = plant('site', SITE);
  await rejects(here.client.uploadDirectory(here.dir.path('none'), ''), { code: 'ENOENT' });
  await assert.rejects(here.client.uploadDirectory(dir), TypeError);
  await assert.rejects(here.client.uploadDirectory(dir, '', { symlinks: 'copy' }), /symlinks must be/);
  await assert.rejects(here.client.uploadDirectory(dir, '', { include: 5 }), /include must be/);
  await assert.rejects(here.client.uploadDirectory(dir, '', { concurrency: 0 }), /concurrency must be/);
});
