'use strict';

const { finished } = require('node:stream/promises');

const ACCOUNT = { accessKeyId: 'FakeKeyIdForBenchmarks', accessKeySecret: 'FakeSecretForBenchmarksOnly' };
const ROLE = 'acs:ram::1234567890123456:role/bench';

/** A whole GiB in one request takes longer than ali-oss waits for a reply. */
const LONG = { timeout: 600_000 };

/** A peer made of a module in the shape of ali-oss, so that ours and ali-oss are called by the same code. */
module.exports = ({ name, module, does }) => {
  let client;
  let signer;
  let sts;
  return {
    name,
    does,
    module,
    runtime: 'node',
    setup(port) {
      const OSS = require(module);
      const endpoint = `http://127.0.0.1:${port}`;
      client = new OSS({ ...ACCOUNT, bucket: 'bench', endpoint });
      signer = new OSS({ ...ACCOUNT, bucket: 'bench', region: 'oss-cn-hangzhou', secure: true });
      sts = new OSS.STS({ ...ACCOUNT, endpoint });
    },
    put: (key, buffer) => client.put(key, buffer),
    get: async (key) => (await client.get(key)).content,
    putFile: (key, file) => client.put(key, file, LONG),
    getFile: (key, file) => client.get(key, file, LONG),
    putStream: (key, stream, size) => client.putStream(key, stream, { ...LONG, contentLength: size }),
    async getStream(key, take) {
      const { stream } = await client.getStream(key, LONG);
      stream.on('data', take);
      await finished(stream);
    },
    async list(marker) {
      const { objects, nextMarker } = await client.list({ 'max-keys': 1000, ...(marker && { marker }) });
      return { keys: objects.length, next: nextMarker };
    },
    assumeRole: async () => (await sts.assumeRole(ROLE, '', 900, 'bench')).credentials.AccessKeyId,
    signV1: (key) => signer.signatureUrl(key, { expires: 1800 }),
    signV4: (key) => signer.signatureUrlV4('GET', 1800, undefined, key),
  };
};
