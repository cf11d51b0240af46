'use strict';

const assert = require('node:assert/strict');
const say = require('../lib/say');
const { ok } = require('./check');
const { BUCKET, userClient } = require('./clients');

async function createBucket() {
  say.heading('Bucket');
  const client = userClient();
  await client.putBucket(BUCKET);
  const { buckets } = await client.listBuckets();
  assert.deepEqual(
    buckets.map(({ name }) => name),
    [BUCKET]
  );
  ok(`created ${BUCKET}`);
}

module.exports = { createBucket };
