'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { ok } = require('./check');
const { userClient } = require('./clients');

/** Fetches a file as anyone could who has the URL. */
async function showSignedUrl(file, { port }) {
  // The emulator's own address with the bucket in the path, because `fetch` knows nothing of OSS_EMULATOR_HOST.
  const client = userClient({ endpoint: `http://localhost:${port}`, sldEnable: true });
  const url = client.signatureUrl(file.key, { expires: 60 });
  const response = await fetch(url);
  assert.equal(response.status, 200, `fetch of ${url}`);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), fs.readFileSync(file.path));
  ok(`fetched one through ${url.replace(/\?.*/s, '?…')} without any client`);

  const other = await fetch(url.replace(/Expires=\d+/, 'Expires=4000000000'));
  assert.equal(other.status, 403, `fetch of a URL that was changed after it was signed: ${other.status}`);
  const code = /<Code>(.*)<\/Code>/.exec(await other.text())?.[1];
  assert.equal(code, 'SignatureDoesNotMatch');
  ok(`the same URL with a later expiry: ${other.status} ${code}`);
}

module.exports = { showSignedUrl };
