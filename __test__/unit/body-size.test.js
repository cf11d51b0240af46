'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { PassThrough } = require('node:stream');
const { test } = require('node:test');
const { Upload } = require('../../lib/streams/upload');
const { tempDir } = require('../support/temp.js');
const { client, rejection, serve } = require('./loopback');

const MOST = 5 * 1024 ** 3;

function checkError(error, has) {
  assert.deepStrictEqual([error.name, error.code], ['EntityTooLargeError', 'EntityTooLarge']);
  assert.strictEqual(
    error.message,
    `the body ${has} than one request can carry, 5368709120 bytes (5 GB): use client.upload, which sends it in parts`
  );
}

test('what is known to be larger than 5 GB is not sent', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  const dir = tempDir();
  t.after(() => dir.remove());
  // A file of nothing but a hole.
  const file = dir.write('large', '');
  fs.truncateSync(file, MOST + 1);
  checkError(await rejection(made.put('a', file)), 'has 5368709121 bytes, more');
  const source = new PassThrough();
  const stated = { contentLength: MOST + 2 };
  checkError(await rejection(made.putStream('a', source, stated)), 'has 5368709122 bytes, more');
  assert.ok(source.destroyed);
  const again = new PassThrough();
  const header = { headers: { 'content-length': String(MOST + 1) } };
  checkError(await rejection(made.put('a', again, header)), 'has 5368709121 bytes, more');
  checkError(await rejection(made.append('a', file)), 'has 5368709121 bytes, more');
  assert.ok(again.destroyed);
  assert.strictEqual(requests.length, 0);
});

test('a stream that turns out to be larger is broken off', async () => {
  const brought = [];
  const source = (async function* () {
    for (let i = 0; i < 10; i++) {
      brought.push(i);
      yield Buffer.alloc(1000);
    }
  })();
  const upload = new Upload(source, undefined, true, 2500);
  upload.open();
  await upload.run();
  checkError(upload.tooLarge, 'brings more');
  upload.close();
  assert.deepStrictEqual(brought, [0, 1, 2]);
  assert.strictEqual((await source.next()).done, true);
});
