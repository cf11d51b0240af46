'use strict';

const { ACCOUNT } = require('../accounts.js');
const { bytes } = require('./bytes.js');

const PART = 102_400;

async function upload(client, dir, name, content, options) {
  const { uploadId } = await client.initMultipartUpload(name, options);
  const file = dir.write('parts', content);
  const parts = [];
  for (let start = 0, number = 1; start < content.length; start += PART, number += 1) {
    const end = Math.min(start + PART, content.length);
    parts.push({ number, etag: (await client.uploadPart(name, uploadId, number, file, start, end)).etag });
  }
  return { uploadId, parts };
}

module.exports = {
  async 'by hand'({ client, dir, check }) {
    const content = bytes(2 * PART + 7, 'parts');
    const { uploadId, parts } = await upload(client, dir, 'big', content, {
      mime: 'application/x-big',
      meta: { of: 'parts' },
      headers: { 'Cache-Control': 'no-store', 'x-oss-tagging': 'made=parts' },
    });
    await check.error('not there before', client.head('big'), { status: 404 });
    const { etag } = await client.completeMultipartUpload('big', uploadId, parts);
    check.reply('ETag', etag, /^"[0-9A-F]{32}-3"$/);
    const got = await client.get('big');
    check.state('content', got.content.equals(content), true);
    check.states('headers', got.res.headers, {
      etag,
      'content-length': String(content.length),
      'content-type': 'application/x-big',
      'x-oss-meta-of': 'parts',
      'cache-control': 'no-store',
      'x-oss-object-type': 'Multipart',
      'x-oss-tagging-count': '1',
    });
    check.states('list', (await client.list()).objects[0], { type: 'Multipart', size: content.length, etag });
    check.state('tags', (await client.getObjectTagging('big')).tag, { made: 'parts' });
    check.state('the upload is gone', (await client.listUploads({})).uploads, []);
    await check.error('and its parts', client.listParts('big', uploadId), {
      status: 404,
      code: 'NoSuchUpload',
    });
  },

  async 'parts before they are an object'({ client, bucket, dir, check }) {
    const content = bytes(2 * PART + 7, 'listed');
    const { uploadId, parts } = await upload(client, dir, 'a b', content);
    const listed = await client.listParts('a b', uploadId, { 'max-parts': 2 });
    check.states('first page', listed, {
      bucket,
      name: 'a b',
      uploadId,
      isTruncated: 'true',
      nextPartNumberMarker: '2',
      maxParts: '2',
    });
    check.state(
      'first page, numbers',
      listed.parts.map((part) => part.PartNumber),
      ['1', '2']
    );
    check.state(
      'first page, ETags',
      listed.parts.map((part) => part.ETag),
      parts.slice(0, 2).map((part) => part.etag)
    );
    check.state(
      'first page, sizes',
      listed.parts.map((part) => part.Size),
      [String(PART), String(PART)]
    );
    const rest = await client.listParts('a b', uploadId, { 'part-number-marker': '2' });
    check.state(
      'second page',
      [].concat(rest.parts).map((part) => part.PartNumber),
      ['3']
    );
    await client.abortMultipartUpload('a b', uploadId);
    check.state('aborted', (await client.listUploads({})).uploads, []);
    await check.error('its parts', client.listParts('a b', uploadId), { status: 404, code: 'NoSuchUpload' });
    await check.error('no object', client.head('a b'), { status: 404 });
  },

  async 'a part put again'({ client, dir, check }) {
    const name = 'again';
    const { uploadId } = await client.initMultipartUpload(name);
    const [first, second] = [dir.write('1', bytes(10, 'x')), dir.write('2', bytes(12, 'y'))];
    await client.uploadPart(name, uploadId, 1, first, 0, 10);
    const { etag } = await client.uploadPart(name, uploadId, 1, second, 0, 12);
    const { parts } = await client.listParts(name, uploadId);
    check.state(
      'one part',
      [].concat(parts).map((part) => part.Size),
      ['12']
    );
    await client.completeMultipartUpload(name, uploadId, [{ number: 1, etag }]);
    check.state('content', (await client.get(name)).content, bytes(12, 'y'));
  },

  async 'a choice of the parts'({ client, dir, check }) {
    const content = bytes(3 * PART, 'choice');
    const { uploadId, parts } = await upload(client, dir, 'some', content);
    await client.completeMultipartUpload('some', uploadId, [parts[0], parts[2]]);
    const expected = Buffer.concat([content.subarray(0, PART), content.subarray(2 * PART)]);
    check.state('content', (await client.get('some')).content.equals(expected), true);
  },

  async 'uploads page by page'({ client, bucket, check }) {
    const ids = [];
    for (const key of ['a/1', 'a/1', 'b', 'c']) ids.push((await client.initMultipartUpload(key)).uploadId);
    const all = await client.listUploads({ 'max-uploads': 10 });
    check.state('bucket', all.bucket, bucket);
    check.state(
      'keys',
      all.uploads.map(({ name }) => name),
      ['a/1', 'a/1', 'b', 'c']
    );
    check.state('ids', all.uploads.map(({ uploadId }) => uploadId).sort(), [...ids].sort());
    check.state('dates', all.uploads[0].initiated, /^\d{4}-\d\d-\d\dT.*Z$/);
    const first = await client.listUploads({ 'max-uploads': 2 });
    check.state(
      'first page',
      first.uploads.map(({ name }) => name),
      ['a/1', 'a/1']
    );
    check.state('more to come', first.isTruncated, true);
    const second = await client.listUploads({
      'max-uploads': 2,
      'key-marker': first.nextKeyMarker,
      'upload-id-marker': first.nextUploadIdMarker,
    });
    check.state(
      'second page',
      second.uploads.map(({ name }) => name),
      ['b', 'c']
    );
    check.state('no more', second.isTruncated, false);
    check.state('prefix', (await client.listUploads({ prefix: 'a/' })).uploads.length, 2);
    const folded = await client.listUploads({ delimiter: '/' });
    check.state(
      'delimiter',
      folded.uploads.map(({ name }) => name),
      ['b', 'c']
    );
  },

  async 'an ACL at the end'({ client, dir, check }) {
    const { uploadId, parts } = await upload(client, dir, 'a', bytes(5));
    await client.completeMultipartUpload('a', uploadId, parts, {
      headers: { 'x-oss-object-acl': 'public-read' },
    });
    const { acl, owner } = await client.getACL('a');
    check.state('ACL', acl, 'public-read');
    check.state('owner', owner.id, ACCOUNT);
  },

  async 'parts that are copied'({ client, bucket, check }) {
    const content = bytes(3 * PART, 'source');
    await client.put('source', content);
    const { uploadId } = await client.initMultipartUpload('target');
    const source = { sourceKey: 'source', sourceBucketName: bucket };
    const parts = [];
    for (const [number, range] of [
      [1, `${PART}-${2 * PART - 1}`],
      [2, `0-${PART - 1}`],
    ]) {
      parts.push({
        number,
        etag: (await client.uploadPartCopy('target', uploadId, number, range, source)).etag,
      });
    }
    const listed = await client.listParts('target', uploadId);
    check.state(
      'sizes',
      listed.parts.map(({ Size }) => Size),
      [String(PART), String(PART)]
    );
    await client.completeMultipartUpload('target', uploadId, parts);
    const expected = Buffer.concat([content.subarray(PART, 2 * PART), content.subarray(0, PART)]);
    check.state('content', (await client.get('target')).content.equals(expected), true);
  },
};
