// Bucket calls and their results.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

declare const client: OSS;

export async function calls() {
  await client.listBuckets();
  await client.listBuckets({ prefix: 'a', marker: 'b', 'max-keys': '10', subres: { tagging: null } });
  await client.listBuckets({}, { timeout: [1000, '10s'], headers: { 'x-oss-resource-group-id': 'rg' } });
  await client.putBucket('my-bucket');
  await client.putBucket('my-bucket', {
    acl: 'private',
    StorageClass: 'ColdArchive',
    dataRedundancyType: 'ZRS',
  });
  await client.deleteBucket('my-bucket', { timeout: 1000 });

  // @ts-expect-error a page has no such filter
  await client.listBuckets({ suffix: 'a' });
  // @ts-expect-error null is not a query: the call would reject
  await client.listBuckets(null);
  // @ts-expect-error not an ACL of the service
  await client.putBucket('my-bucket', { acl: 'secret' });
  // @ts-expect-error not a storage class of the service
  await client.putBucket('my-bucket', { storageClass: 'Cold' });
  // @ts-expect-error a name is required
  await client.deleteBucket();
  // @ts-expect-error a name is required
  client.useBucket(undefined);
}

export async function results() {
  const listed = await client.listBuckets();
  const created = await client.putBucket('my-bucket');
  const deleted = await client.deleteBucket('my-bucket');
  // @ts-expect-error null when there are none
  listed.buckets.length;
  const names = (listed.buckets ?? []).map((bucket) => `${bucket.name} ${bucket.tag.team}`);
  return { listed, created, deleted, names };
}

type Results = Awaited<ReturnType<typeof results>>;

export type Checks = [
  Expect<Equal<Results['listed']['buckets'], OSS.Bucket[] | null>>,
  Expect<Equal<Results['listed']['nextMarker'], string | null>>,
  Expect<Equal<Results['created'], OSS.PutBucketResult>>,
  Expect<Equal<Results['created']['bucket'], string>>,
  Expect<Equal<keyof Results['deleted'], 'res'>>,
  Expect<Equal<ReturnType<OSS['getBucket']>, string | null>>,
];
