// Object calls and their results.
import OSS = require('ali-oss-native');
import fs = require('node:fs');

import type { Equal, Expect } from './expect.js';

declare const client: OSS;
declare const file: string | undefined;

export async function calls() {
  await client.put('a', Buffer.from('a'));
  await client.put('a', '/tmp/a.txt', { mime: 'text/plain', meta: { uid: 1, path: 'a' }, timeout: 1000 });
  await client.put('a', 'a.txt', { headers: { 'Cache-Control': 'no-cache', 'x-oss-tagging': 'a=b' } });
  await client.head('a', { versionId: 'v', headers: { 'If-None-Match': '"etag"' } });
  await client.delete('a', { versionId: 'v' });
  await client.list();
  await client.list(null);
  await client.list(
    { prefix: 'a/', delimiter: '/', 'max-keys': 10, marker: 'a/b', 'encoding-type': 'url' },
    {}
  );
  await client.listV2({ 'start-after': 'a', 'fetch-owner': true, 'continuation-token': null });
  await client.request({
    method: 'PUT',
    bucket: 'my-bucket',
    subres: ['acl'],
    headers: { 'x-oss-acl': 'private' },
  });

  await client.put('a', fs.createReadStream('a.txt'));
  await client.put('a', new Uint8Array(1));
  await client.put('a', new Blob(['x']), { signal: new AbortController().signal });
  await client.putStream('a', fs.createReadStream('a.txt'), { contentLength: 5 });
  // @ts-expect-error numbers are no bodies
  await client.put('a', 1);
  // @ts-expect-error a body is required
  await client.put('a');
  // @ts-expect-error keys are strings
  await client.put(1, Buffer.from('a'));
  await client.put('a', Buffer.from('a'), { callback: { url: 'http://example.com', body: '' } });
  await client.get('a', fs.createWriteStream('a.txt'));
  const { stream } = await client.getStream('a', { versionId: 'v' });
  stream.pipe(fs.createWriteStream('a.txt'));
  await client.multipartUpload('a', 'a.txt', {
    partSize: 1 << 20,
    progress: async (fraction, checkpoint) => {
      fraction.toFixed(1);
      checkpoint?.doneParts.length;
    },
  });
  // @ts-expect-error headers are an object
  await client.head('a', { headers: 'If-Match' });
  // @ts-expect-error one or two times
  await client.head('a', { timeout: [1, 2, 3] });
  // @ts-expect-error only url
  await client.list({ 'encoding-type': 'base64' });
  // @ts-expect-error null is not a query: the call would reject
  await client.listV2(null);
}

export async function results() {
  const stored = await client.put('a', Buffer.from('a'));
  const inMemory = await client.get('a');
  const withOptions = await client.get('a', { process: 'image/resize,w_200' });
  const inFile = await client.get('a', '/tmp/a', { versionId: 'v' });
  const either = await client.get('a', file);
  const headed = await client.head('a');
  const listed = await client.list();
  const listed2 = await client.listV2();
  const deleted = await client.delete('a');
  const raw = await client.request<Buffer>({ method: 'GET', bucket: 'my-bucket' });

  inMemory.content.toString('utf8');
  // @ts-expect-error the bytes are in the file
  inFile.content.length;
  // @ts-expect-error null when there is none
  headed.meta.uid;
  // @ts-expect-error null when there are none
  listed.prefixes.length;
  // @ts-expect-error nothing without a callback
  stored.data.toString();
  return { stored, inMemory, withOptions, inFile, either, headed, listed, listed2, deleted, raw };
}

type Results = Awaited<ReturnType<typeof results>>;

export type Checks = [
  Expect<Equal<keyof Results['stored'], 'name' | 'url' | 'data' | 'res'>>,
  Expect<Equal<Results['inMemory']['content'], Buffer>>,
  Expect<Equal<Results['withOptions']['content'], Buffer>>,
  Expect<Equal<Results['inFile']['content'], null>>,
  Expect<Equal<Results['either']['content'], Buffer | null>>,
  Expect<Equal<Results['headed']['meta'], Record<string, string> | null>>,
  Expect<Equal<Results['listed']['objects'][number]['owner'], OSS.OwnerType>>,
  Expect<Equal<Results['listed2']['objects'][number]['owner'], OSS.OwnerType | null>>,
  Expect<Equal<Results['listed']['prefixes'], string[] | null>>,
  Expect<Equal<Results['listed']['nextMarker'], string | null>>,
  Expect<Equal<Results['listed2']['nextContinuationToken'], string | null>>,
  Expect<Equal<Results['listed2']['keyCount'], number>>,
  Expect<Equal<keyof Results['deleted'], 'res'>>,
  Expect<Equal<Results['raw']['data'], Buffer>>,
  Expect<Equal<Results['stored']['res']['headers']['x-oss-request-id'], string | undefined>>,
  Expect<Equal<Results['stored']['res']['headers']['etag'], string | undefined>>,
  Expect<Equal<Results['stored']['res']['data'], Buffer | null>>,
  Expect<Equal<Results['stored']['res']['timing'], null>>,
];
