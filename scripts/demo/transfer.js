'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const say = require('../lib/say');
const { ok } = require('./check');
const { tokenClient } = require('./clients');
const { chooseFiles } = require('./files');
const { each, size } = require('./progress');
const { showSignedUrl } = require('./signed-url');

const HOUR = 60 * 60;
const PAGE = 100;

/** Chooses files, uploads them, lists them, fetches one through a URL, downloads all and compares. */
async function showTransfer({ emulator, folder, source }) {
  const { title, files, leftOut } = await chooseFiles(source, folder);
  say.heading(title);
  if (leftOut > 0)
    say.line(
      `  (${leftOut} that ${leftOut === 1 ? 'is no regular file is' : 'are no regular files are'} left out)`
    );
  const client = await tokenClient(undefined, HOUR);
  ok(`uploaded ${await each('uploading', files, (file) => client.put(file.key, file.path))}`);
  const pages = await checkListing(client, files);
  ok(`listed them: names and sizes agree (${pages} ${pages === 1 ? 'page' : 'pages'})`);
  await showSignedUrl(presentable(files), emulator);

  const downloads = path.join(folder, 'downloads');
  fs.mkdirSync(downloads);
  const copies = files.map((file, index) => ({ ...file, copy: path.join(downloads, String(index)) }));
  ok(`downloaded ${await each('downloading', copies, (file) => client.get(file.key, file.copy))}`);
  for (const file of copies) compare(file);
  ok(`compared all of them, byte for byte: ${size(total(files))} are the same`);
}

/** Reads the list page by page; returns how many pages there were. */
async function checkListing(client, files) {
  const found = new Map();
  let pages = 0;
  let token;
  do {
    const page = await client.listV2({ 'max-keys': PAGE, 'continuation-token': token });
    for (const object of page.objects) found.set(object.name, object.size);
    token = page.nextContinuationToken;
    pages += 1;
  } while (token);
  for (const { key, size: expected } of files) assert.equal(found.get(key), expected, `size of ${key}`);
  // And the one object of the section before.
  assert.equal(found.size, files.length + 1, 'number of objects');
  return pages;
}

/** The first of a few KiB; else the first. */
function presentable(files) {
  return files.find((file) => file.size >= 1024 && file.size < 64 * 1024) ?? files[0];
}

function compare({ key, path: original, copy }) {
  const equal = fs.readFileSync(original).equals(fs.readFileSync(copy));
  assert.ok(equal, `${key} came back with other bytes than those of ${original}`);
}

function total(files) {
  return files.reduce((sum, file) => sum + file.size, 0);
}

module.exports = { showTransfer };
