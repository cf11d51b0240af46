'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { rejects } = require('../rejects.js');

const PART = 100 * 1024;
const bytesOf = (seed, length) =>
  crypto.createHash('shake256', { outputLength: length }).update(seed).digest();

module.exports = [
  {
    name: 'parts of a Buffer and of a file make one object',
    async run({ client, dir, bucket }) {
      const bytes = bytesOf('multipart', 3 * PART + 17);
      const file = dir.write('bytes', bytes);
      const begun = await client.initMultipartUpload('big 中.bin', { meta: { uid: 1 }, mime: 'text/x-mine' });
      assert.deepEqual([begun.bucket, begun.name], [bucket, 'big 中.bin']);
      const { uploadId } = begun;
      const part = async (number, source, start, end) => ({
        number,
        etag: (await client.uploadPart('big 中.bin', uploadId, number, source, start, end)).etag,
      });
      // Not in their order, one of them twice.
      const parts = [
        await part(3, file, 2 * PART, bytes.length),
        await part(1, Buffer.from('replaced'), 0, 8),
        await part(2, file, PART, 2 * PART),
      ];
      parts[1] = await part(1, bytes, 0, PART);
      const listed = await client.listParts('big 中.bin', uploadId);
      assert.deepEqual(
        listed.parts.map(({ PartNumber, Size }) => [PartNumber, Size]),
        [
          ['1', String(PART)],
          ['2', String(PART)],
          ['3', String(PART + 17)],
        ]
      );
      assert.deepEqual([listed.isTruncated, listed.uploadId], ['false', uploadId]);
      const done = await client.completeMultipartUpload('big 中.bin', uploadId, parts);
      assert.match(done.etag, /^"[0-9A-F]{32}-3"$/);
      assert.deepEqual([done.bucket, done.name], [bucket, 'big 中.bin']);
      const { content, res } = await client.get('big 中.bin');
      assert.ok(content.equals(bytes));
      assert.deepEqual([res.headers['x-oss-meta-uid'], res.headers['content-type']], ['1', 'text/x-mine']);
      assert.equal(res.headers['x-oss-object-type'], 'Multipart');
    },
  },
  {
    name: 'uploads are listed until they are given up',
    async run({ client }) {
      const { uploadId } = await client.initMultipartUpload('dir/a');
      const later = await client.initMultipartUpload('dir/b');
      const { uploads, isTruncated } = await client.listUploads({ prefix: 'dir/', 'max-uploads': 10 });
      assert.deepEqual(
        uploads.map(({ name, uploadId: id }) => [name, id]),
        [
          ['dir/a', uploadId],
          ['dir/b', later.uploadId],
        ]
      );
      assert.match(uploads[0].initiated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.equal(isTruncated, false);
      const first = await client.listUploads({ 'max-uploads': 1 });
      assert.deepEqual([first.isTruncated, first.uploads.length], [true, 1]);
      const rest = await client.listUploads({
        'key-marker': first.nextKeyMarker,
        'upload-id-marker': first.nextUploadIdMarker,
      });
      assert.deepEqual(
        rest.uploads.map(({ name }) => name),
        ['dir/b']
      );
      await client.abortMultipartUpload('dir/a', uploadId);
      await client.abortMultipartUpload('dir/b', later.uploadId);
      assert.deepEqual((await client.listUploads()).uploads, []);
      await rejects(client.listParts('dir/a', uploadId), { status: 404, code: 'NoSuchUpload' });
    },
  },
  {
    name: 'parts of another object',
    async run({ client, bucket }) {
      const bytes = bytesOf('source', 2 * PART);
      await client.put('source +中', bytes);
      const { uploadId } = await client.initMultipartUpload('copy');
      const source = { sourceKey: 'source +中', sourceBucketName: bucket };
      const first = await client.uploadPartCopy('copy', uploadId, 1, `0-${PART - 1}`, source);
      const second = await client.uploadPartCopy('copy', uploadId, 2, `${PART}-${2 * PART - 1}`, source);
      await client.completeMultipartUpload('copy', uploadId, [
        { number: 1, etag: first.etag },
        { number: 2, etag: second.etag },
      ]);
      assert.ok((await client.get('copy')).content.equals(bytes));
    },
  },
  {
    name: 'a copy in parts, of a range too',
    async run({ client, bucket }) {
      const bytes = bytesOf('large source', 5 * PART + 3);
      await client.put('source +中', bytes, { meta: { uid: 1 } });
      const source = { sourceKey: 'source +中', sourceBucketName: bucket };
      const fractions = [];
      const result = await client.multipartUploadCopy('copy', source, {
        partSize: PART,
        parallel: 2,
        progress: (fraction) => void fractions.push(fraction),
      });
      assert.match(result.etag, /^"[0-9A-F]{32}-6"$/);
      assert.deepEqual(fractions, [0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1, 1]);
      assert.ok((await client.get('copy')).content.equals(bytes));
      const range = { ...source, startOffset: 17, endOffset: 17 + 2 * PART };
      await client.multipartUploadCopy('part of it', range, { partSize: PART, meta: { uid: 2 } });
      const part = await client.get('part of it');
      assert.ok(part.content.equals(bytes.subarray(17, 17 + 2 * PART)));
      assert.equal(part.res.headers['x-oss-meta-uid'], '2');
    },
  },
  {
    name: 'a copy in parts that was cancelled, and goes on',
    async run({ client, bucket }) {
      const bytes = bytesOf('large source', 4 * PART);
      await client.put('source', bytes);
      const source = { sourceKey: 'source', sourceBucketName: bucket };
      let checkpoint;
      const first = client.multipartUploadCopy('copy', source, {
        partSize: PART,
        parallel: 1,
        progress(fraction, reached) {
          checkpoint = reached;
          if (fraction === 0.5) client.cancel();
        },
      });
      await assert.rejects(first, (error) => error.name === 'cancel' && error.status === 0);
      assert.equal(checkpoint.doneParts.length, 2);
      await client.multipartUploadCopy('copy', source, {
        checkpoint: JSON.parse(JSON.stringify(checkpoint)),
      });
      assert.ok((await client.get('copy')).content.equals(bytes));
    },
  },
  {
    name: 'a copy in parts of nothing leaves the client at its bucket',
    async run({ client, bucket, freshName, isOurs }) {
      const other = freshName();
      await client.putBucket(other);
      const source = { sourceKey: 'none', sourceBucketName: other };
      await rejects(client.multipartUploadCopy('copy', source), { status: 404 });
      assert.equal(client.getBucket(), isOurs ? bucket : other);
      client.useBucket(bucket);
      await client.deleteBucket(other);
    },
  },
  {
    name: 'a single part is told alone',
    async run({ client }) {
      const { uploadId } = await client.initMultipartUpload('a');
      await client.uploadPart('a', uploadId, 5, Buffer.from('hello'), 0, 5);
      const { parts } = await client.listParts('a', uploadId);
      assert.equal(parts.PartNumber, '5');
      await client.abortMultipartUpload('a', uploadId);
    },
  },
  {
    name: 'what cannot be completed',
    async run({ client }) {
      const { uploadId } = await client.initMultipartUpload('a');
      const { etag } = await client.uploadPart('a', uploadId, 1, Buffer.from('hello'), 0, 5);
      await client.uploadPart('a', uploadId, 2, Buffer.from('world'), 0, 5);
      const wrong = [{ number: 1, etag: `"${'0'.repeat(32)}"` }];
      await rejects(client.completeMultipartUpload('a', uploadId, wrong), {
        status: 400,
        code: 'InvalidPart',
      });
      const small = [
        { number: 1, etag },
        { number: 2, etag: '"7D793037A0760186574B0282F2F435E7"' },
      ];
      await rejects(client.completeMultipartUpload('a', uploadId, small), { code: 'EntityTooSmall' });
      await rejects(client.completeMultipartUpload('a', 'none', wrong), {
        status: 404,
        code: 'NoSuchUpload',
      });
      await client.abortMultipartUpload('a', uploadId);
    },
  },
];
