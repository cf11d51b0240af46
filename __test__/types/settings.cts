// Settings of a bucket.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

declare const client: OSS;

export async function calls() {
  await client.getBucketInfo();
  await client.getBucketLocation('my-bucket', { timeout: 1000 });
  await client.getBucketStat(null);
  await client.putBucketACL('my-bucket', 'public-read');
  await client.putBucketLogging('my-bucket', 'logs/');
  await client.putBucketWebsite('my-bucket', {
    index: 'index.html',
    supportSubDir: true,
    type: 0,
    error: 'error.html',
    routingRules: [{ RuleNumber: 1, Redirect: { RedirectType: 'Mirror' } }],
  });
  await client.putBucketReferer('my-bucket', true, ['http://example.com']);
  await client.putBucketCORS('my-bucket', [
    { allowedOrigin: '*', allowedMethod: ['GET'], exposeHeader: 'ETag', maxAgeSeconds: 30 },
  ]);
  await client.putBucketLifecycle('my-bucket', [
    { prefix: 'a/', status: 'Enabled', days: 3, date: '2022-10-11T00:00:00.000Z' },
    {
      prefix: '',
      status: 'Disabled',
      transition: { days: 30, storageClass: 'IA' },
      tag: { key: 'a', value: 'b' },
    },
    { prefix: '', status: 'Enabled', expiration: { expiredObjectDeleteMarker: true } },
  ]);
  await client.putBucketPolicy('my-bucket', { Version: '1', Statement: [] });
  await client.putBucketEncryption('my-bucket', { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'k' });
  await client.putBucketTags('my-bucket', { team: 'x' });
  await client.putBucketRequestPayment('my-bucket', 'Requester');
  await client.putBucketVersioning('my-bucket', 'Suspended');
  await client.putBucketInventory('my-bucket', {
    id: 'report',
    isEnabled: true,
    OSSBucketDestination: {
      format: 'CSV',
      accountId: '1',
      rolename: 'r',
      bucket: 'b',
      encryption: { 'SSE-KMS': { keyId: 'k' } },
    },
    frequency: 'Daily',
    includedObjectVersions: 'All',
    optionalFields: { field: ['Size'] },
  });
  await client.initiateBucketWorm('my-bucket', 1);
  await client.extendBucketWorm('my-bucket', 'id', '30');

  // @ts-expect-error objects have this ACL, buckets do not
  await client.putBucketACL('my-bucket', 'default');
  // @ts-expect-error an origin is required
  await client.putBucketCORS('my-bucket', [{ allowedMethod: 'GET' }]);
  // @ts-expect-error a status is required
  await client.putBucketLifecycle('my-bucket', [{ prefix: '' }]);
  const rule = { prefix: '', status: 'Enabled', transition: { days: 1, storageClass: 'Standard' } } as const;
  // @ts-expect-error objects do not become Standard by a rule
  await client.putBucketLifecycle('my-bucket', [rule]);
  // @ts-expect-error a policy is an object here
  await client.putBucketPolicy('my-bucket', '{}');
  // @ts-expect-error one of two
  await client.putBucketRequestPayment('my-bucket', 'Nobody');
  // @ts-expect-error one of two
  await client.putBucketVersioning('my-bucket', 'Disabled');
  // @ts-expect-error values of tags are text
  await client.putBucketTags('my-bucket', { a: 1 });
}

export async function results() {
  const info = await client.getBucketInfo('my-bucket');
  const website = await client.getBucketWebsite('my-bucket');
  const referer = await client.getBucketReferer('my-bucket');
  const lifecycle = await client.getBucketLifecycle('my-bucket');
  const versioning = await client.getBucketVersioning('my-bucket');
  const inventories = await client.listBucketInventory('my-bucket');
  const worm = await client.getBucketWorm('my-bucket');
  const removed = await client.deleteBucketCORS('my-bucket');
  // @ts-expect-error null when there are none
  referer.referers.length;
  // @ts-expect-error null when there are none
  lifecycle.rules.length;
  // @ts-expect-error undefined when there are none
  inventories.inventoryList.length;
  // What was read can be written again.
  if (lifecycle.rules) await client.putBucketLifecycle('my-bucket', lifecycle.rules);
  return { info, website, referer, lifecycle, versioning, inventories, worm, removed };
}

type Results = Awaited<ReturnType<typeof results>>;

export type Checks = [
  Expect<Equal<Results['info']['bucket']['Owner']['ID'], string>>,
  Expect<Equal<Results['website']['error'], string | null>>,
  Expect<Equal<Results['website']['type'], string | undefined>>,
  Expect<Equal<Results['referer']['referers'], string[] | null>>,
  Expect<Equal<Results['versioning']['versionStatus'], 'Enabled' | 'Suspended' | undefined>>,
  Expect<Equal<Results['worm']['days'], string>>,
  Expect<Equal<keyof Results['removed'], 'res'>>,
];
