// Objects, their lists and their addresses, by the types of ali-oss.
import OSS = require('ali-oss');
import fs = require('node:fs');

declare const client: OSS;

const meta: OSS.UserMeta = { uid: 1, pid: 2, path: 'a' };
const callback: OSS.ObjectCallback = {
  url: 'https://example.com',
  host: 'example.com',
  body: 'key=$' + '{object}',
  contentType: 'application/json',
  customValue: { mine: 1 },
};
interface Caching {
  'Cache-Control': string;
}
const headers: Caching = { 'Cache-Control': 'no-cache' };
const short: OSS.RequestOptions = { timeout: 1000 };

export async function stored(): Promise<unknown[]> {
  const options: OSS.PutObjectOptions = { timeout: 1000, mime: 'text/plain', meta, callback, headers };
  const uid: string | number | undefined = meta.uid;
  const result: OSS.PutObjectResult = await client.put('a', Buffer.from('a'), options);
  await client.put('a', '/tmp/a.txt');
  await client.put('a', fs.createReadStream('a'));
  const streaming: OSS.PutStreamOptions = {
    contentLength: 1,
    timeout: 1000,
    mime: 'text/plain',
    meta,
    callback,
    headers,
  };
  const streamed = await client.putStream('a', fs.createReadStream('a'), streaming);
  const appending: OSS.AppendObjectOptions = {
    position: '0',
    timeout: 1000,
    mime: 'text/plain',
    meta,
    headers,
  };
  const first: OSS.AppendObjectResult = await client.append('a', Buffer.from('a'), appending);
  const second = await client.append('a', 'a.txt', { position: first.nextAppendPosition });
  return [
    [
      uid,
      result.name.trim(),
      result.url.trim(),
      result.data?.toString(),
      result.res,
      streamed.name.trim(),
      streamed.res,
    ],
    [first.name, first.url.trim(), first.res.status, second.nextAppendPosition.trim()],
  ];
}

export async function fetched(): Promise<unknown[]> {
  const options: OSS.GetObjectOptions = { timeout: 1000, process: 'image/resize,w_200', headers };
  const result: OSS.GetObjectResult = await client.get('a', undefined, options);
  const text: string = result.content.toString();
  const plain = await client.get('a');
  const same: boolean = Buffer.isBuffer(plain.content);
  await client.get('a', '/tmp/a.txt', options);
  await client.get('a', fs.createWriteStream('a'));
  const streaming: OSS.GetStreamOptions = { timeout: 1000, process: 'image/resize,w_200', headers };
  const streamed: OSS.GetStreamResult = await client.getStream('a', streaming);
  streamed.stream.pipe(fs.createWriteStream('b'));
  const heading: OSS.HeadObjectOptions = { timeout: 1000, headers };
  const head: OSS.HeadObjectResult = await client.head('a', heading);
  const size: unknown = head.meta?.size;
  return [text, same, result.res, streamed.res.status, head.status.toFixed(), head.res, size];
}

export async function changed(): Promise<unknown[]> {
  const deleted: OSS.DeleteResult = await client.delete('a', short);
  const many: OSS.DeleteMultiOptions = { quiet: true, timeout: 1000 };
  const multi: OSS.DeleteMultiResult = await client.deleteMulti(['a', 'b'], many);
  const copying: OSS.CopyObjectOptions = { timeout: 1000, meta, headers };
  await client.copy('a', 'b', copying);
  await client.copy('a', 'b', 'a-bucket', copying);
  const copied: OSS.CopyAndPutMetaResult = await client.copy('a', 'b', { timeout: 1000, meta });
  const data: OSS.ModifyData = copied.data;
  const renewed = await client.putMeta('a', meta, short);
  await client.putACL('a', 'private', short);
  const acl: OSS.GetACLResult = await client.getACL('a', short);
  await client.restore('a', short);
  const linking: OSS.PutSymlinkOptions = { storageClass: 'IA', meta, headers };
  const linked = await client.putSymlink('a', 'b', linking);
  const link = await client.getSymlink('a', { versionId: 'v', timeout: 1000, headers });
  return [
    [
      deleted.res,
      multi.res,
      multi.deleted?.length,
      data.etag.trim(),
      data.lastModified.trim(),
      copied.res,
      renewed.data.etag,
    ],
    [acl.acl, acl.res.status, linked.res.status, link.targetName.trim(), link.res.status],
  ];
}

export async function listed(): Promise<unknown[]> {
  const query: OSS.ListObjectsQuery = {
    prefix: 'a',
    marker: 'b',
    delimiter: '/',
    'max-keys': 10,
    'encoding-type': 'url',
  };
  const result: OSS.ListObjectResult = await client.list(query, short);
  await client.list(null, {});
  const query2: OSS.ListV2ObjectsQuery = {
    prefix: 'a',
    'continuation-token': 'token',
    delimiter: '/',
    'max-keys': '10',
    'start-after': 'b',
    'fetch-owner': true,
    'encoding-type': '',
  };
  const result2: OSS.ListV2ObjectResult = await client.listV2(query2, short);
  const folders: string[] = [...(result.prefixes ?? []), ...(result2.prefixes ?? [])];
  const next: (string | null)[] = [result.nextMarker, result2.nextContinuationToken];
  const objects: OSS.ObjectMeta[] = [...result.objects, ...result2.objects];
  const count: number = result2.keyCount;
  return [
    objects.map(told),
    folders,
    next,
    result.isTruncated,
    result.res,
    result2.isTruncated,
    count,
    result2.res,
  ];
}

function told(object: OSS.ObjectMeta): unknown[] {
  const { name, url, lastModified, etag, type, size, storageClass, owner } = object;
  const holder: OSS.OwnerType | undefined = owner ?? undefined;
  return [
    [name.trim(), url.trim(), lastModified.trim(), etag.trim(), type.trim(), size.toFixed(), storageClass],
    [holder?.id.trim(), holder?.displayName.trim()],
  ];
}

export async function addresses(): Promise<string[]> {
  const method: OSS.HTTPMethods = 'PUT';
  const response: OSS.ResponseHeaderType = {
    'content-type': 'text/plain',
    'content-disposition': 'attachment',
    'cache-control': 'no-cache',
  };
  const subResource: object = { 'x-oss-process': 'image/resize,w_200' };
  const options: OSS.SignatureUrlOptions = {
    expires: 60,
    method,
    'Content-Type': 'text/plain',
    process: 'image/resize,w_200',
    trafficLimit: 819_200,
    subResource,
    response,
    callback,
  };
  const queries: object = { a: 1 };
  return [
    client.signatureUrl('a', options),
    await client.asyncSignatureUrl('a', options),
    await client.signatureUrlV4(method, 60, { headers, queries }, 'a', ['host']),
    await client.signatureUrlV4('GET', 60, undefined, 'a'),
    client.getObjectUrl('a', 'https://example.com'),
    client.generateObjectUrl('a', 'https://example.com'),
    form(client.calculatePostSignature({ expiration: '2026-12-01T12:00:00.000Z', conditions: [] })),
    form(client.calculatePostSignature('{}')),
  ];
}

function form(fields: OSS.PostObjectParams): string {
  return fields.policy.trim() + fields.OSSAccessKeyId.trim() + fields.Signature.trim();
}

export function response(res: OSS.NormalSuccessResponse): string {
  const all: object = res.headers;
  return `${res.status.toFixed()} ${res.size.toFixed()} ${res.rt.toFixed()} ${Object.keys(all)}`;
}
