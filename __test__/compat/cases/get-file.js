'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { define } = require('../harness/case.js');
const { settle } = require('../harness/observe.js');
const { object, refusal, reply } = require('./replies.js');

const get = define('get(file)', { replies: [object()] });
const NOT_FOUND = refusal(404, 'NoSuchKey', 'The specified key does not exist.', '<Key>a</Key>');

/** The outcome of a download to `local.txt`, and what the directory holds afterwards. */
async function download(client, it, options, before) {
  if (before !== undefined) it.dir.write('local.txt', before);
  const outcome = await settle(() => client.get('a', it.dir.path('local.txt'), options));
  const names = it.dir.list();
  return { outcome, names, content: names.includes('local.txt') ? it.dir.read('local.txt') : null };
}

get('body', 'a new file', download);
get('body', 'over a longer file', (client, it) => download(client, it, {}, 'something much longer'));
get('body', 'empty', { replies: [object('')] }, download);
get('body', '1 MiB', { replies: [object(Buffer.alloc(1 << 20, 'xyz'))] }, download);
get('body', 'chunked', { replies: [{ ...object(), framing: 'chunked' }] }, download);
get(
  'body',
  'packed with gzip',
  { replies: [object(zlib.gzipSync('hello'), { 'Content-Encoding': 'gzip' })] },
  download
);
get('body', 'through a symbolic link', async (client, it) => {
  fs.symlinkSync(it.dir.write('target.txt', 'old'), it.dir.path('link.txt'));
  const result = await client.get('a', it.dir.path('link.txt'));
  return {
    result,
    isLink: fs.lstatSync(it.dir.path('link.txt')).isSymbolicLink(),
    target: it.dir.read('target.txt'),
  };
});
get(
  'status',
  '206',
  { replies: [{ ...object('ell', { 'Content-Range': 'bytes 1-3/5' }), status: 206 }] },
  (client, it) => download(client, it, { headers: { Range: 'bytes=1-3' } })
);
get('status', '304', { replies: [reply(304, { ETag: '"A"' })] }, (client, it) =>
  download(client, it, { headers: { 'If-None-Match': '"A"' } })
);
get('versionId', 'given', (client, it) => download(client, it, { versionId: 'v' }));
get('subres', 'a process', (client, it) => download(client, it, { process: 'style/a' }));

get('files kept', '404 over a file of the user', { replies: [NOT_FOUND] }, (client, it) =>
  download(client, it, {}, 'mine')
);
get('files kept', '404 without a file', { replies: [NOT_FOUND] }, download);
get(
  'files kept',
  'a body cut short over a file of the user',
  { replies: [{ ...object(), cut: 2 }] },
  (client, it) => download(client, it, {}, 'mine')
);
get('files kept', 'a body cut short', { replies: [{ ...object(), cut: 2 }] }, download);
get('files kept', '304 over a file of the user', { replies: [reply(304, { ETag: '"A"' })] }, (client, it) =>
  download(client, it, { headers: { 'If-None-Match': '"A"' } }, 'mine')
);
get('files kept', 'no bucket', { client: { bucket: undefined } }, (client, it) =>
  download(client, it, {}, 'mine')
);

/** ali-oss opens the file while it sends: the reply leaves it the time to fail, but the request may be out by then. */
const RACE = { requests: false, replies: [{ ...object(), after: 100 }] };

/** What the file system said; the rest of ali-oss's message tells how far the request was. */
async function refusedByDisk(promise) {
  const { error } = await settle(() => promise);
  return {
    kind: error?.constructor.name,
    code: error?.code,
    reason: error?.message.split(' (writeStream')[0],
  };
}

get('bad input', 'the directory is missing', RACE, (client, it) =>
  refusedByDisk(client.get('a', it.dir.path('missing', 'local.txt')))
);
get('bad input', 'the path is a directory', RACE, (client, it) =>
  refusedByDisk(client.get('a', it.dir.root))
);
get('bad input', 'the path is empty', RACE, (client) => refusedByDisk(client.get('a', '')));
get('bad input', 'the path holds a NUL', RACE, (client) => refusedByDisk(client.get('a', 'a\0b')));
