'use strict';

// Refusals, and a server that is not there, for the methods that no other file holds against them: bodies that are
// streams, and calls of several requests.

const { PassThrough, Readable } = require('node:stream');
const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { object } = require('../replies.js');
const { MULTIPART } = require('./calls.js');
const { REFUSALS } = require('./refusals.js');

const SIZE = 100 * 1024;
const CONTENT = Buffer.alloc(SIZE + 5, 'x');
const SOURCE = { sourceKey: 'b', sourceBucketName: 'other-bucket' };
const stream = () => Readable.from([Buffer.from('hello')]);
const HEAD = object('', { 'Content-Length': SIZE + 5 });
const INIT = MULTIPART.initMultipartUpload.reply;

async function intoStream(client) {
  const target = new PassThrough();
  const outcome = await settle(() => client.get('a', target));
  return { outcome, body: target.read()?.toString() };
}

/** The call, and the replies that come before the refusal. */
const CALLS = {
  getStream: [(client) => client.getStream('a')],
  'get(stream)': [intoStream],
  putStream: [(client) => client.putStream('a', stream())],
  'put(stream)': [(client) => client.put('a', stream())],
  processObjectSave: [(client) => client.processObjectSave('a.jpg', 'b', 'x')],
  multipartUpload: [(client) => client.multipartUpload('a', CONTENT, { parallel: 1, partSize: SIZE }), INIT],
  multipartUploadCopy: [
    (client) => client.multipartUploadCopy('a', { ...SOURCE }, { parallel: 1, partSize: SIZE }),
    HEAD,
    INIT,
  ],
};
for (const [method, [run, ...before]] of Object.entries(CALLS)) {
  const add = define(method, { signatures: ['v1'] });
  for (const [name, one] of Object.entries(REFUSALS)) {
    add('refusals', name, { replies: [...before, one] }, run);
  }
  add('server down', 'connection refused', { down: true, via: 'ip' }, run);
}
