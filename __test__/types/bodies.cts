// How bodies move: progress, and what gives a call up.
import OSS = require('ali-oss-native');

import type { PassThrough } from 'node:stream';

import type { Equal, Expect } from './expect.js';

declare const client: OSS;
declare const target: PassThrough;

export async function progress() {
  const onProgress = (told: OSS.TransferProgress) => {
    type _Total = Expect<Equal<typeof told.total, number | undefined>>;
    console.log(told.total === undefined ? told.transferred : told.transferred / told.total, told.rate);
  };
  await client.put('a', Buffer.from('a'), { onProgress });
  await client.putStream('a', new Blob(['a']), { onProgress });
  await client.append('a', 'a.txt', { onProgress });
  await client.get('a', { onProgress });
  await client.get('a', 'a.txt', { onProgress });
  await client.get('a', target, { onProgress });
  await client.getStream('a', { onProgress });
  await client.uploadPart('a', 'id', 1, 'a.bin', 0, 102_400, { onProgress });
  await client.multipartUpload('a', 'a.bin', { onProgress, parallel: 2 });
  await client.request({ method: 'GET', bucket: 'b', object: 'a', onProgress });
  // @ts-expect-error: a function
  await client.put('a', 'a.txt', { onProgress: true });
}

export async function sources(view: Uint8Array, response: Response, web: ReadableStream, blob: Blob) {
  for (const source of [view, view.buffer as ArrayBuffer, response, web, blob, 'a.bin', Buffer.from('a')]) {
    await client.put('a', source);
    await client.append('a', source, { position: 1, previousCrc64: '11051210869376104954' });
  }
  await client.uploadPart('a', 'id', 1, view, 0, 10);
  await client.multipartUpload('a', view);
  await client.append('a', 'a.txt', { position: 1, previousCrc64: 1n });
  // @ts-expect-error: a checksum is no number of JavaScript
  await client.append('a', 'a.txt', { position: 1, previousCrc64: 1 });
}

export async function deadlines() {
  const limited = new OSS({ accessKeyId: 'id', accessKeySecret: 'secret', deadline: 5000 });
  await limited.get('a', { deadline: 100 });
  await limited.getBucketInfo('b', { deadline: 100 });
  // @ts-expect-error: a number of milliseconds
  await limited.get('a', { deadline: '5s' });
  try {
    await limited.put('a', 'a.txt');
  } catch (error) {
    const { code } = error as OSS.DeadlineError | OSS.EntityTooLargeError;
    type _Code = Expect<Equal<typeof code, 'DeadlineError' | 'EntityTooLarge'>>;
  }
}

export async function lists(signal: AbortSignal) {
  for await (const object of client.listAll({ prefix: 'a/', 'fetch-owner': true }, { signal })) {
    type _Object = Expect<Equal<typeof object, OSS.ObjectMeta>>;
  }
  for await (const item of client.listAll({ delimiter: '/' })) {
    console.log('prefix' in item ? item.prefix : item.size);
  }
  for await (const version of client.listVersionsAll()) {
    if (version.isDeleteMarker) console.log(version.isLatest);
    else console.log(version.size);
  }
  for await (const { name, uploadId } of client.listUploadsAll({ prefix: 'a' })) {
    for await (const part of client.listPartsAll(name, uploadId)) console.log(part.PartNumber, part.Size);
  }
  const there: boolean = await client.exists('a', { versionId: 'v' });
  const { deleted } = await client.deletePrefix('a/', {
    dryRun: there,
    versions: true,
    concurrency: 2,
    signal,
  });
  type _Deleted = Expect<Equal<typeof deleted, OSS.DeletedObject[]>>;
  // @ts-expect-error: a prefix is asked for
  await client.deletePrefix();
}
