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
  putFile: (key, file) => client.write(key, globalThis.Bun.file(file)),
  getFile: (key, file) => globalThis.Bun.write(file, client.file(key)),
  async getStream(key, take) {
    for await (const chunk of client.file(key).stream()) take(chunk);
  },
  async list(token) {
    const page = await client.list({ maxKeys: 1000, ...(token && { continuationToken: token }) });
    return { keys: page.contents.length, next: page.nextContinuationToken };
  },
  signV4: (key) => signer.presign(key, { expiresIn: 1800 }),
};
