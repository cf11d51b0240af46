// Uploads in parts, by the types of ali-oss.
import OSS = require('ali-oss');

declare const client: OSS;

const meta: OSS.UserMeta = { uid: 1, pid: 2 };
const callback: OSS.ObjectCallback = { url: 'https://example.com', body: 'a=b' };
const short: OSS.RequestOptions = { timeout: 1000 };
const headers: object = { 'Cache-Control': 'no-cache' };

let reached: OSS.Checkpoint | undefined;

const options: OSS.MultipartUploadOptions = {
  parallel: 4,
  partSize: 1024 * 1024,
  progress: (fraction: number, checkpoint: OSS.Checkpoint) => {
    reached = checkpoint;
    return fraction.toFixed(2);
  },
  checkpoint: undefined,
  meta,
  mime: 'text/plain',
  callback,
  headers,
  timeout: 1000,
  copyheaders: headers,
};

export async function whole(): Promise<unknown[]> {
  const result: OSS.MultipartUploadResult = await client.multipartUpload('a', '/tmp/a.bin', options);
  await client.multipartUpload('a', Buffer.from('a'), {
    progress: async (fraction, checkpoint) => [fraction, checkpoint],
  });
  await client.multipartUpload('a', 'a.bin', { checkpoint: reached, progress: () => {} });
  const source: OSS.MultipartUploadCopySourceData = {
    sourceKey: 'b',
    sourceBucketName: 'c',
    startOffset: 0,
    endOffset: 204_800,
  };
  const copied: OSS.MultipartUploadCopyResult = await client.multipartUploadCopy('a', source, options);
  await client.multipartUploadCopy('a', source, { parallel: 2, checkpoint: reached });
  await client.multipartUploadCopy('a', source);
  client.cancel({ name: 'a', uploadId: 'id', options: short });
  client.cancel();
  const stopped: string = client.isCancel() ? 'stopped' : 'under way';
  return [
    [
      result.bucket.trim(),
      result.name.trim(),
      result.etag.trim(),
      result.data?.toString(),
      result.res,
      stopped,
    ],
    [copied.bucket.trim(), copied.name.trim(), copied.etag.trim(), copied.res.rt],
  ];
}

export function kept(checkpoint: OSS.Checkpoint): string {
  const { file, name, fileSize, partSize, uploadId, doneParts } = checkpoint;
  const path: string = file;
  const done: { number: number; etag: string }[] = doneParts;
  return JSON.stringify([path, name.trim(), fileSize.toFixed(), partSize.toFixed(), uploadId.trim(), done]);
}

export async function steps(): Promise<unknown[]> {
  const beginning: OSS.InitMultipartUploadOptions = { timeout: 1000, mime: 'text/plain', meta, headers };
  const begun: OSS.InitMultipartUploadResult = await client.initMultipartUpload('a', beginning);
  const { status, size, rt } = begun.res;
  const part: OSS.UploadPartResult = await client.uploadPart(
    'a',
    begun.uploadId,
    1,
    'a.bin',
    0,
    102_400,
    short
  );
  const source = { sourceKey: 'b', sourceBucketName: 'c' };
  const copied = await client.uploadPartCopy('a', begun.uploadId, 2, '0-9', source, {
    timeout: 1000,
    headers,
  });
  const parts = [part, copied].map(({ etag }, index) => ({ number: index + 1, etag }));
  const completing: OSS.CompleteMultipartUploadOptions = { timeout: 1000, callback, headers };
  const made: OSS.CompleteMultipartUploadResult = await client.completeMultipartUpload(
    'a',
    begun.uploadId,
    parts,
    completing
  );
  await client.abortMultipartUpload('a', begun.uploadId, short);
  return [
    [begun.bucket.trim(), begun.name.trim(), status, begun.res.headers, size, rt, part.name, part.res],
    [
      copied.name.trim(),
      copied.etag.trim(),
      made.bucket,
      made.name,
      made.etag,
      made.data?.toString(),
      made.res.status,
    ],
  ];
}

export async function lists(): Promise<unknown[]> {
  const query: OSS.ListPartsQuery = { 'max-parts': 10, 'part-number-marker': 5, 'encoding-type': 'url' };
  const result: OSS.ListPartsResult = await client.listParts('a', 'id', query, short);
  const parts: OSS.ObjectPart[] = [result.parts].flat();
  const numbers = [Number(result.nextPartNumberMarker), Number(result.maxParts)];
  const more = String(result.isTruncated) === 'true';
  const page: OSS.ListUploadsQuery = {
    prefix: 'a',
    'max-uploads': 10,
    'key-marker': 'b',
    'upload-id-marker': 'id',
  };
  const listed: OSS.ListUploadsResult = await client.listUploads(page, short);
  const uploads = listed.uploads.map((one: OSS.Upload) => [
    one.name.trim(),
    one.uploadId.trim(),
    new Date(one.initiated),
  ]);
  return [
    [
      parts.map(({ ETag, LastModified, PartNumber }) => [
        ETag.trim(),
        new Date(LastModified),
        Number(PartNumber),
      ]),
      uploads,
      numbers,
      more,
      listed.res,
    ],
    [result.uploadId.trim(), result.bucket.trim(), result.name.trim(), result.res.status],
    [listed.bucket.trim(), listed.nextKeyMarker, listed.nextUploadIdMarker, listed.isTruncated],
  ];
}
