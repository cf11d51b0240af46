// Further calls on objects, uploads in parts, live channels, and what stands beside the operations.
import OSS = require('ali-oss-native');
import fs = require('node:fs');

import type { Readable } from 'node:stream';

import type { Equal, Expect } from './expect.js';

declare const client: OSS;

export async function calls() {
  await client.append('a', Buffer.from('a'), { position: 5, mime: 'text/plain', meta: { uid: 1 } });
  await client.append('a', 'a.txt', { position: '5' });
  await client.copy('b', 'a');
  await client.copy('b', '/other-bucket/a', {
    meta: { a: 1 },
    headers: { 'If-Match': '"etag"' },
    timeout: 1000,
  });
  await client.copy('b', 'a', 'other-bucket', { versionId: 'v' });
  await client.putMeta('a', { uid: 1, pid: 2 }, { timeout: 1000 });
  await client.deleteMulti(['a', { key: 'b', versionId: 'v' }], { quiet: true });
  await client.restore('a', { type: 'ColdArchive', Days: 3, JobParameters: 'Bulk' });
  await client.putACL('a', 'default', { versionId: 'v' });
  await client.putSymlink('a', 'b', { storageClass: 'IA', meta: { a: 1 } });
  await client.putObjectTagging('a', { team: 'x' }, { versionId: 'v' });
  await client.getBucketVersions({ prefix: 'a', keyMarker: 'b', versionIdMarker: 'c', maxKeys: 5 });
  await client.postAsyncFetch('a', 'http://example.com/a', { host: 'example.com', ignoreSameKey: false });
  await client.processObjectSave('a.jpg', 'b.jpg', 'image/resize,w_200', 'other-bucket');
  await client.uploadPart('a', 'id', 1, 'a.bin', 0, 102_400, { headers: { 'x-oss-traffic-limit': 819_200 } });
  await client.uploadPartCopy(
    'a',
    'id',
    1,
    '0-9',
    { sourceKey: 'b', sourceBucketName: 'c' },
    { versionId: 'v' }
  );
  await client.uploadPartCopy('a', 'id', 1, null, { sourceKey: 'b', sourceBucketName: 'c' });
  await client.completeMultipartUpload('a', 'id', [{ number: 1, etag: '"e"' }], {
    callback: { url: 'http://example.com', body: 'a=b' },
    progress: (fraction) => fraction.toFixed(2),
  });
  await client.abortMultipartUpload('a', 'id');
  let checkpoint: OSS.CopyCheckpoint | null | undefined;
  await client.multipartUploadCopy(
    'a',
    { sourceKey: 'b', sourceBucketName: 'c', startOffset: 0, endOffset: 204_800 },
    {
      partSize: 102_400,
      parallel: 2,
      progress: async (_fraction, reached) => {
        checkpoint = reached;
      },
    }
  );
  await client.multipartUploadCopy('a', { sourceKey: 'b', sourceBucketName: 'c' }, { checkpoint });
  await client.listParts('a', 'id', { 'max-parts': 10, 'part-number-marker': 5, 'encoding-type': 'url' });
  client.cancel({ name: 'a', uploadId: 'id' });
  await client.putChannel('c', {
    Description: 'a',
    Status: 'enabled',
    Target: { Type: 'HLS', FragDuration: 5, FragCount: 3, PlaylistName: 'p.m3u8' },
  });
  await client.listChannels({ prefix: 'c', 'max-keys': 5 });
  await client.createVod('c', 'v.m3u8', { startTime: 1, endTime: 2 });
  client.getRtmpUrl('c', { expires: 60, params: { playlistName: 'p.m3u8' } });
  client.calculatePostSignature({ expiration: 'x', conditions: [] });
  client.signPostObjectPolicyV4('{}', new Date());
  client.authorization('GET', '/b/k', { acl: null }, { 'x-oss-date': 'now' });
  client.authorizationV4('GET', { headers: { 'x-oss-date': 'now' }, queries: { a: 1 } }, 'b', 'k', ['host']);
  client.setSLDEnabled(true).useBucket('a');

  await client.append('a', fs.createReadStream('a'));
  // @ts-expect-error names are in a list
  await client.deleteMulti('a');
  // @ts-expect-error a version is of a key
  await client.deleteMulti([{ versionId: 'v' }]);
  // @ts-expect-error not an ACL of the service
  await client.putACL('a', 'secret');
  // @ts-expect-error values of tags are text
  await client.putObjectTagging('a', { a: 1 });
  // @ts-expect-error the source has a bucket
  await client.uploadPartCopy('a', 'id', 1, '0-9', { sourceKey: 'b' });
  // @ts-expect-error parts have numbers
  await client.completeMultipartUpload('a', 'id', [{ etag: 'e' }]);
  // @ts-expect-error no such tier
  await client.restore('a', { type: 'ColdArchive', JobParameters: 'Fast' });
}

export async function results() {
  const appended = await client.append('a', Buffer.from('a'));
  const copied = await client.copy('b', 'a');
  const copiedIf = await client.copy('b', 'a', { headers: { 'If-Match': '"etag"' } });
  const deleted = await client.deleteMulti(['a']);
  const versions = await client.listObjectVersions();
  const tags = await client.getObjectTagging('a');
  const acl = await client.getACL('a');
  const parts = await client.listParts('a', 'id');
  const uploads = await client.listUploads();
  const completed = await client.completeMultipartUpload('a', 'id', []);
  const streamed = await client.request({ method: 'GET', bucket: 'a', object: 'b', customResponse: true });
  const parsed = await client.parseXML<{ A: string }>('<R><A>1</A></R>');
  // @ts-expect-error null when nothing changed
  copiedIf.data.etag;
  // @ts-expect-error nothing without a callback
  completed.data.toString();
  return { streamed, appended, copied, deleted, versions, tags, acl, parts, uploads, completed, parsed };
}

type Results = Awaited<ReturnType<typeof results>>;

export type Checks = [
  Expect<Equal<Results['streamed']['res'], Readable>>,
  Expect<Equal<Results['appended']['nextAppendPosition'], string>>,
  Expect<Equal<Results['copied']['data'], OSS.ModifyData>>,
  Expect<Equal<Results['deleted']['deleted'][number]['Key'], string>>,
  Expect<Equal<Results['versions']['objects'][number]['isLatest'], boolean>>,
  Expect<Equal<Results['versions']['nextKeyMarker'], string | null>>,
  Expect<Equal<Results['tags']['tag'], Record<string, string>>>,
  Expect<Equal<Results['acl']['acl'], OSS.ACLType | 'default'>>,
  Expect<Equal<Results['parts']['parts'], OSS.ObjectPart | OSS.ObjectPart[]>>,
  Expect<Equal<Results['parts']['isTruncated'], string>>,
  Expect<Equal<Results['uploads']['isTruncated'], boolean>>,
  Expect<Equal<Results['parsed']['A'], string>>,
  Expect<Equal<ReturnType<OSS['isCancel']>, boolean | undefined>>,
  Expect<Equal<ReturnType<OSS['calculatePostSignature']>, OSS.PostObjectParams>>,
];
