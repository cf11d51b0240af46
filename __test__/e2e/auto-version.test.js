'use strict';

// Signatures without authorizationV4 (DESIGN, F1): V4 where the host is certain to take it. ali-oss beside it sends V1.

const assert = require('node:assert/strict');
const { after, afterEach, before, describe, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { DEMO, startEmulator } = require('../support/emulator.js');

const BUCKET = 'auto-version';
const HELLO = Buffer.from('hello');
const V1 = 'OSS ';
const V4 = 'OSS4-HMAC-SHA256 ';
const REFUSED = {
  type: 'status',
  status: 400,
  code: 'InvalidArgument',
  message: 'Invalid signing region in Authorization header.',
};

describe('the signature version when nobody chooses one', () => {
  let emulator;
  const client = (library, options) =>
    library.reach(
      emulator.port,
      (way) => new library.OSS({ ...DEMO.user, region: DEMO.region, bucket: BUCKET, ...options, ...way })
    );
  /** The scheme of each request's signature, and the region if it names one. */
  const signatures = async () => {
    const journal = await emulator.journal();
    return journal.map(({ head_base64: head }) => {
      const [, scheme, id] = /^authorization: (OSS4?\S* )(\S+)/im.exec(
        Buffer.from(head, 'base64').toString()
      );
      return scheme === V4 ? `${scheme}${id.split('/')[2]}` : scheme;
    });
  };

  before(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.reset());
  after(async () => {
    closeAgents();
    await emulator.stop();
  });

  for (const [what, options, expected] of [
    ['a region', {}, `${V4}cn-hangzhou`],
    ['its internal network', { internal: true }, `${V4}cn-hangzhou`],
    [
      'an endpoint that names its region',
      { region: undefined, endpoint: 'http://oss-cn-beijing.aliyuncs.com' },
      `${V4}cn-beijing`,
    ],
    ['another region than the endpoint', { endpoint: 'http://oss-cn-beijing.aliyuncs.com' }, V1],
    ['authorizationV4: false', { authorizationV4: false }, V1],
    ['authorizationV4: true', { authorizationV4: true }, `${V4}cn-hangzhou`],
    ['an unknown region', { region: 'oss-cn-nowhere' }, V1],
  ]) {
    test(`${what}`, async () => {
      await client(ours, options)
        .listBuckets()
        .catch(() => {});
      assert.deepEqual(await signatures(), [expected]);
    });
  }

  test('ali-oss sends V1 to a region of the table, ours V4', async () => {
    await client(theirs).putBucket(BUCKET);
    await client(ours).put('a', HELLO);
    assert.deepEqual(await signatures(), [V1, `${V4}cn-hangzhou`]);
  });

  test('a region that nobody gave does not contradict the endpoint', async () => {
    const keys = DEMO.user;
    const made = ours.reach(
      emulator.port,
      (way) => new ours.OSS({ ...keys, endpoint: 'http://oss-cn-beijing.aliyuncs.com', ...way })
    );
    await made.listBuckets().catch(() => {});
    assert.deepEqual(await signatures(), [`${V4}cn-beijing`]);
  });

  test('signed URLs and forms stay V1', async () => {
    const made = client(ours);
    assert.match(made.signatureUrl('a'), /[?&]Signature=/);
    assert.match(await made.asyncSignatureUrl('a'), /[?&]Signature=/);
    assert.ok(made.calculatePostSignature({ expiration: '2030-01-01T00:00:00Z', conditions: [] }).Signature);
    assert.match(made.getRtmpUrl('channel'), /[?&]Signature=/);
  });

  test('the answer that the region is wrong falls back to V1, once, with a warning', async (t) => {
    const warnings = [];
    const listen = (warning) => warnings.push(warning);
    process.on('warning', listen);
    t.after(() => process.off('warning', listen));
    const made = client(ours, { retryMax: 0 });
    await made.putBucket(BUCKET);
    await emulator.addFault({ operation: 'PutObject', times: 1, action: REFUSED });
    await made.put('a', HELLO);
    made.options.timeout = 10_000;
    await made.get('a');
    const sent = await signatures();
    assert.deepEqual(sent, [`${V4}cn-hangzhou`, `${V4}cn-hangzhou`, V1, V1]);
    await new Promise(setImmediate);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['OSS_SIGNATURE_V1']
    );
    assert.match(warnings[0].message, /oss-cn-hangzhou\.aliyuncs\.com .* cn-hangzhou/);
    // Another client knows nothing of it.
    await client(ours).get('a');
    assert.equal((await signatures()).at(-1), `${V4}cn-hangzhou`);
  });

  test('V4 that the caller asked for does not fall back', async () => {
    const made = client(ours, { authorizationV4: true });
    await made.putBucket(BUCKET);
    await emulator.addFault({ operation: 'PutObject', action: REFUSED });
    await assert.rejects(made.put('a', HELLO), { code: 'InvalidArgument' });
    assert.deepEqual(await signatures(), Array(2).fill(`${V4}cn-hangzhou`));
  });
});
