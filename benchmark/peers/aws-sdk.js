'use strict';

/** What people use who reach OSS through its S3 interface. */

const { createReadStream, createWriteStream } = require('node:fs');
const { finished, pipeline } = require('node:stream/promises');

let client;
let sdk;

const send = (name, input) => client.send(new sdk[name]({ Bucket: 'bench', ...input }));

module.exports = {
  name: 'aws-sdk',
  does: 'AWS V4 signature; no checksum (only where required); path style; its default pool of 50 sockets',
  module: require.resolve('@aws-sdk/client-s3'),
  runtime: 'node',
  setup(port) {
    sdk = require('@aws-sdk/client-s3');
    client = new sdk.S3Client({
      credentials: { accessKeyId: 'FakeKeyIdForBenchmarks', secretAccessKey: 'FakeSecretForBenchmarksOnly' },
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      forcePathStyle: true,
      maxAttempts: 1,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  },
  put: (key, buffer) => send('PutObjectCommand', { Key: key, Body: buffer }),
  get: async (key) => (await send('GetObjectCommand', { Key: key })).Body.transformToByteArray(),
  putFile: (key, file, size) =>
    send('PutObjectCommand', { Key: key, Body: createReadStream(file), ContentLength: size }),
  getFile: async (key, file) =>
    pipeline((await send('GetObjectCommand', { Key: key })).Body, createWriteStream(file)),
  putStream: (key, stream, size) => send('PutObjectCommand', { Key: key, Body: stream, ContentLength: size }),
  async getStream(key, take) {
    const { Body } = await send('GetObjectCommand', { Key: key });
    Body.on('data', take);
    await finished(Body);
  },
  async list(marker) {
    const page = await send('ListObjectsCommand', { MaxKeys: 1000, ...(marker && { Marker: marker }) });
    return { keys: page.Contents.length, next: page.NextMarker };
  },
};
