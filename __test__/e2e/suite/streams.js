'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { PassThrough, Readable } = require('node:stream');
const { rejects } = require('../rejects.js');

const PART = 100 * 1024;
const bytesOf = (seed, length) =>
  crypto.createHash('shake256', { outputLength: length }).update(seed).digest();

/** In pieces of an odd size. */
function* pieces(bytes) {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
}

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

module.exports = [
  {
    name: 'a stream is stored, and comes back as one',
    async run({ client }) {
      const bytes = bytesOf('stream', 700_000);
      const put = await client.putStream('stream 中.txt', Readable.from(pieces(bytes)), { meta: { uid: 1 } });
      assert.equal(put.name, 'stream 中.txt');
      const { res, stream } = await client.getStream('stream 中.txt');
      assert.equal(res.status, 200);
      assert.ok((await all(stream)).equals(bytes));
      const head = await client.head('stream 中.txt');
      assert.deepEqual([head.meta, head.res.headers['content-type']], [{ uid: '1' }, 'text/plain']);
      await client.put('short', Readable.from(['hello']), { contentLength: 5 });
      const target = new PassThrough();
      const [, written] = await Promise.all([client.get('short', target), all(target)]);
      assert.equal(String(written), 'hello');
      await rejects(client.getStream('missing'), { status: 404, code: 'NoSuchKey' });
    },
  },
  {
    name: 'files and Buffers are uploaded in parts, and go on from a checkpoint',
    async run({ client, dir, bucket }) {
      const bytes = bytesOf('upload', 3 * PART + 17);
      const file = dir.write('bytes.html', bytes);
      let kept;
      const options = {
        partSize: PART,
        parallel: 1,
        progress(fraction, checkpoint) {
          kept = JSON.stringify(checkpoint);
          if (fraction >= 0.4) throw new Error('stopped');
        },
      };
      await assert.rejects(client.multipartUpload('resumed', file, options), /stopped/);
      const checkpoint = JSON.parse(kept);
      assert.deepEqual([checkpoint.fileSize, checkpoint.doneParts.length], [bytes.length, 2]);
      const done = await client.multipartUpload('resumed', file, { checkpoint });
      assert.deepEqual([done.bucket, done.name], [bucket, 'resumed']);
      assert.match(done.etag, /^"[0-9A-F]{32}-4"$/);
      const { content } = await client.get('resumed');
      assert.ok(content.equals(bytes));
      await client.multipartUpload('whole.txt', bytes, { partSize: PART, parallel: 3, meta: { uid: 2 } });
      const { content: whole, res } = await client.get('whole.txt');
      assert.ok(whole.equals(bytes));
      assert.equal(res.headers['x-oss-meta-uid'], '2');
      assert.deepEqual((await client.listUploads({})).uploads, []);
    },
  },
];
