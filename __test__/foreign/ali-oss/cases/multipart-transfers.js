'use strict';

const { bytes } = require('./bytes.js');

const PART = 102_400;

module.exports = {
  async 'a file in parts, at once'({ client, dir, check }) {
    const content = bytes(5 * PART + 1, 'transfer');
    const seen = [];
    await client.multipartUpload('file', dir.write('file.html', content), {
      partSize: PART,
      parallel: 3,
      meta: { of: 'transfer' },
      progress: (done) => seen.push(done),
    });
    const got = await client.get('file');
    check.state('content', got.content.equals(content), true);
    check.state('type', got.res.headers['content-type'], 'text/html');
    check.state('metadata', got.res.headers['x-oss-meta-of'], 'transfer');
    check.state('six parts', got.res.headers.etag, /-6"$/);
    check.reply('progress', seen.at(-1), 1);
  },

  async 'a Buffer'({ client, check }) {
    const content = bytes(2 * PART + 1, 'buffer');
    await client.multipartUpload('buffer', content, { partSize: PART });
    check.state('content', (await client.get('buffer')).content.equals(content), true);
    await client.multipartUpload('small', content.subarray(0, 100), { partSize: PART });
    check.state(
      'a small one is put',
      (await client.head('small')).res.headers['x-oss-object-type'],
      'Normal'
    );
  },

  async 'stopped and taken up again'({ client, dir, check }) {
    const content = bytes(4 * PART, 'resumed');
    const file = dir.write('resumed', content);
    let checkpoint;
    await check.error(
      'stopped',
      client.multipartUpload('resumed', file, {
        partSize: PART,
        parallel: 1,
        progress(done, at) {
          checkpoint = at;
          if (done >= 0.5) client.cancel();
        },
      }),
      { status: 0, name: 'cancel' }
    );
    const before = await client.listParts('resumed', checkpoint.uploadId);
    check.state('the parts stay', before.parts.length >= 2, true);
    await client.multipartUpload('resumed', file, { checkpoint, parallel: 1 });
    check.state('content', (await client.get('resumed')).content.equals(content), true);
    check.state('no upload is left', (await client.listUploads({})).uploads, []);
  },

  async 'a copy in parts'({ client, bucket, check }) {
    const content = bytes(3 * PART + 5, 'copied');
    await client.put('source', content);
    const source = { sourceKey: 'source', sourceBucketName: bucket };
    await client.multipartUploadCopy('target', source, { partSize: PART });
    const got = await client.get('target');
    check.state('content', got.content.equals(content), true);
    check.state('four parts', got.res.headers.etag, /-4"$/);
    const piece = { ...source, startOffset: PART, endOffset: 2 * PART };
    await client.multipartUploadCopy('piece', piece, { partSize: PART });
    const expected = content.subarray(PART, 2 * PART);
    check.state('a piece', (await client.get('piece')).content.equals(expected), true);
  },
};
