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
