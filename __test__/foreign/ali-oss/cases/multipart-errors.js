'use strict';

const { bytes } = require('./bytes.js');

const PART = 102_400;

async function begin(client, dir, sizes) {
  const { uploadId } = await client.initMultipartUpload('a');
  const parts = [];
  for (const [index, size] of sizes.entries()) {
    const file = dir.write(`part-${index}`, bytes(size, `part ${index}`));
    const { etag } = await client.uploadPart('a', uploadId, index + 1, file, 0, size);
    parts.push({ number: index + 1, etag });
  }
  return { uploadId, parts, complete: (list) => client.completeMultipartUpload('a', uploadId, list) };
}

module.exports = {
  async 'parts that are not what was put'({ client, dir, check }) {
    const { complete, parts, uploadId } = await begin(client, dir, [PART, 10]);
    const invalid = { status: 400, code: 'InvalidPart', name: 'InvalidPartError' };
    await check.error('a wrong ETag', complete([parts[0], { ...parts[1], etag: parts[0].etag }]), invalid);
    await check.error('a number nobody put', complete([{ number: 9, etag: parts[0].etag }]), invalid);
    const listed = await client.listParts('a', uploadId);
    check.state(
      'the parts stay',
      listed.parts.map(({ Size }) => Size),
      [String(PART), '10']
    );
    await check.error('no object', client.head('a'), { status: 404 });
    await complete(parts);
    check.state('then right', (await client.head('a')).res.headers['content-length'], String(PART + 10));
  },

  async 'small parts'({ client, dir, check }) {
    const { complete, parts } = await begin(client, dir, [PART - 1, 10]);
    await check.error('before the last', complete(parts), {
      status: 400,
      code: 'EntityTooSmall',
      name: 'EntityTooSmallError',
    });
    await check.error('no object', client.head('a'), { status: 404 });
    await complete([parts[1]]);
    check.state('as the last', (await client.head('a')).res.headers['content-length'], '10');
  },

  async 'uploads that are not there'({ client, dir, check }) {
    const file = dir.write('part', bytes(10));
    const missing = { status: 404, code: 'NoSuchUpload', name: 'NoSuchUploadError' };
    await check.error('uploadPart', client.uploadPart('a', 'none', 1, file, 0, 10), missing);
    await check.error('listParts', client.listParts('a', 'none'), missing);
    await check.error('abort', client.abortMultipartUpload('a', 'none'), missing);
    await check.error(
      'complete',
      client.completeMultipartUpload('a', 'none', [{ number: 1, etag: '"0"' }]),
      missing
    );
    const { uploadId } = await client.initMultipartUpload('a');
    await check.error('of another key', client.uploadPart('b', uploadId, 1, file, 0, 10), missing);
    check.state('its own stays', (await client.listUploads({})).uploads[0].uploadId, uploadId);
  },

  async 'part numbers'({ client, dir, check }) {
    const file = dir.write('part', bytes(10));
    const { uploadId } = await client.initMultipartUpload('a');
    const put = (number) => client.uploadPart('a', uploadId, number, file, 0, 10);
    await check.error('0', put(0), { status: 400, code: 'InvalidArgument' });
    await check.error('10001', put(10_001), { status: 400, code: 'InvalidArgument' });
    await put(10_000);
    const { parts } = await client.listParts('a', uploadId);
    check.state(
      '10000',
      [].concat(parts).map(({ PartNumber }) => PartNumber),
      ['10000']
    );
  },

  async 'copied parts'({ client, bucket, check }) {
    await client.put('source', bytes(10));
    const { uploadId } = await client.initMultipartUpload('a');
    const copy = (sourceKey, range, options) =>
      client.uploadPartCopy('a', uploadId, 1, range, { sourceKey, sourceBucketName: bucket }, options);
    await check.error('of nothing', copy('none', '0-9'), { status: 404, code: 'NoSuchKey' });
    await check.error('beyond the source', copy('source', '5-20'), { status: 416, code: 'InvalidRange' });
    await check.error(
      'of another version',
      copy('source', '0-9', { headers: { 'x-oss-copy-source-if-match': '"0"' } }),
      {
        status: 412,
        code: 'PreconditionFailed',
      }
    );
    check.state('no part', (await client.listParts('a', uploadId)).parts, []);
  },
};
