import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

import OSS = require('ali-oss-native');

declare function expectType<T>(value: T): void;

declare const client: OSS;
declare const signal: AbortSignal;
declare const kept: OSS.Checkpoint;

async function uploads(): Promise<void> {
  const options: OSS.UploadOptions = {
    parallel: 3,
    partSize: 1024 * 1024,
    checkpoint: true,
    meta: { uid: 1 },
    mime: 'text/plain',
    headers: { 'x-oss-storage-class': 'IA' },
    timeout: '60s',
    signal,
    onProgress: ({ transferred, total, rate }) => {
      expectType<number>(transferred);
      expectType<number | undefined>(total);
      expectType<number>(rate);
    },
  };
  const result = await client.upload('name', '/a/file', options);
  expectType<string>(result.etag);
  expectType<number>(result.size);
  expectType<string | undefined>(result.crc64);
  expectType<number>(result.res.status);
  await client.upload('name', Buffer.alloc(1));
  await client.upload('name', new Uint8Array(1), null);
  await client.upload('name', Readable.from(['a']), { partSize: 102_400 });
  await client.upload('name', new Blob(['a']));
  await client.upload('name', '/a/file', { checkpoint: kept });
  await client.upload('name', '/a/file', { checkpoint: '/a/folder' });
  // @ts-expect-error a number is no source
  await client.upload('name', 5);
  // @ts-expect-error a part size is a number
  await client.upload('name', '/a/file', { partSize: '1m' });
}

async function downloads(): Promise<void> {
  const result = await client.download('name', '/a/file', { versionId: null, checkpoint: true, signal });
  expectType<string>(result.path);
  expectType<number>(result.resumed);
  // @ts-expect-error a download goes to a path
  await client.download('name', Buffer.alloc(1));
  // @ts-expect-error a checkpoint object is one of an upload
  await client.download('name', '/a/file', { checkpoint: kept });
}

async function copies(): Promise<void> {
  const result = await client.copyLarge('name', '/bucket/key', { meta: { uid: 1 }, checkpoint: '/a/file' });
  expectType<string>(result.etag);
  await client.copyLarge('name', { bucket: 'bucket', name: 'key', versionId: 'CAE' });
  // @ts-expect-error there is no local file that it could be beside
  await client.copyLarge('name', 'key', { checkpoint: true });
}

async function directories(): Promise<void> {
  const context = new AsyncLocalStorage<string>();
  const { files, failed } = await client.uploadDirectory('dist', 'site', {
    include: ['**/*.html'],
    exclude: (name) => name.startsWith('.'),
    concurrency: 2,
    symlinks: 'follow',
    onProgress: ({ files: done, totalFiles }) => context.run(`${done} of ${totalFiles}`, () => undefined),
  });
  expectType<number>(failed);
  for (const file of files) {
    expectType<'done' | 'failed' | 'skipped'>(file.status);
    expectType<Error | undefined>(file.error);
  }
  await client.downloadDirectory('site/', 'dist', { checkpoint: true, exclude: '*.map' });
  // @ts-expect-error there are two ways
  await client.uploadDirectory('dist', '', { symlinks: 'copy' });
  try {
    await uploads();
  } catch (error) {
    if ((error as OSS.SourceChangedError).code === 'SourceChanged') await downloads();
  }
  await copies();
}

void directories();
