'use strict';

/** Bun's built-in S3 client: native code behind a JavaScript call, as ours is. Runs under Bun. */

let client;
let signer;

const ACCOUNT = { accessKeyId: 'FakeKeyIdForBenchmarks', secretAccessKey: 'FakeSecretForBenchmarksOnly' };

module.exports = {
  name: 'bun-s3',
  does: 'AWS V4 signature; no checksum; path style',
  runtime: 'bun',
  setup(port) {
    const { S3Client } = globalThis.Bun;
    client = new S3Client({
      ...ACCOUNT,
      bucket: 'bench',
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
    });
    signer = new S3Client({ ...ACCOUNT, bucket: 'bench', region: 'us-east-1' });
  },
  put: (key, buffer) => client.write(key, buffer),
  get: (key) => client.file(key).bytes(),
  list: async () => (await client.list({ maxKeys: 1000 })).contents.length,
  signV4: (key) => signer.presign(key, { expiresIn: 1800 }),
};
