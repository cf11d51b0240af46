/// <reference types="node" />

import type { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export = OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service). `new` may be left out.
 *
 * @throws {Error} when an option is missing or malformed
 */
declare function OSS(options: OSS.Options | OSS.ClientOptions, ctx?: unknown): OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service).
 *
 * Methods that send a request are asynchronous, and reject with one of the `OSS.*Error` types. None changes its arguments.
 *
 * @example
 * const client = new OSS({ region: 'oss-cn-hangzhou', accessKeyId, accessKeySecret, bucket: 'my-bucket' });
 * await client.put('hello.txt', Buffer.from('hello'));
 */
// biome-ignore lint/suspicious/noRedeclare: called with and without `new`
declare class OSS {
  /** @throws {Error} when an option is missing or malformed */
  constructor(options: OSS.Options | OSS.ClientOptions, ctx?: unknown);

  /** The options in use. Live: a change takes effect at the next call. Holds the keys that were given: do not log it. */
  options: OSS.ClientOptions;
  /** The second argument of the constructor, kept and not used. */
  ctx: unknown;
  /** Sent as `User-Agent`. */
  userAgent: string;
  /** When the STS token was last refreshed, or the client made. */
  stsTokenFreshTime: Date;

  /**
   * Lists a page of the account's buckets (GetService), in the order of their names.
   *
   * @param query at most 100 buckets unless `max-keys` says otherwise
   */
  listBuckets(
    query?: OSS.ListBucketsQueryType,
    options?: OSS.ListBucketsOptions
  ): Promise<OSS.ListBucketsResult>;

  /**
   * Creates a bucket (PutBucket). Creating one's own bucket again is no error.
   *
   * Rejects with `BucketAlreadyExistsError` when the name is another account's, or the storage class differs.
   *
   * @param name 3 to 63 of `a-z 0-9 -`, a letter or digit first and last
   */
  putBucket(name: string, options?: OSS.PutBucketOptions): Promise<OSS.PutBucketResult>;

  /** Deletes an empty bucket; rejects with `BucketNotEmptyError` or `NoSuchBucketError`. */
  deleteBucket(name: string, options?: OSS.RequestOptions): Promise<OSS.EmptyResult>;

  /**
   * Chooses the bucket of the object calls that follow.
   *
   * @throws {Error} `The bucket must be conform to the specifications`
   */
  useBucket(name: string): this;

  /** Same as `useBucket`. */
  setBucket(name: string): this;

  /** The bucket of object calls. */
  getBucket(): string | null;

  /**
   * Stores an object (PutObject), in place of one that has the name. At most 5 GB, in one request.
   *
   * The reply's CRC-64 is compared unless `crc64: false`. A Buffer above 256 KiB is read in place: do not change its bytes
   * before the promise settles, and note that it cannot be transferred to a worker any more (`zeroCopy: false` copies).
   *
   * @param name the key: 1 to 1,023 bytes of UTF-8; leading slashes are removed
   * @param file the content, the path of a regular file, or a stream (see `putStream`)
   */
  put(name: string, file: OSS.PutSource, options?: OSS.PutStreamOptions): Promise<OSS.PutObjectResult>;

  /**
   * Stores what a stream brings (PutObject), in one request of at most 5 GB. Its bytes are taken no faster than they are
   * sent, and it is destroyed when the request fails. A stream cannot be sent twice, so nothing is repeated.
   *
   * @param options `contentLength`: the number of bytes; without it the body is sent in chunks. A stream that brings more or
   *   fewer fails with a `ResponseError`, and nothing is stored.
   * @throws ResponseError when the stream fails; its error is the `cause`
   */
  putStream(
    name: string,
    stream: OSS.StreamSource,
    options?: OSS.PutStreamOptions | null
  ): Promise<OSS.PutObjectResult>;

  /**
   * Fetches an object (GetObject) into memory; rejects with `NoSuchKeyError` when there is none.
   *
   * A reply with `Content-Encoding: gzip` or `deflate` is inflated. The CRC-64 of whole bodies is checked.
   */
  get(
    name: string,
    file?: null | undefined,
    options?: OSS.GetObjectOptions | null
  ): Promise<OSS.GetObjectResult<Buffer>>;
  get(name: string, options: OSS.GetObjectOptions): Promise<OSS.GetObjectResult<Buffer>>;
  /**
   * Fetches an object (GetObject) into a file, which is replaced only by a complete download.
   *
   * @param file path of the file
   */
  get(name: string, file: string, options?: OSS.GetObjectOptions | null): Promise<OSS.GetObjectResult<null>>;
  /**
   * Fetches an object (GetObject) into a stream, which is ended after the last byte and destroyed when the download fails. A
   * reply that is an error never reaches it.
   */
  get(
    name: string,
    stream: NodeJS.WritableStream,
    options?: OSS.GetObjectOptions | null
  ): Promise<OSS.GetObjectResult<null>>;
  get(
    name: string,
    file: string | NodeJS.WritableStream | OSS.GetObjectOptions | null | undefined,
    options?: OSS.GetObjectOptions | null
  ): Promise<OSS.GetObjectResult<Buffer | null>>;

  /**
   * Fetches an object (GetObject) as a stream; `stream` is a `Readable` of Node.js. Its CRC-64 is checked at the end of a
   * whole object: a wrong one, and a body that breaks off, destroy the stream with an error. The connection is free again
   * after the last byte; a stream that is not wanted any more should be destroyed.
   */
  getStream(name: string, options?: OSS.GetStreamOptions | null): Promise<OSS.GetStreamResult>;

  /**
   * Whether there is an object of this name (HeadObject), or this version of it. A delete marker is none.
   *
   * Rejects with `NoSuchBucketError` when the bucket is missing, and with `AccessDeniedError` when it must not be known.
   */
  exists(name: string, options?: OSS.HeadObjectOptions | null): Promise<boolean>;

  /**
   * Deletes all objects whose keys begin with `prefix`: lists them (ListObjectsV2, or ListObjectVersions with `versions`), and
   * deletes up to 1,000 by one request (DeleteMultipleObjects). What is stored meanwhile may be deleted or not.
   *
   * An error has as `deleted` what is gone already. With `dryRun` nothing is deleted.
   *
   * @param prefix not empty, unless `everything` is true
   * @returns what was deleted, or with `dryRun` would have been, in no order
   */
  deletePrefix(prefix: string, options?: OSS.DeletePrefixOptions | null): Promise<OSS.DeletePrefixResult>;

  /**
   * Iterates over all objects (ListObjectsV2) in the byte order of their keys. The next page is on its way while one is
   * consumed; leaving the loop gives it up. `signal`, `deadline` and `timeout` count for the request of each page. With a
   * `delimiter` what it cuts off comes as `{ prefix }`, each in its place.
   *
   * @example
   * for await (const { name, size } of client.listAll({ prefix: 'photos/' })) console.log(name, size);
   */
  listAll(
    query: OSS.ListAllQuery & { delimiter: string },
    options?: OSS.ObjectRequestOptions | null
  ): AsyncGenerator<OSS.ObjectMeta | OSS.CommonPrefix, void, void>;
  listAll(
    query?: (OSS.ListAllQuery & { delimiter?: undefined }) | null,
    options?: OSS.ObjectRequestOptions | null
  ): AsyncGenerator<OSS.ObjectMeta, void, void>;

  /**
   * Iterates over all versions and delete markers (ListObjectVersions): keys in byte order, those of a key from the newest
   * on. Otherwise as `listAll`.
   */
  listVersionsAll(
    query: OSS.ListVersionsAllQuery & { delimiter: string },
    options?: OSS.ObjectRequestOptions | null
  ): AsyncGenerator<OSS.ListedVersion | OSS.CommonPrefix, void, void>;
  listVersionsAll(
    query?: (OSS.ListVersionsAllQuery & { delimiter?: undefined }) | null,
    options?: OSS.ObjectRequestOptions | null
  ): AsyncGenerator<OSS.ListedVersion, void, void>;

  /** Iterates over all uploads in parts that are under way (ListMultipartUploads). Otherwise as `listAll`. */
  listUploadsAll(
    query?: OSS.ListUploadsAllQuery | null,
    options?: OSS.RequestOptions | null
  ): AsyncGenerator<OSS.Upload, void, void>;

  /** Iterates over all parts of an upload (ListParts), by their numbers. Otherwise as `listAll`. */
  listPartsAll(
    name: string,
    uploadId: string,
    query?: OSS.ListPartsAllQuery | null,
    options?: OSS.RequestOptions | null
  ): AsyncGenerator<OSS.ObjectPart, void, void>;

  /** Fetches an object's headers and metadata (HeadObject); rejects with `NoSuchKeyError` when there is none. */
  head(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.HeadObjectResult>;

  /** Deletes an object, or one version of it (DeleteObject). That there is none is no error. */
  delete(name: string, options?: OSS.DeleteObjectOptions): Promise<OSS.EmptyResult>;

  /**
   * Lists a page of the bucket's objects (GetBucket), in the byte order of their keys: at most 100 unless `max-keys` says
   * otherwise. The next page begins at `{ marker: result.nextMarker }`.
   */
  list(
    query?: OSS.ListObjectsQuery | null,
    options?: OSS.ObjectRequestOptions
  ): Promise<OSS.ListObjectResult>;

  /**
   * Lists a page of the bucket's objects (GetBucketV2). The next page is asked for with
   * `{ 'continuation-token': result.nextContinuationToken }`.
   */
  listV2(
    query?: OSS.ListV2ObjectsQuery,
    options?: OSS.ObjectRequestOptions
  ): Promise<OSS.ListObjectsV2Result>;

  /**
   * A URL, signed with V1, for a request that anyone may make until it expires.
   *
   * @param strictObjectNameValidation refuse names that start with `?`; true
   * @throws {Error} `can not get the object URL when endpoint is IP`, `Invalid object name <name>`
   */
  signatureUrl(name: string, options?: OSS.SignatureUrlOptions, strictObjectNameValidation?: boolean): string;

  /** `signatureUrl`, after a refresh of the STS token if one is due. */
  asyncSignatureUrl(
    name: string,
    options?: OSS.SignatureUrlOptions,
    strictObjectNameValidation?: boolean
  ): Promise<string>;

  /**
   * A URL, signed with V4, for a request that anyone may make until it expires. The STS token is refreshed first, if due.
   *
   * @param expires seconds, 1 to 604,800 (seven days)
   * @param request headers that the request must carry, and further query parameters (`null`: a name without value)
   * @param objectName the key, as it is; without one the URL is of the bucket
   * @param additionalHeaders names of headers to sign beside `Content-Type`, `Content-MD5` and `x-oss-*`
   */
  signatureUrlV4(
    method: OSS.HTTPMethods,
    expires: number,
    request?: OSS.SignatureUrlV4Request | null,
    objectName?: string,
    additionalHeaders?: readonly string[]
  ): Promise<string>;

  // Objects

  /**
   * Adds to the end of an appendable object, or makes one (AppendObject).
   *
   * Rejects with `PositionNotEqualToLengthError` when the object does not end at `position`. Never repeated once bytes have
   * been sent, as the service might have them.
   */
  append(
    name: string,
    file: OSS.PutSource,
    options?: OSS.AppendObjectOptions | null
  ): Promise<OSS.AppendObjectResult>;

  /**
   * Copies an object inside the service (CopyObject): at most 1 GB, and within one region.
   *
   * Metadata and headers go along, unless `meta` or one of `Content-Type`, `Content-Encoding`, `Content-Language`,
   * `Content-Disposition`, `Cache-Control` and `Expires` is given: then only what is given counts. Each header is sent
   * with `x-oss-copy-source-` before its name too, so `If-Match` is a condition on the source.
   *
   * @param sourceName a key of the client's bucket, or `/bucket/key`
   */
  copy(
    name: string,
    sourceName: string,
    options?: OSS.CopyObjectOptions | null
  ): Promise<OSS.CopyAndPutMetaResult>;
  copy(
    name: string,
    sourceName: string,
    sourceBucket: string | undefined,
    options?: OSS.CopyObjectOptions | null
  ): Promise<OSS.CopyAndPutMetaResult>;

  /** Replaces the metadata of an object, by copying it onto itself. Its content type and other headers go with it. */
  putMeta(
    name: string,
    meta?: OSS.UserMeta | null,
    options?: OSS.PutMetaOptions | null
  ): Promise<OSS.CopyAndPutMetaResult>;

  /**
   * Deletes objects (DeleteMultipleObjects). That there is none is no error.
   *
   * More than 1,000 are deleted by several requests, one after the other. When a later one fails, its error has as `deleted`
   * what those before it have deleted.
   */
  deleteMulti(
    names: readonly (string | OSS.ObjectVersion)[],
    options?: OSS.DeleteMultiOptions
  ): Promise<OSS.DeleteMultiResult>;

  /** Fetches size, entity tag and time of an object (GetObjectMeta), in the headers of `res`. */
  getObjectMeta(name: string, options?: OSS.HeadObjectOptions | null): Promise<OSS.StatusResult>;

  /**
   * Makes an archived object readable for some days (RestoreObject). It takes a minute to two days, by storage class and tier.
   *
   * Rejects with `RestoreAlreadyInProgressError` while it does, and, as in ali-oss, for an object that has been restored.
   */
  restore(name: string, options?: OSS.RestoreObjectOptions | null): Promise<OSS.EmptyResult>;

  /** Sets who may do what with an object (PutObjectACL). */
  putACL(
    name: string,
    acl: OSS.ObjectACLType,
    options?: OSS.HeadObjectOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Tells who may do what with an object (GetObjectACL). */
  getACL(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.GetACLResult>;

  /** Makes an object that stands for another one of the bucket (PutSymlink), which need not be there. */
  putSymlink(
    name: string,
    targetName: string,
    options?: OSS.PutSymlinkOptions | null
  ): Promise<OSS.EmptyResult>;

  /** The key that a symbolic link stands for (GetSymlink). */
  getSymlink(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.GetSymlinkResult>;

  /**
   * Replaces the tags of an object (PutObjectTagging): at most 10, keys up to 128 and values up to 256 characters.
   *
   * @param tag values by key; a value cannot be empty
   */
  putObjectTagging(
    name: string,
    tag: Record<string, string>,
    options?: OSS.HeadObjectOptions
  ): Promise<OSS.StatusResult>;

  /** The tags of an object (GetObjectTagging). */
  getObjectTagging(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.TaggingResult>;

  /** Takes the tags of an object away (DeleteObjectTagging). */
  deleteObjectTagging(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.StatusResult>;

  /**
   * Lists a page of the versions of the bucket's objects (ListObjectVersions): keys in byte order, of each the newest first.
   * At most 100 unless `maxKeys` says otherwise. The next page begins at
   * `{ keyMarker: result.nextKeyMarker, versionIdMarker: result.nextVersionIdMarker }`.
   */
  getBucketVersions(
    query?: OSS.ListObjectVersionsQuery,
    options?: OSS.ObjectRequestOptions
  ): Promise<OSS.ListObjectVersionsResult>;

  /** Same as `getBucketVersions`. */
  listObjectVersions(
    query?: OSS.ListObjectVersionsQuery,
    options?: OSS.ObjectRequestOptions
  ): Promise<OSS.ListObjectVersionsResult>;

  /** Orders the service to fetch an object from elsewhere (PostAsyncFetchTask). */
  postAsyncFetch(
    object: string,
    url: string,
    options?: OSS.PostAsyncFetchOptions
  ): Promise<OSS.PostAsyncFetchResult>;

  /** What has become of an order of `postAsyncFetch` (GetAsyncFetchTask). */
  getAsyncFetch(taskId: string, options?: OSS.ObjectRequestOptions): Promise<OSS.GetAsyncFetchResult>;

  /**
   * Processes an image and stores what comes out of it.
   *
   * @param process `image/resize,w_200`
   * @param targetBucket the client's bucket unless given
   */
  processObjectSave(
    sourceObject: string,
    targetObject: string,
    process: string,
    targetBucket?: string
  ): Promise<OSS.StatusResult>;

  /**
   * The address of an object below the endpoint, which does not name the bucket, or below `baseUrl`. Unsigned.
   *
   * @throws {Error} `can not get the object URL when endpoint is IP`
   */
  getObjectUrl(name: string, baseUrl?: string): string;

  /**
   * The address of an object below the bucket's host, or below `baseUrl`. Unsigned.
   *
   * @throws {Error} `can not get the object URL when endpoint is IP`
   */
  generateObjectUrl(name: string, baseUrl?: string): string;

  /**
   * The form fields with which a browser may upload what a policy allows (PostObject), signed with V1.
   *
   * @param policy `{ expiration: '2026-12-01T12:00:00.000Z', conditions: [['content-length-range', 0, 1024]] }`, or its JSON
   * @throws {Error} `policy must be JSON string or Object`
   */
  calculatePostSignature(policy: object | string): OSS.PostObjectParams;

  /**
   * The form field `x-oss-signature` of a policy, signed with V4.
   *
   * @param date that of the form field `x-oss-date`
   */
  signPostObjectPolicyV4(policy: object | string, date: Date | number | string): string;

  // Uploads in parts

  /** Begins an upload in parts (InitiateMultipartUpload). Metadata and headers are those of the object to come. */
  initMultipartUpload(
    name: string,
    options?: OSS.InitMultipartUploadOptions | null
  ): Promise<OSS.InitMultipartUploadResult>;

  /**
   * Uploads a part (UploadPart): 100 KiB to 5 GB, the last one also less. A part that is there under the number is replaced.
   *
   * @param partNo 1 to 10,000
   * @param file a Buffer, a Blob or the path of a file, of which the bytes from `start` up to, but without, `end` are sent; or
   *   a stream that brings just as many
   */
  uploadPart(
    name: string,
    uploadId: string,
    partNo: number,
    file: OSS.MultipartSource | OSS.StreamSource,
    start: number,
    end: number,
    options?: OSS.UploadPartOptions | null
  ): Promise<OSS.UploadPartResult>;

  /**
   * Makes a part of a range of another object, inside the service (UploadPartCopy).
   *
   * @param range `0-102399`; the whole object unless given
   */
  uploadPartCopy(
    name: string,
    uploadId: string,
    partNo: number,
    range: string | null | undefined,
    sourceData: OSS.MultipartUploadCopySourceData,
    options?: OSS.UploadPartCopyOptions
  ): Promise<OSS.UploadPartResult>;

  /**
   * Makes an object of the parts that were uploaded (CompleteMultipartUpload).
   *
   * @param parts in any order; of those with one number the first counts
   */
  completeMultipartUpload(
    name: string,
    uploadId: string,
    parts: readonly OSS.UploadedPart[],
    options?: OSS.CompleteMultipartUploadOptions | null
  ): Promise<OSS.CompleteMultipartUploadResult>;

  /**
   * Gives up an upload in parts, and its parts with it (AbortMultipartUpload). Uploads of this client that are under way stop,
   * as after `cancel()`.
   */
  abortMultipartUpload(
    name: string,
    uploadId: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /**
   * Uploads a file of any size (up to 48.8 TB) in parts, several at a time; the bytes of a file do not enter JavaScript.
   * What is smaller than 100 KiB is put in one request.
   *
   * `cancel` stops all uploads of the client, which reject with an error named `cancel`.
   *
   * @param file a Buffer, a Blob or File, or the path of a file
   * @throws {Error} `Failed to upload some parts with error: … part_num: …`, with `partNum`
   */
  multipartUpload(
    name: string,
    file: OSS.MultipartSource,
    options?: OSS.MultipartUploadOptions | null
  ): Promise<OSS.CompleteMultipartUploadResult>;

  /**
   * Copies an object of any size, or a range of one of at least 100 KiB, in parts, inside the service.
   *
   * Rejects with `copySize must not be smaller than 102400`, `partSize must not be smaller than 102400`, with an error named
   * `cancel` after `cancel()`, with one named `abort` when the upload is gone, and with that of the first part that fails.
   */
  multipartUploadCopy(
    name: string,
    sourceData: OSS.MultipartUploadCopySourceData,
    options?: OSS.MultipartUploadCopyOptions
  ): Promise<OSS.CompleteMultipartUploadResult>;

  /** Lists a page of the uploads that are under way (ListMultipartUploads). */
  listUploads(
    query?: OSS.ListUploadsQuery | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.ListUploadsResult>;

  /** Lists a page of the parts of an upload (ListParts). What the service says stays text; a single part is no array. */
  listParts(
    name: string,
    uploadId: string,
    query?: OSS.ListPartsQuery | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.ListPartsResult>;

  /** Stops the uploads in parts of this client, all of them. With `abort`, one's parts are thrown away, without waiting. */
  cancel(abort?: OSS.AbortTarget): void;

  /** Whether `cancel` was called; undefined before the first upload. */
  isCancel(): boolean | undefined;

  /** Lets uploads go on. */
  resetCancelFlag(): void;

  // Settings of a bucket

  /** Sets who may do what with a bucket (PutBucketACL). As in ali-oss, the headers of the options are not sent. */
  putBucketACL(
    name: string,
    acl: OSS.ACLType,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.PutBucketResult>;

  /** Tells who may do what with a bucket (GetBucketACL). */
  getBucketACL(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketACLResult>;

  /**
   * What the service tells of a bucket (GetBucketInfo): owner, location, storage class, endpoints and more, all as text.
   *
   * @param name the client's bucket unless given
   */
  getBucketInfo(name?: string | null, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketInfoResult>;

  /**
   * The region of a bucket (GetBucketLocation): `oss-cn-hangzhou`.
   *
   * @param name the client's bucket unless given
   */
  getBucketLocation(
    name?: string | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketLocationResult>;

  /**
   * How much a bucket holds (GetBucketStat); about an hour old. Numbers come as text.
   *
   * @param name the client's bucket unless given
   */
  getBucketStat(name?: string | null, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketStatResult>;

  /** Has the requests to a bucket written into objects of its own, hourly (PutBucketLogging). */
  putBucketLogging(
    name: string,
    prefix?: string | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Whether requests are written down, and under which prefix (GetBucketLogging). */
  getBucketLogging(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketLoggingResult>;

  /** Ends the writing down of requests (DeleteBucketLogging). */
  deleteBucketLogging(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Makes a bucket serve a web site (PutBucketWebsite).
   *
   * Rejects with `RoutingRules must be Array`.
   */
  putBucketWebsite(
    name: string,
    config?: OSS.PutBucketWebsiteConfig,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** The web site of a bucket (GetBucketWebsite); rejects with `NoSuchWebsiteConfigurationError` when it is none. */
  getBucketWebsite(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketWebsiteResult>;

  /** Ends the web site of a bucket (DeleteBucketWebsite). */
  deleteBucketWebsite(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /** Sets from which pages the objects of a bucket may be linked (PutBucketReferer). */
  putBucketReferer(
    name: string,
    allowEmpty: boolean,
    referers?: readonly string[] | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** From which pages the objects of a bucket may be linked (GetBucketReferer). */
  getBucketReferer(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketRefererResult>;

  /** Lets all pages link the objects of a bucket (PutBucketReferer with an empty list). */
  deleteBucketReferer(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Sets which sites may use a bucket from a browser (PutBucketCors).
   *
   * Rejects with an `AssertionError`: `rules is required`, `allowedOrigin is required`, `allowedMethod is required`.
   */
  putBucketCORS(
    name: string,
    rules: readonly OSS.CORSRule[],
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Which sites may use a bucket from a browser (GetBucketCors). What is there once is a text, what is repeated an array. */
  getBucketCORS(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketCORSResult>;

  /** Lets no other site use a bucket from a browser (DeleteBucketCors). */
  deleteBucketCORS(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Sets when objects of a bucket change their storage class or are deleted (PutBucketLifecycle), in place of the rules before.
   *
   * Rejects with a plain `Error` that names what is wrong with a rule: `Rule must includes prefix`.
   */
  putBucketLifecycle(
    name: string,
    rules: readonly OSS.LifecycleRule[],
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** The lifecycle rules of a bucket (GetBucketLifecycle). Numbers come as text. */
  getBucketLifecycle(
    name: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketLifecycleResult>;

  /** Takes the lifecycle rules of a bucket away (DeleteBucketLifecycle). */
  deleteBucketLifecycle(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Sets the policy of a bucket (PutBucketPolicy): what others may do with it.
   *
   * Rejects with `policy is not Object`.
   */
  putBucketPolicy(
    name: string,
    policy: object,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** The policy of a bucket (GetBucketPolicy); null when there is none (404). */
  getBucketPolicy(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketPolicyResult>;

  /** Takes the policy of a bucket away (DeleteBucketPolicy). */
  deleteBucketPolicy(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /** Sets how new objects of a bucket are encrypted (PutBucketEncryption). */
  putBucketEncryption(
    name: string,
    options?: OSS.PutBucketEncryptionOptions | null
  ): Promise<OSS.StatusResult>;

  /** How new objects of a bucket are encrypted (GetBucketEncryption). */
  getBucketEncryption(name: string): Promise<OSS.GetBucketEncryptionResult>;

  /** Ends the encryption of new objects of a bucket (DeleteBucketEncryption). */
  deleteBucketEncryption(name: string): Promise<OSS.StatusResult>;

  /**
   * Replaces the tags of a bucket (PutBucketTags): at most 20, keys up to 64 and values up to 128 characters.
   *
   * @param tag values by key
   */
  putBucketTags(
    name: string,
    tag: Record<string, string>,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** The tags of a bucket (GetBucketTags). */
  getBucketTags(name: string, options?: OSS.RequestOptions | null): Promise<OSS.TaggingResult>;

  /** Takes the tags of a bucket away (DeleteBucketTags). */
  deleteBucketTags(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /**
   * Sets who pays for the requests to a bucket and their traffic (PutBucketRequestPayment).
   *
   * Rejects with `payer must be BucketOwner or Requester`.
   */
  putBucketRequestPayment(
    name: string,
    payer: OSS.PayerType,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** Who pays for the requests to a bucket and their traffic (GetBucketRequestPayment). */
  getBucketRequestPayment(
    name: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketRequestPaymentResult>;

  /**
   * Sets whether a bucket keeps what is replaced or deleted (PutBucketVersioning).
   *
   * Rejects with `status must be Enabled or Suspended`.
   */
  putBucketVersioning(
    name: string,
    status: OSS.RuleVersioningStatus,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** Whether a bucket keeps what is replaced or deleted (GetBucketVersioning). */
  getBucketVersioning(
    name: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketVersioningResult>;

  /** Has the objects of a bucket listed into files, daily or weekly (PutBucketInventory). */
  putBucketInventory(
    name: string,
    inventory: OSS.Inventory,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.StatusResult>;

  /** One inventory of a bucket (GetBucketInventory). */
  getBucketInventory(
    name: string,
    inventoryId: string,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.GetBucketInventoryResult>;

  /** A page of the inventories of a bucket (ListBucketInventory): at most 100. */
  listBucketInventory(
    name: string,
    options?: OSS.ListBucketInventoryOptions
  ): Promise<OSS.ListBucketInventoryResult>;

  /** Ends an inventory of a bucket (DeleteBucketInventory). */
  deleteBucketInventory(
    name: string,
    inventoryId: string,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.StatusResult>;

  /**
   * Begins a retention policy (InitiateBucketWorm): objects cannot be changed or deleted for so many days. It takes effect, for
   * good, with `completeBucketWorm`, and is given up if that does not come within 24 hours.
   */
  initiateBucketWorm(
    name: string,
    days: number | string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.InitiateBucketWormResult>;

  /** Gives up a retention policy that is not locked yet (AbortBucketWorm). */
  abortBucketWorm(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /** Locks a retention policy, for good (CompleteBucketWorm). */
  completeBucketWorm(
    name: string,
    wormId: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** Makes a locked retention policy last longer (ExtendBucketWorm). */
  extendBucketWorm(
    name: string,
    wormId: string,
    days: number | string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** The retention policy of a bucket (GetBucketWorm). */
  getBucketWorm(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketWormResult>;

  // Live channels

  /** Makes a live channel, or changes one (PutLiveChannel): what is streamed to it by RTMP is stored. */
  putChannel(
    id: string,
    conf: OSS.PutChannelConf,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.PutChannelResult>;

  /** The configuration of a live channel (GetLiveChannelInfo), as the service tells it. */
  getChannel(id: string, options?: OSS.RequestOptions | null): Promise<OSS.GetChannelResult>;

  /** Takes a live channel away (DeleteLiveChannel); what it has stored stays. */
  deleteChannel(id: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /** Opens or shuts a live channel (PutLiveChannelStatus). */
  putChannelStatus(
    id: string,
    status: 'enabled' | 'disabled',
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Whether something is being streamed to a live channel, and what (GetLiveChannelStat). */
  getChannelStatus(id: string, options?: OSS.RequestOptions | null): Promise<OSS.GetChannelResult>;

  /** A page of the bucket's live channels (ListLiveChannel). */
  listChannels(
    query?: OSS.ListChannelsQuery | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.ListChannelsResult>;

  /** The last ten times that something was streamed to a live channel (GetLiveChannelHistory). */
  getChannelHistory(id: string, options?: OSS.RequestOptions | null): Promise<OSS.ChannelHistoryResult>;

  /** Makes a playlist of what was streamed to a live channel between two times (PostVodPlaylist). */
  createVod(
    id: string,
    name: string,
    time: OSS.VodPeriod,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** A URL to stream to, signed with V1. */
  getRtmpUrl(channelId: string, options?: OSS.GetRtmpUrlOptions | null): string;

  // For those who speak to the service on their own

  /** The V1 signature of a text: the Base64 of its HMAC-SHA1. */
  signature(stringToSign: string): string;

  /**
   * The `Authorization` header of V1 for a request that the caller puts together.
   *
   * @param resource `/bucket/key`
   * @param headers those of the request, `x-oss-date` among them
   */
  authorization(
    method: string,
    resource: string,
    subres?: OSS.RequestParams['subres'] | null,
    headers?: OSS.RequestHeaders
  ): string;

  /**
   * The `Authorization` header of V4 for a request that the caller puts together.
   *
   * @param request headers and queries of the request, `x-oss-date` (`20261123T123456Z`) among them
   * @throws {Error} `Can't find additional header <name> in request headers.`
   */
  authorizationV4(
    method: string,
    request: OSS.SignedRequestV4,
    bucketName?: string,
    objectName?: string,
    additionalHeaders?: readonly string[]
  ): string;

  /**
   * A document as the value that xml2js makes of it: the content of the root, elements once as values, repeated as arrays,
   * attributes under `$`; null for an empty document.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a document has the shape that its writer gives it
  parseXML<Data = any>(text: string | Buffer): Promise<Data>;

  /** The Error that a call would reject with for a reply, or a failure on the way to one, that the caller came by. */
  requestError(result: OSS.UnexpectedResult): Promise<Error>;

  /** Whether the bucket goes into the path instead of the host, from now on; returns the client. */
  setSLDEnabled(enable: boolean): this;

  /** Whether the runtime is this browser; Node is none. */
  checkBrowserAndVersion(name: string, version: string): boolean;

  /**
   * Sends one request of the OSS API: what all other methods end in, and the way to operations that have none.
   *
   * @example
   * const { data } = await client.request({
   *   method: 'GET', bucket: 'my-bucket', subres: { acl: null }, successStatuses: [200], xmlResponse: true,
   * });
   */
  // biome-ignore lint/suspicious/noExplicitAny: a document has the shape that the service gives it
  request<Data = any>(params: OSS.RequestParams): Promise<OSS.RequestResult<Data>>;
}

declare namespace OSS {
  /** Checked options with their defaults, in a new object; what the constructor does first. */
  function initOptions(options: Options): ClientOptions;

  /** A client of STS (Security Token Service). `new` may be left out. */
  function STS(options: STSOptions): STS;

  /**
   * A client of STS (Security Token Service).
   *
   * @example
   * const sts = new OSS.STS({ accessKeyId, accessKeySecret });
   * const { credentials } = await sts.assumeRole('acs:ram::1234567890123456:role/reader');
   */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class STS {
    /** @throws {Error} `require accessKeyId, accessKeySecret` */
    constructor(options: STSOptions);

    /** Holds the keys that were given: do not log it. */
    options: STSOptions & Required<Pick<STSOptions, 'endpoint' | 'timeout'>>;

    /**
     * Asks for a temporary credential with the rights of a role (AssumeRole), less what `policy` leaves out.
     *
     * Rejects with an `STSError`.
     *
     * @param role `acs:ram::<account>:role/<name>`
     * @param policy a session policy, as an object or as JSON; at most 2,048 characters
     * @param expiration seconds, 900 up to the role's limit; 3600
     * @param session names the session in logs; 2 to 64 of `A-Z a-z 0-9 . @ - _`; `'app'`
     */
    assumeRole(
      role: string,
      policy?: object | string | null,
      expiration?: number | string | null,
      session?: string | null,
      options?: AssumeRoleOptions | null
    ): Promise<AssumeRoleResult>;
  }

  /** A client of several buckets that hold the same objects. `new` may be left out. */
  function ClusterClient(options: ClusterOptions): ClusterClient;

  /**
   * A client of several buckets that hold the same objects.
   *
   * What reads is sent to one member, and to the others when that one is down. What writes is sent to all at once, gives the result
   * of the first, and fails when one fails. Members are asked every ten seconds whether they are up, until `close()`.
   *
   * Emits `error`: a `CheckAvailableError` when members are down. Without a listener it is printed.
   */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class ClusterClient extends EventEmitter {
    /** @throws {Error} `require options.cluster to be an array` */
    constructor(options: ClusterOptions);

    clients: OSS[];
    /** Which members are up, by their number. */
    availables: Record<number, boolean>;
    schedule: string;
    masterOnly: boolean;
    /** The member whose turn is next. */
    index: number;

    /** Resolves when the members have been asked for the first time. */
    ready(): Promise<void>;
    /** Calls back then; or, with a flag, says that it is so. */
    ready(flagOrCallback: boolean | (() => void)): void;
    /** The member for the next call. */
    chooseAvailable(): OSS;
    /** Ends the asking of the members, which keeps a process alive. */
    close(): void;

    head: OSS['head'];
    get: OSS['get'];
    list: OSS['list'];
    getACL: OSS['getACL'];
    getStream: OSS['getStream'];
    put: OSS['put'];
    /** Stores what a stream brings in all members, no faster than the slowest takes it. */
    putStream: OSS['putStream'];
    delete: OSS['delete'];
    deleteMulti: OSS['deleteMulti'];
    copy: OSS['copy'];
    putMeta: OSS['putMeta'];
    putACL: OSS['putACL'];
    signatureUrl: OSS['signatureUrl'];
    getObjectUrl: OSS['getObjectUrl'];
  }

  interface ClusterOptions {
    /** Options of the members; the first is the master. */
    cluster: readonly Options[];
    /** Who reads: each member in its turn, or the first that is up; `roundRobin`. */
    schedule?: 'roundRobin' | 'masterSlave' | (string & {}) | undefined;
    /** With `masterSlave`: read from the first member alone; false. */
    masterOnly?: boolean | undefined;
    /** Milliseconds between two askings; 10,000. */
    heartbeatInterval?: number | undefined;
    /** Do not write the file that members are asked for: one that answers 404 is up, too; false. */
    ignoreStatusFile?: boolean | undefined;
    /** Of members that have none of their own. */
    timeout?: string | number | undefined;
  }

  /** A client of the image service. `new` may be left out. */
  function ImageClient(options: ImageClientOptions): ImageClient;

  /** A client of the image service, for the domain that it is bound to. */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class ImageClient {
    /** @throws {Error} `require bucket for image service instance`, `require imageHost for image service instance` */
    constructor(options: ImageClientOptions);

    ossClient: OSS;

    /** Fetches an image; with `name@100w` a processed one. */
    get: OSS['get'];
    getStream: OSS['getStream'];
    /** The Exif data of an image. */
    getExif(name: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    /** Size, format and Exif data of an image. */
    getInfo(name: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    putStyle(styleName: string, style: string, options?: ObjectRequestOptions): Promise<ImageDataResult>;
    getStyle(styleName: string, options?: ObjectRequestOptions): Promise<ImageStyleResult>;
    listStyle(options?: ObjectRequestOptions): Promise<ImageStyleListResult>;
    deleteStyle(styleName: string, options?: ObjectRequestOptions): Promise<EmptyResult>;
    /** A URL, signed with V1, that is good for half an hour. */
    signatureUrl(name: string): string;
  }

  interface ImageClientOptions extends Options {
    bucket: string;
    /** The domain that is bound to the image service. */
    imageHost: string;
  }

  interface ImageDataResult {
    /** By name: numbers as numbers, except 0, which is text like the rest. A Buffer unless the reply says JSON or XML. */
    // biome-ignore lint/suspicious/noExplicitAny: it depends on the image
    data: any;
    res: NormalSuccessResponse;
  }

  interface StyleData {
    Name: string;
    Content: string;
    CreateTime: string;
    LastModifyTime: string;
  }

  interface ImageStyleResult {
    data: StyleData;
    res: NormalSuccessResponse;
  }

  interface ImageStyleListResult {
    /** One style comes alone, several as an array. */
    data: StyleData | StyleData[] | undefined;
    res: NormalSuccessResponse;
  }

  // Options

  interface Options {
    /** The key's id. Spaces around it are removed. */
    accessKeyId: string;
    /** The key's secret. Spaces around it are removed. */
    accessKeySecret: string;
    /** The token of a temporary credential. */
    stsToken?: string | null | undefined;
    /**
     * Gives a new temporary credential. Used only beside `stsToken`: when the interval is over, when `expiration` has
     * passed, and when the service says that the token is no longer good. One refresh serves all calls that wait for it.
     */
    refreshSTSToken?: (() => RefreshedCredential | Promise<RefreshedCredential>) | null | undefined;
    /** Milliseconds after which a token is refreshed; 300,000 (five minutes). */
    refreshSTSTokenInterval?: number | undefined;
    /** When the token expires. Calls after that wait for a refresh, and reject if it fails. Not in ali-oss. */
    expiration?: string | number | Date | null | undefined;
    /** The bucket of object calls; `useBucket` changes it. */
    bucket?: string | null | undefined;
    /**
     * `oss-cn-hangzhou.aliyuncs.com`, `localhost:9000`, `https://files.example.com`; wins over `region`.
     * Where `OSS_EMULATOR_HOST` is set in the environment, requests for `*.aliyuncs.com` go there instead.
     */
    endpoint?: string | null | undefined;
    /** `oss-cn-hangzhou` unless given. */
    region?: string | undefined;
    /** Use the region's internal endpoint, from servers inside the cloud; false. */
    internal?: boolean | undefined;
    /** HTTPS where the endpoint does not say; false. */
    secure?: boolean | undefined;
    /**
     * Time to connect, and time to answer: milliseconds, or a text such as `'60s'` or `'1 minute'`; 60,000.
     * Calls reject with `ConnectionTimeoutError` or `ResponseTimeoutError`.
     */
    timeout?: string | number | undefined;
    /** The endpoint is a domain bound to the bucket, which the URL then does not name; false. */
    cname?: boolean | undefined;
    /** The requester pays for requests and traffic (`x-oss-request-payer`); false. */
    isRequestPay?: boolean | undefined;
    /** Put the bucket into the path instead of the host; false. */
    sldEnable?: boolean | undefined;
    /** `'utf-8'` (the default) refuses header values beyond latin-1; any other value sends them as UTF-8. */
    headerEncoding?: string | undefined;
    /** How often a request that could not be sent or answered is sent again; 0. */
    retryMax?: number | undefined;
    /** Sign headers with V4 instead of V1; false. */
    authorizationV4?: boolean | undefined;
    /** Sign for this cloud box instead of a region; needs `endpoint` and `authorizationV4`. */
    cloudBoxId?: string | undefined;
    /** Connections at once of this client; unlimited unless given. */
    maxSockets?: number | undefined;
    /** Milliseconds added to the clock in signed headers; 0. */
    amendTimeSkewed?: number | undefined;
    /**
     * Milliseconds that each call may take as a whole, with its repetitions and pauses; it rejects with a `DeadlineError`
     * then. None unless given. Not in ali-oss.
     */
    deadline?: number | undefined;
    /** Compare the CRC-64 of whole bodies with the service's; true. A mismatch is a `CrcMismatchError`. Not in ali-oss. */
    crc64?: boolean | undefined;
    /** Send the `Content-MD5` of Buffers, as ali-oss does; false, since the CRC-64 covers them. Not in ali-oss. */
    contentMd5?: boolean | undefined;
    /** Read Buffers above 256 KiB in place; true. `false` copies them. Not in ali-oss. */
    zeroCopy?: boolean | undefined;
  }

  /** `client.options`: the options with their defaults. */
  interface ClientOptions extends Omit<Options, 'endpoint' | 'timeout'> {
    bucket: string | null;
    endpoint: Endpoint;
    /** Milliseconds; undefined when the text given could not be read. */
    timeout: number | undefined;
    region: string | undefined;
    internal: boolean;
    secure: boolean;
    cname: boolean;
    isRequestPay: boolean;
    sldEnable: boolean;
    headerEncoding: string;
    refreshSTSTokenInterval: number;
    retryMax: number;
    authorizationV4: boolean;
    /** Set by `cancel`. */
    cancelFlag?: boolean;
    inited: true;
  }

  /** Where requests go: the fields of Node's legacy URL object. `protocol` and `host` count. */
  interface Endpoint {
    /** `http:` or `https:`. */
    protocol: string;
    slashes: boolean | null;
    auth: string | null;
    /** Name and port. */
    host: string;
    port: string | null;
    hostname: string;
    hash: string | null;
    search: string | null;
    query: string | null;
    pathname: string | null;
    path: string | null;
    href: string;
    /** The endpoint as text. */
    format(): string;
  }

  /** What `refreshSTSToken` gives: ali-oss's names, or `credentials` of `assumeRole` as they are. */
  type RefreshedCredential =
    | {
        accessKeyId: string;
        accessKeySecret: string;
        stsToken: string;
        /** When the token expires. */
        expiration?: string | number | Date | undefined;
      }
    | Credentials;

  /** A message on the diagnostics channel `ali-oss-native:credentials`. */
  interface CredentialsEvent {
    client: OSS;
    status: 'refreshed' | 'failed';
    /** Why the refresh failed. */
    error?: unknown;
  }

  interface STSOptions {
    accessKeyId: string;
    accessKeySecret: string;
    /** `https://sts.aliyuncs.com` unless given. */
    endpoint?: string | undefined;
    /** Milliseconds, or a text such as `'60s'`, which is the default. */
    timeout?: number | string | undefined;
  }

  interface AssumeRoleOptions {
    /** Milliseconds, or a text such as `'10s'`. */
    timeout?: number | string | undefined;
    ctx?: unknown;
  }

  /**
   * Time to connect and time to answer: milliseconds, a text such as `'10s'`, or a pair of them.
   */
  type Timeout = number | string | readonly [connect: number | string, response: number | string];

  type HeaderValue = string | number | boolean | null | undefined;

  /**
   * Headers of a request, by name in any letter case. Values are sent as text; null and undefined are left out.
   * Any object is taken; the names here are what editors offer.
   */
  type RequestHeaders = KnownRequestHeaders | object;

  interface KnownRequestHeaders {
    'Cache-Control'?: HeaderValue;
    'Content-Disposition'?: HeaderValue;
    'Content-Encoding'?: HeaderValue;
    'Content-MD5'?: HeaderValue;
    'Content-Type'?: HeaderValue;
    Expires?: HeaderValue;
    /** `bytes=0-9`. */
    Range?: HeaderValue;
    'If-Match'?: HeaderValue;
    'If-None-Match'?: HeaderValue;
    'If-Modified-Since'?: HeaderValue;
    'If-Unmodified-Since'?: HeaderValue;
    [name: `x-oss-${string}`]: HeaderValue;
  }

  type ParameterValue = string | number | boolean | bigint | null | undefined;

  /** Query parameters by name. Null, undefined and empty values are sent as the bare name, arrays as repeated names. */
  interface QueryParameters {
    [name: string]: ParameterValue | readonly ParameterValue[];
  }

  interface RequestOptions {
    /** Instead of the client's `timeout`. */
    timeout?: Timeout | undefined;
    /** Further headers. */
    headers?: RequestHeaders | undefined;
    /** Names of headers that V4 signs beside those it signs always; each must be among `headers`. */
    additionalHeaders?: readonly string[] | undefined;
    /** Kept and not used. */
    ctx?: unknown;
    /**
     * Gives the call up: its connection is closed, and it rejects with an `AbortError` (`code` `ABORT_ERR`) whose `cause` is
     * the signal's reason. What has reached the service by then may have taken effect.
     */
    signal?: AbortSignal | undefined;
    /**
     * Instead of the client's `deadline`: milliseconds that the whole call may take, with all its requests, repetitions and
     * pauses, and with the body of a stream that it gives. Then it rejects with a `DeadlineError`, and its connection is
     * closed. None unless given.
     */
    deadline?: number | undefined;
  }

  interface ObjectRequestOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  }

  interface ListBucketsOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  }

  interface PutBucketOptions extends RequestOptions {
    /** `private` unless given. */
    acl?: ACLType | undefined;
    /** `Standard` unless given. */
    storageClass?: StorageType | undefined;
    StorageClass?: StorageType | undefined;
    /** `LRS` (one zone) unless given. */
    dataRedundancyType?: RedundancyType | undefined;
    DataRedundancyType?: RedundancyType | undefined;
  }

  interface PutObjectOptions extends ObjectRequestOptions, ProgressOptions {
    /** Content type, or a file extension that stands for one. By the extension of the file or the key unless given. */
    mime?: string | undefined;
    /** Sent as `x-oss-meta-*`; at most 8 KiB in all. `head` gives them back with names in lower case. */
    meta?: UserMeta | undefined;
    /** Instead of `PUT`. */
    method?: string | undefined;
    /**
     * The service calls this address after the upload, and its reply becomes `data` of the result. When the call fails the
     * object is there all the same, and the error is a `CallbackFailedError` with status 203. Not repeated after a failure.
     */
    callback?: ObjectCallback | undefined;
  }

  /** What `onProgress` is told. */
  interface TransferProgress {
    /** Bytes of the body that the network has taken or brought. It never becomes less, whatever is repeated. */
    transferred: number;
    /** Bytes of the whole body. Undefined while it is a stream whose length is not known; the last report has it always. */
    total: number | undefined;
    /** Bytes per second, of the last second or so. */
    rate: number;
  }

  interface ProgressOptions {
    /**
     * Told how far the body has come: at most ten times a second, and once when all of it has. Runs in the async context
     * of the call. What it throws gives the call up: an `AbortError` with that as its `cause`.
     */
    onProgress?: ((progress: TransferProgress) => void) | undefined;
  }

  /** What `putStream` sends: a stream of Node.js or of the web, a Blob, a Response of `fetch`, or an async iterable. */
  type StreamSource =
    | NodeJS.ReadableStream
    | ReadableStream
    | Blob
    | Response
    | AsyncIterable<Uint8Array | ArrayBuffer | string>;

  /** What `put` sends: bytes, the file at a path, or what a stream brings. */
  type PutSource = Buffer | Uint8Array | ArrayBuffer | string | StreamSource;

  interface PutStreamOptions extends PutObjectOptions {
    /** Bytes that a stream brings, if their number is known. */
    contentLength?: number | undefined;
  }

  interface GetStreamOptions extends GetObjectOptions {}

  interface GetStreamResult {
    /** The body. */
    stream: Readable;
    res: { status: number; headers: ResponseHeaders };
  }

  interface GetObjectOptions extends HeadObjectOptions, ProgressOptions {
    /** Image processing: `image/resize,w_200`. Sent as `x-oss-process`. */
    process?: string | undefined;
  }

  interface HeadObjectOptions extends ObjectRequestOptions {
    /** A version of the object, instead of the latest. */
    versionId?: string | undefined;
  }

  interface DeleteObjectOptions extends ObjectRequestOptions {
    /** A version of the object. Without it a versioned bucket gets a delete marker. */
    versionId?: string | undefined;
  }

  /** Metadata of an object, by name in any letter case. Values are sent as text. */
  type UserMeta = object;

  type ListBucketsQueryType = {
    /** Only buckets whose names begin so. */
    prefix?: string | undefined;
    /** Only buckets after this name. */
    marker?: string | undefined;
    /** 1 to 1,000; 100. */
    'max-keys'?: string | number | undefined;
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  };

  type ListObjectsQuery = {
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    /** Only objects after this key. */
    marker?: string | undefined;
    /** Keys that are the same from `prefix` up to this text come as one of `prefixes`. */
    delimiter?: string | undefined;
    /** 1 to 1,000; 100. */
    'max-keys'?: string | number | undefined;
    /** `url`: names in the result are percent-encoded. */
    'encoding-type'?: 'url' | '' | undefined;
  };

  type ListV2ObjectsQuery = {
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    /** Only objects after this key; counts for the first page. */
    'start-after'?: string | undefined;
    /** `nextContinuationToken` of the page before. */
    'continuation-token'?: string | null | undefined;
    continuationToken?: string | null | undefined;
    /** Keys that are the same from `prefix` up to this text come as one of `prefixes`. */
    delimiter?: string | number | undefined;
    /** 1 to 1,000; 100. */
    'max-keys'?: string | number | undefined;
    /** Whether `owner` is told; false. */
    'fetch-owner'?: boolean | string | undefined;
    /** `url`: names in the result are percent-encoded. */
    'encoding-type'?: 'url' | '' | undefined;
  };

  interface ListAllQuery {
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    /** Only objects after this key. */
    'start-after'?: string | undefined;
    /** Keys that are the same from `prefix` up to this text come once, as `{ prefix }`. */
    delimiter?: string | undefined;
    /** Objects of a page: 1 to 1,000; 1,000. */
    'max-keys'?: string | number | undefined;
    /** Whether `owner` is told; false. */
    'fetch-owner'?: boolean | string | undefined;
  }

  interface ListVersionsAllQuery {
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    /** Only objects from this key on. */
    'key-marker'?: string | undefined;
    /** Only versions of that key after this one. */
    'version-id-marker'?: string | undefined;
    /** Keys that are the same from `prefix` up to this text come once, as `{ prefix }`. */
    delimiter?: string | undefined;
    /** Versions of a page: 1 to 1,000; 1,000. */
    'max-keys'?: string | number | undefined;
  }

  interface ListUploadsAllQuery {
    /** Only uploads whose keys begin so. */
    prefix?: string | undefined;
    /** Only uploads of keys after this one. */
    'key-marker'?: string | undefined;
    /** Uploads of a page: 1 to 1,000; 1,000. */
    'max-uploads'?: string | number | undefined;
  }

  interface ListPartsAllQuery {
    /** Only parts after this number. */
    'part-number-marker'?: string | number | undefined;
    /** Parts of a page: 1 to 1,000; 1,000. */
    'max-parts'?: string | number | undefined;
  }

  /** Keys that are the same up to a delimiter. */
  interface CommonPrefix {
    prefix: string;
  }

  /** A version of an object, or the mark that there is none any more. */
  type ListedVersion =
    | (ObjectVersionMeta & { isDeleteMarker: false })
    | (DeleteMarkerMeta & { isLatest: boolean; isDeleteMarker: true });

  interface DeletePrefixOptions extends RequestOptions {
    /** Tell what would be deleted, and delete nothing; false. */
    dryRun?: boolean | undefined;
    /** Delete all versions and delete markers, for good; false: a versioned bucket gets a delete marker for each object. */
    versions?: boolean | undefined;
    /** Take an empty prefix, which is that of all objects of the bucket; false. */
    everything?: boolean | undefined;
    /** Requests at once that delete; 3. */
    concurrency?: number | undefined;
  }

  interface DeletePrefixResult {
    deleted: DeletedObject[];
  }

  interface SignatureUrlOptions {
    /** Seconds that the URL is good for; 1800. */
    expires?: number | undefined;
    /** `GET` unless given. */
    method?: HTTPMethods | undefined;
    /** The request must carry it. */
    'Content-Type'?: string | undefined;
    /** The request must carry it. */
    'Content-MD5'?: string | undefined;
    /** Image processing: `image/resize,w_200`. */
    process?: string | undefined;
    /** Bits per second, 819,200 to 838,860,800. */
    trafficLimit?: number | undefined;
    /** Headers that the reply shall have. */
    response?: ResponseHeaderType | undefined;
    /** Further signed query parameters. */
    subResource?: QueryParameters | undefined;
    /** The service calls this address after the upload. */
    callback?: ObjectCallback | undefined;
    /** The request must carry it. */
    [header: `x-oss-${string}`]: HeaderValue;
  }

  interface SignatureUrlV4Request {
    headers?: RequestHeaders | undefined;
    queries?: QueryParameters | undefined;
  }

  interface ResponseHeaderType {
    'content-type'?: string | undefined;
    'content-disposition'?: string | undefined;
    'cache-control'?: string | undefined;
    'content-encoding'?: string | undefined;
    'content-language'?: string | undefined;
    expires?: string | undefined;
  }

  interface ObjectCallback {
    /** Address that the service posts to. */
    url: string;
    /** Body of that request: `key=${object}&etag=${etag}&mine=${x:mine}`. */
    body: string;
    /** `Host` of that request. */
    host?: string | undefined;
    /** `application/x-www-form-urlencoded` unless given, or `application/json`. */
    contentType?: string | undefined;
    /** Whether the service names the host in the TLS handshake; false. */
    callbackSNI?: boolean | undefined;
    /** Values of the `${x:name}` in the body, by name. */
    customValue?: object | undefined;
  }

  interface RequestParams extends RequestOptions, ProgressOptions {
    method: string;
    bucket?: string | null | undefined;
    /** The key. */
    object?: string | null | undefined;
    /** Query parameters that V1 signs: an object, names, or one name. */
    subres?: QueryParameters | readonly string[] | string | undefined;
    /** Query parameters that V1 does not sign. */
    query?: QueryParameters | null | undefined;
    /** Content type, or a file extension that stands for one. By the extension of the key unless given. */
    mime?: string | undefined;
    /** The body. */
    content?: Buffer | string | undefined;
    /** The body, as a stream. */
    stream?: StreamSource | undefined;
    /** The reply's body goes there. */
    writeStream?: NodeJS.WritableStream | undefined;
    /** The reply's body becomes a stream, `res` of the result. */
    customResponse?: boolean | undefined;
    /** No `Content-MD5` beside one in `headers`. */
    disabledMD5?: boolean | undefined;
    /** The body is this file, or `size` bytes of it from byte `from` on. */
    file?: { path: string; size: number; from?: number | undefined } | undefined;
    /** Path of the file that the reply's body is written to. */
    writeFile?: string | undefined;
    /** Any other status is an error. Unless given, no status is. */
    successStatuses?: readonly number[] | undefined;
    /** Read the reply as XML into `data`: elements once as values, repeated as arrays, attributes under `$`. */
    xmlResponse?: boolean | undefined;
  }

  // Results

  type ACLType = 'public-read-write' | 'public-read' | 'private';
  type HTTPMethods = 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
  type RedundancyType = 'LRS' | 'ZRS';
  type StorageType = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive';

  /** Names in lower case. */
  interface ResponseHeaders extends IncomingHttpHeaders {
    [name: `x-oss-${string}`]: string | undefined;
  }

  /** What is known of a reply: `res` of every result. */
  interface NormalSuccessResponse {
    status: number;
    /** Same as `status`. */
    statusCode: number;
    statusMessage: string;
    headers: ResponseHeaders;
    /** Bytes of the body on the wire; 0 when it went into a file. */
    size: number;
    /** Always false. */
    aborted: boolean;
    /** Milliseconds from the call to the end of the reply. */
    rt: number;
    /** Whether the connection had been used before. */
    keepAliveSocket: boolean;
    /** The body; null when it went into a file. */
    data: Buffer | null;
    /** The URL of the request. */
    requestUrls: string[];
    timing: null;
    remoteAddress: string;
    remotePort: number;
    /** Requests on the connection so far. */
    socketHandledRequests: number;
    /** Replies on the connection so far. */
    socketHandledResponses: number;
  }

  interface EmptyResult {
    res: NormalSuccessResponse;
  }

  interface OwnerType {
    id: string;
    displayName: string;
  }

  interface Bucket {
    name: string;
    /** `oss-cn-hangzhou`. */
    region: string;
    /** `2015-02-19T08:39:44.000Z`. */
    creationDate: string;
    storageClass: StorageType;
    StorageClass: StorageType;
    tag: Record<string, string>;
  }

  interface ListBucketsResult {
    /** Null when there are none. */
    buckets: Bucket[] | null;
    owner: OwnerType;
    isTruncated: boolean;
    /** `marker` of the next page. */
    nextMarker: string | null;
    res: NormalSuccessResponse;
  }

  interface PutBucketResult {
    /** The bucket's name, from the `Location` of the reply. */
    bucket: string | null;
    res: NormalSuccessResponse;
  }

  interface PutObjectResult {
    /** The key, without leading slashes. */
    name: string;
    /** Unsigned. */
    url: string;
    /** What the callback answered; only with a callback. */
    data?: object;
    res: NormalSuccessResponse;
  }

  /** `Content` is Buffer, or null when the body went into a file. */
  // biome-ignore lint/suspicious/noExplicitAny: as the result is typed for ali-oss
  interface GetObjectResult<Content extends Buffer | null = any> {
    /** Empty when the object was not modified (304). */
    content: Content;
    res: NormalSuccessResponse;
  }

  interface HeadObjectResult {
    /** 200, or 304 when a condition says that nothing changed. */
    status: number;
    /** Metadata by name in lower case; null when there is none. */
    meta: Record<string, string> | null;
    res: NormalSuccessResponse;
  }

  interface ObjectMeta {
    /** The key. */
    name: string;
    /** Unsigned. */
    url: string;
    /** `2015-02-19T08:39:44.000Z`. */
    lastModified: string;
    /** In quotes: `"5B3C1A2E053D763E1B002CC607C5A0FE"`. */
    etag: string;
    /** `Normal`, `Multipart`, `Appendable` or `Symlink`. */
    type: string;
    /** Bytes. */
    size: number;
    storageClass: StorageType;
    /** Null from `listV2` unless asked for. */
    owner: OwnerType | null;
    /** Of archived objects that are being or have been restored. */
    restoreInfo: RestoreInfo | undefined;
  }

  interface OwnedObjectMeta extends ObjectMeta {
    owner: OwnerType;
  }

  interface RestoreInfo {
    ongoingRequest: boolean;
    /** Until when the restored object can be read. */
    expiryDate?: Date;
  }

  interface ListObjectResult {
    objects: OwnedObjectMeta[];
    /** What `delimiter` cut off; null when there is nothing. */
    prefixes: string[] | null;
    isTruncated: boolean;
    /** `marker` of the next page. */
    nextMarker: string | null;
    res: NormalSuccessResponse;
  }

  interface ListObjectsV2Result {
    objects: ObjectMeta[];
    /** What `delimiter` cut off; null when there is nothing. */
    prefixes: string[] | null;
    isTruncated: boolean;
    /** Objects and prefixes of this page. */
    keyCount: number;
    continuationToken: string | null;
    /** `continuation-token` of the next page. */
    nextContinuationToken: string | null;
    res: NormalSuccessResponse;
  }

  interface RequestResult<Data> {
    status: number;
    headers: ResponseHeaders;
    /** The document with `xmlResponse`; else the body, which is null when it went into a file. */
    data: Data;
    res: NormalSuccessResponse;
  }

  /** A temporary credential. */
  interface Credentials {
    AccessKeyId: string;
    AccessKeySecret: string;
    SecurityToken: string;
    /** `2015-04-01T08:39:44Z`. */
    Expiration: string;
  }

  interface AssumeRoleResult {
    credentials: Credentials;
    res: NormalSuccessResponse;
  }

  // Objects

  type ObjectACLType = ACLType | 'default';

  interface StatusResult {
    /** Of the reply. */
    status: number;
    res: NormalSuccessResponse;
  }

  interface AppendObjectOptions extends Omit<PutObjectOptions, 'method' | 'subres'> {
    /** Bytes that the object has; 0. */
    position?: number | string | undefined;
    /**
     * The CRC-64 of what the object holds already, in decimal: `res.headers['x-oss-hash-crc64ecma']` of the append before.
     * With it, and always at position 0, the checksum of the reply is compared.
     */
    previousCrc64?: string | bigint | undefined;
  }

  interface AppendObjectResult extends PutObjectResult {
    /** `position` of the next call. */
    nextAppendPosition: string | undefined;
  }

  interface CopyObjectOptions extends ObjectRequestOptions {
    /** The copy's metadata, instead of the source's. */
    meta?: UserMeta | null | undefined;
    /** A version of the source. */
    versionId?: string | undefined;
  }

  interface PutMetaOptions {
    /** Instead of the client's `timeout`. */
    timeout?: Timeout | undefined;
    /** Kept and not used. */
    ctx?: unknown;
  }

  interface ModifyData {
    /** In quotes: `"5B3C1A2E053D763E1B002CC607C5A0FE"`. */
    etag: string;
    /** `2015-02-19T08:39:44.000Z`. */
    lastModified: string;
  }

  interface CopyAndPutMetaResult {
    /** Null when a condition says that nothing changed (304). */
    data: ModifyData | null;
    res: NormalSuccessResponse;
  }

  interface ObjectVersion {
    key: string;
    versionId?: string | null | undefined;
  }

  interface DeleteMultiOptions extends ObjectRequestOptions {
    /** Tell nothing of what was deleted; false. */
    quiet?: boolean | undefined;
    versionId?: string | undefined;
  }

  interface DeletedObject {
    Key: string;
    /** The version that was deleted. */
    VersionId?: string;
    /** `true` when a delete marker was made or deleted. */
    DeleteMarker?: string;
    DeleteMarkerVersionId?: string;
  }

  interface DeleteMultiResult {
    /** Empty with `quiet`. */
    deleted: DeletedObject[];
    /** Of the last request. */
    res: NormalSuccessResponse;
  }

  interface RestoreObjectOptions extends HeadObjectOptions {
    /** The storage class that the object has; `Archive`. Only the cold ones have tiers. */
    type?: 'Archive' | 'ColdArchive' | 'DeepColdArchive' | undefined;
    /** Days that the object can be read for; 2. */
    Days?: number | string | undefined;
    /** The tier: how fast; `Standard`. */
    JobParameters?: 'Expedited' | 'Standard' | 'Bulk' | undefined;
  }

  interface GetACLResult {
    acl: ObjectACLType;
    owner: OwnerType;
    res: NormalSuccessResponse;
  }

  interface PutSymlinkOptions extends HeadObjectOptions {
    storageClass?: StorageType | undefined;
    meta?: UserMeta | undefined;
  }

  interface GetSymlinkResult {
    targetName: string;
    res: NormalSuccessResponse;
  }

  interface TaggingResult {
    status: number;
    /** Values by key. */
    tag: Record<string, string>;
    res: NormalSuccessResponse;
  }

  interface ListObjectVersionsQuery {
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    /** Only objects from this key on. */
    keyMarker?: string | null | undefined;
    /** Only versions of that key after this one. */
    versionIdMarker?: string | null | undefined;
    /** Keys that are the same from `prefix` up to this text come as one of `prefixes`. */
    delimiter?: string | undefined;
    /** 1 to 1,000; 100. */
    maxKeys?: string | number | undefined;
    /** `url`: names in the result are percent-encoded. */
    encodingType?: 'url' | '' | undefined;
    /** The same by the service's spelling. */
    'key-marker'?: string | undefined;
    'version-id-marker'?: string | undefined;
    'max-keys'?: string | number | undefined;
    'encoding-type'?: 'url' | '' | undefined;
  }

  interface ObjectVersionMeta extends OwnedObjectMeta {
    isLatest: boolean;
    versionId: string;
  }

  interface DeleteMarkerMeta {
    name: string;
    lastModified: string;
    versionId: string;
    owner: OwnerType;
  }

  interface ListObjectVersionsResult {
    objects: ObjectVersionMeta[];
    deleteMarker: DeleteMarkerMeta[];
    /** What `delimiter` cut off; null when there is nothing. */
    prefixes: string[] | null;
    isTruncated: boolean;
    /** `keyMarker` of the next page. */
    nextKeyMarker: string | null;
    /** `versionIdMarker` of the next page. */
    nextVersionIdMarker: string | null;
    /** Same as `nextKeyMarker`. */
    nextMarker: string | null;
    /** Same as `nextVersionIdMarker`. */
    NextVersionIdMarker: string | null;
    res: NormalSuccessResponse;
  }

  interface PostAsyncFetchOptions extends ObjectRequestOptions {
    /** `Host` of the request to the source. */
    host?: string | undefined;
    /** Base64 of the MD5 that the content must have. */
    contentMD5?: string | undefined;
    /** Base64 of the JSON of a callback. */
    callback?: string | undefined;
    storageClass?: StorageType | '' | undefined;
    /** Reject with `ObjectAlreadyExistsError` if the object is there; true. */
    ignoreSameKey?: boolean | undefined;
  }

  interface PostAsyncFetchResult extends StatusResult {
    taskId: string;
  }

  interface GetAsyncFetchResult extends StatusResult {
    /** `Running`, `Retry`, `FetchSuccessCallbackFailed`, `Failed` or `Success`. */
    state: string;
    taskInfo: AsyncFetchTaskInfo | undefined;
  }

  interface AsyncFetchTaskInfo {
    url: string;
    object: string;
    host: string;
    contentMD5: string;
    callback: string;
    storageClass: string;
    ignoreSameKey: string;
    [name: string]: unknown;
  }

  interface PostObjectParams {
    OSSAccessKeyId: string;
    Signature: string;
    /** Base64 of the policy's JSON. */
    policy: string;
  }

  // Uploads in parts

  interface InitMultipartUploadOptions extends RequestOptions {
    /** Content type, or a file extension that stands for one. By the extension of the key unless given. */
    mime?: string | undefined;
    /** Sent as `x-oss-meta-*`. */
    meta?: UserMeta | undefined;
  }

  interface InitMultipartUploadResult {
    bucket: string;
    /** The key. */
    name: string;
    uploadId: string;
    res: NormalSuccessResponse;
  }

  interface UploadPartOptions extends RequestOptions, ProgressOptions {
    mime?: string | undefined;
  }

  interface UploadPartCopyOptions extends RequestOptions {
    /** A version of the source. */
    versionId?: string | undefined;
    /** Only its `versionId` counts: a version of the source. */
    subres?: QueryParameters | undefined;
    mime?: string | undefined;
  }

  interface UploadPartResult {
    name: string;
    /** In quotes: `"5B3C1A2E053D763E1B002CC607C5A0FE"`. */
    etag: string;
    res: NormalSuccessResponse;
  }

  interface MultipartUploadCopySourceData {
    /** The key. */
    sourceKey: string;
    sourceBucketName: string;
    /** `multipartUploadCopy`: the first byte to copy; 0. */
    startOffset?: number | undefined;
    /** `multipartUploadCopy`: the byte after the last one; the size of the source. */
    endOffset?: number | string | undefined;
  }

  /** What is uploaded in parts: bytes, a Blob or File, or the file at a path. */
  type MultipartSource = Buffer | Uint8Array | ArrayBuffer | Blob | string;

  interface MultipartUploadOptions extends InitMultipartUploadOptions, ProgressOptions {
    /** Bytes of a part, at least 102,400; 1 MiB, or what makes 10,000 parts. */
    partSize?: number | undefined;
    /** Parts at once; 5. */
    parallel?: number | undefined;
    /**
     * Called, and waited for, with 0 at the beginning, after each part, and with 1 and no checkpoint at the end. What is
     * smaller than 102,400 bytes is put in one request, and there is one call with 1.
     */
    progress?:
      | ((fraction: number, checkpoint?: Checkpoint | null, res?: NormalSuccessResponse) => unknown)
      | null
      | undefined;
    /** What `progress` was given: goes on from there. Refused when the source has another size now. */
    checkpoint?: Checkpoint | null | undefined;
    callback?: ObjectCallback | undefined;
  }

  /** How far an upload in parts has come. It can be kept as JSON when `file` is a path. */
  interface Checkpoint {
    file: MultipartSource;
    name: string;
    fileSize: number;
    partSize: number;
    uploadId: string;
    doneParts: UploadedPart[];
  }

  interface MultipartUploadCopyOptions extends InitMultipartUploadOptions {
    /** Bytes of a part, at least 102,400; 1 MiB, or what makes 10,000 parts. */
    partSize?: number | undefined;
    /** Parts at once: a batch begins when the one before has ended; 5. */
    parallel?: number | undefined;
    /** A version of the source. */
    versionId?: string | null | undefined;
    /** Further headers of the copying of each part: `x-oss-copy-source-if-match`. */
    copyheaders?: RequestHeaders | undefined;
    /** Called, and waited for, after each part; at the end with 1, twice. */
    progress?:
      | ((fraction: number, checkpoint: CopyCheckpoint | null, res: NormalSuccessResponse) => unknown)
      | null
      | undefined;
    /** What `progress` was given: goes on from there. */
    checkpoint?: CopyCheckpoint | null | undefined;
    callback?: ObjectCallback | undefined;
  }

  /** How far a copy has come. */
  interface CopyCheckpoint {
    name: string;
    copySize: number;
    partSize: number;
    uploadId: string;
    doneParts: UploadedPart[];
  }

  interface UploadedPart {
    /** 1 to 10,000. */
    number: number;
    /** As `uploadPart` gave it. */
    etag: string;
  }

  interface CompleteMultipartUploadOptions extends RequestOptions {
    /** The service calls this address afterwards, and its reply becomes `data` of the result. */
    callback?: ObjectCallback | undefined;
    /** Called, and waited for, when the object is there. */
    progress?: // biome-ignore lint/suspicious/noExplicitAny: null; a checkpoint to those who pass one function to all calls
    ((fraction: number, checkpoint: any, res: NormalSuccessResponse) => unknown) | null | undefined;
  }

  interface CompleteMultipartUploadResult {
    bucket: string;
    name: string;
    /** In quotes; ends in a dash and the number of parts. */
    etag: string;
    /** What the callback answered; only with a callback. */
    data?: object;
    res: NormalSuccessResponse;
  }

  interface AbortTarget {
    name: string;
    uploadId: string;
    options?: RequestOptions | undefined;
  }

  type ListUploadsQuery = {
    /** Only uploads whose keys begin so. */
    prefix?: string | undefined;
    /** Keys that are the same from `prefix` up to this text are left out. */
    delimiter?: string | undefined;
    /** 1 to 1,000; 1,000. */
    'max-uploads'?: string | number | undefined;
    /** Only uploads of keys after this one. */
    'key-marker'?: string | undefined;
    /** Beside `key-marker`: uploads of that key after this one, too. */
    'upload-id-marker'?: string | undefined;
    /** `url`: names in the result are percent-encoded. */
    'encoding-type'?: 'url' | '' | undefined;
  };

  interface Upload {
    /** The key. */
    name: string;
    uploadId: string;
    /** `2015-02-19T08:39:44.000Z`. */
    initiated: string;
  }

  interface ListUploadsResult {
    uploads: Upload[];
    bucket: string;
    nextKeyMarker: string;
    nextUploadIdMarker: string;
    isTruncated: boolean;
    res: NormalSuccessResponse;
  }

  type ListPartsQuery = {
    /** 1 to 1,000; 1,000. */
    'max-parts'?: string | number | undefined;
    /** Only parts after this number. */
    'part-number-marker'?: string | number | undefined;
    /** `url`: the key in the result is percent-encoded. */
    'encoding-type'?: string | undefined;
  };

  interface ObjectPart {
    PartNumber: string;
    LastModified: string;
    ETag: string;
    Size: string;
    [name: string]: string;
  }

  interface ListPartsResult {
    uploadId: string;
    bucket: string;
    /** The key. */
    name: string;
    partNumberMarker: string;
    nextPartNumberMarker: string;
    maxParts: string;
    /** `'true'` or `'false'`. */
    isTruncated: string;
    /** One part comes alone, none or several as an array. */
    parts: ObjectPart | ObjectPart[];
    res: NormalSuccessResponse;
  }

  // Settings of a bucket

  type PayerType = 'BucketOwner' | 'Requester';
  type RuleStatusType = 'Enabled' | 'Disabled';
  type RuleVersioningStatus = 'Enabled' | 'Suspended';

  interface BucketSubresourceOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  }

  interface GetBucketACLResult {
    acl: ACLType;
    owner: OwnerType;
    res: NormalSuccessResponse;
  }

  interface GetBucketInfoResult {
    bucket: BucketInfo;
    res: NormalSuccessResponse;
  }

  /** By the service's names; all values are text. */
  interface BucketInfo {
    Name: string;
    Location: string;
    CreationDate: string;
    ExtranetEndpoint: string;
    IntranetEndpoint: string;
    StorageClass: StorageType;
    Owner: { ID: string; DisplayName: string };
    AccessControlList: { Grant: ACLType };
    // biome-ignore lint/suspicious/noExplicitAny: the service adds to it
    [name: string]: any;
  }

  interface GetBucketLocationResult {
    /** `oss-cn-hangzhou`. */
    location: string;
    res: NormalSuccessResponse;
  }

  interface GetBucketStatResult {
    stat: BucketStat;
    res: NormalSuccessResponse;
  }

  /** By the service's names; numbers come as text. */
  interface BucketStat {
    /** Bytes. */
    Storage: string;
    ObjectCount: string;
    MultipartUploadCount: string;
    LiveChannelCount?: string;
    [name: string]: string | undefined;
  }

  interface GetBucketLoggingResult {
    enable: boolean;
    prefix: string | null;
    res: NormalSuccessResponse;
  }

  interface PutBucketWebsiteConfig {
    /** Key of the page for a folder; `index.html`. */
    index?: string | undefined;
    /** Whether folders below the root have such a page, too. */
    supportSubDir?: boolean | string | undefined;
    /** What a folder without a page gives: 0 looks for the folder's page, 1 the error page, 2 the root's page. */
    type?: number | string | undefined;
    /** Key of the page for what is not there. */
    error?: string | undefined;
    /** In the service's words: `{ RuleNumber, Condition, Redirect }`. */
    routingRules?: readonly object[] | undefined;
  }

  interface GetBucketWebsiteResult {
    /** Empty when there is none. */
    index: string;
    /** `'true'` or `'false'`. */
    supportSubDir: string;
    type: string | undefined;
    /** In the service's words. */
    // biome-ignore lint/suspicious/noExplicitAny: rules have many shapes
    routingRules: any[];
    error: string | null;
    res: NormalSuccessResponse;
  }

  interface GetBucketRefererResult {
    allowEmpty: boolean;
    /** Null when there are none. */
    referers: string[] | null;
    res: NormalSuccessResponse;
  }

  interface CORSRule {
    /** `https://example.com`, `*`. */
    allowedOrigin: string | string[];
    /** `GET`, `PUT`, `DELETE`, `POST`, `HEAD`. */
    allowedMethod: string | string[];
    allowedHeader?: string | string[] | undefined;
    exposeHeader?: string | string[] | undefined;
    /** Seconds that a browser may keep the answer; text in results. */
    maxAgeSeconds?: string | number | undefined;
  }

  interface GetBucketCORSResult {
    rules: CORSRule[];
    res: NormalSuccessResponse;
  }

  /** In results, numbers and booleans are text. */
  interface LifecycleRule {
    /** At most 255 bytes; made by the service unless given. */
    id?: string | undefined;
    /** The objects whose keys begin so; empty for all. */
    prefix: string;
    status: RuleStatusType;
    /** When objects are deleted. */
    expiration?: LifecycleTime | { expiredObjectDeleteMarker: boolean | string } | undefined;
    /** When uploads in parts that were not completed are given up. */
    abortMultipartUpload?: LifecycleTime | undefined;
    /** When objects get another storage class. */
    transition?: (LifecycleTime & { storageClass: ArchivingStorageType }) | undefined;
    /** When versions that are no longer the latest are deleted. */
    noncurrentVersionExpiration?: { noncurrentDays: number | string } | undefined;
    noncurrentVersionTransition?:
      | { noncurrentDays: number | string; storageClass: ArchivingStorageType }
      | undefined;
    /** Only objects with these tags. */
    tag?: LifecycleTag | LifecycleTag[] | undefined;
    /** An older word for `expiration: { days }`. */
    days?: number | string | undefined;
    /** An older word for `expiration: { createdBeforeDate }`. */
    date?: string | undefined;
  }

  type ArchivingStorageType = 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive';

  interface LifecycleTime {
    /** Days after the last change. */
    days?: number | string | undefined;
    /** For objects older than that: `2022-10-11T00:00:00.000Z`. */
    createdBeforeDate?: string | undefined;
  }

  interface LifecycleTag {
    key: string;
    value: string;
  }

  interface GetBucketLifecycleResult {
    /** Null when there are none. */
    rules: LifecycleRule[] | null;
    res: NormalSuccessResponse;
  }

  interface GetBucketPolicyResult extends StatusResult {
    /** Null when there is none. */
    // biome-ignore lint/suspicious/noExplicitAny: a policy has the shape that its author gave it
    policy: any;
  }

  interface PutBucketEncryptionOptions extends RequestOptions {
    SSEAlgorithm: 'AES256' | 'KMS' | 'SM4';
    KMSMasterKeyID?: string | undefined;
  }

  interface GetBucketEncryptionResult extends StatusResult {
    encryption: BucketEncryption;
  }

  interface BucketEncryption {
    SSEAlgorithm: string;
    KMSMasterKeyID?: string;
    [name: string]: string | undefined;
  }

  interface GetBucketRequestPaymentResult extends StatusResult {
    payer: PayerType;
  }

  interface GetBucketVersioningResult extends StatusResult {
    /** Undefined when it was never set. */
    versionStatus: RuleVersioningStatus | undefined;
  }

  interface Inventory {
    id: string;
    isEnabled: boolean;
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    OSSBucketDestination: InventoryDestination;
    frequency: 'Daily' | 'Weekly';
    includedObjectVersions: 'All' | 'Current';
    optionalFields?: { field?: readonly string[] | undefined } | undefined;
  }

  interface InventoryDestination {
    format: 'CSV';
    accountId: string;
    /** Name of the role that may write the files. */
    rolename: string;
    /** Name of the bucket that the files go to. */
    bucket: string;
    /** The files' keys begin so. */
    prefix?: string | undefined;
    encryption?: '' | { 'SSE-OSS': '' } | { 'SSE-KMS': { keyId: string } } | undefined;
  }

  /** An inventory as the service tells it. */
  interface InventoryInfo {
    id: string;
    isEnabled: boolean;
    prefix: string;
    OSSBucketDestination: InventoryDestinationInfo;
    frequency: string;
    includedObjectVersions: string;
    optionalFields?: { field: string[] };
  }

  interface InventoryDestinationInfo {
    format: string;
    accountId: string;
    rolename: string;
    bucket: string;
    // biome-ignore lint/suspicious/noExplicitAny: the service adds to it
    [name: string]: any;
  }

  interface GetBucketInventoryResult extends StatusResult {
    inventory: InventoryInfo;
  }

  interface ListBucketInventoryOptions extends BucketSubresourceOptions {
    /** `nextContinuationToken` of the page before. */
    continuationToken?: string | undefined;
  }

  interface ListBucketInventoryResult extends StatusResult {
    isTruncated: boolean;
    nextContinuationToken: string | undefined;
    /** Undefined when there are none. */
    inventoryList: InventoryInfo[] | undefined;
  }

  interface InitiateBucketWormResult extends StatusResult {
    wormId: string | undefined;
  }

  interface GetBucketWormResult extends StatusResult {
    wormId: string;
    /** `InProgress` or `Locked`. */
    state: string;
    /** Text. */
    days: string;
    creationDate: string;
  }

  // Live channels

  interface PutChannelConf {
    Description?: string | undefined;
    Status?: 'enabled' | 'disabled' | (string & {}) | undefined;
    Target?:
      | {
          /** `HLS`. */
          Type: string;
          /** Seconds of a file. */
          FragDuration?: number | string | undefined;
          /** Files of the playlist. */
          FragCount?: number | string | undefined;
          PlaylistName?: string | undefined;
        }
      | undefined;
    [name: string]: unknown;
  }

  interface PutChannelResult {
    publishUrls: string[];
    playUrls: string[];
    res: NormalSuccessResponse;
  }

  interface GetChannelResult {
    /** As the service tells it; values are text. */
    // biome-ignore lint/suspicious/noExplicitAny: it depends on what is being streamed
    data: any;
    res: NormalSuccessResponse;
  }

  type ListChannelsQuery = {
    /** Only channels whose ids begin so. */
    prefix?: string | undefined;
    /** Only channels after this id. */
    marker?: string | undefined;
    /** 1 to 1,000; 100. */
    'max-keys'?: string | number | undefined;
  };

  interface Channel {
    Name: string;
    Description: string;
    Status: string;
    LastModified: string;
    PublishUrls: string[];
    PlayUrls: string[];
  }

  interface ListChannelsResult {
    channels: Channel[];
    nextMarker: string | null;
    isTruncated: boolean;
    res: NormalSuccessResponse;
  }

  interface ChannelHistory {
    StartTime: string;
    EndTime: string;
    RemoteAddr: string;
  }

  interface ChannelHistoryResult {
    records: ChannelHistory[];
    res: NormalSuccessResponse;
  }

  interface VodPeriod {
    /** Unix time in seconds. */
    startTime: number | string;
    /** Unix time in seconds. */
    endTime: number | string;
  }

  interface GetRtmpUrlOptions {
    /** Seconds that the URL is good for; 1800. */
    expires?: number | undefined;
    /** Further parameters: `{ playlistName: 'play.m3u8' }`. */
    // biome-ignore lint/suspicious/noExplicitAny: values are sent as text
    params?: Record<string, any> | undefined;
  }

  // For those who speak to the service on their own

  interface SignedRequestV4 {
    headers: RequestHeaders;
    queries?: QueryParameters | undefined;
  }

  /** A reply, or an error of a transport. */
  interface UnexpectedResult {
    /** Of the reply; -1 for a broken connection, -2 for a timeout. */
    status: number;
    headers?: Record<string, unknown> | undefined;
    data?: Buffer | string | null | undefined;
    /** Of an error. */
    name?: string | undefined;
    message?: string | undefined;
  }

  // Errors: plain Errors, told apart by `name` or `code`.

  /** The service answered with an error. */
  interface ServiceError extends Error {
    /** `code` and `Error`: `NoSuchKeyError`, `AccessDeniedError`; `UnknownError` without a code. */
    name: string;
    /** Of the reply. */
    status: number;
    /** The service's: `NoSuchKey`, `AccessDenied`, `InvalidAccessKeyId`. */
    code?: string | undefined;
    /** Names the request to the service's support. */
    requestId?: string | undefined;
    /** The service's finer code: `0003-00000001`. */
    ecCode?: string | undefined;
    hostId?: string | undefined;
    /** Empty, on errors without a body. */
    host?: string;
    /** The request that failed. */
    params: RequestParams;
  }

  /** No connection (`RequestError`), a header that cannot be sent (`TypeError`), or a broken one (`ResponseError`). */
  interface ConnectionError extends Error {
    name: 'RequestError' | 'ResponseError' | 'TypeError';
    code: 'RequestError' | 'ResponseError' | 'TypeError';
    status: -1;
    /** With the system's `code`: `ECONNREFUSED`, `ECONNRESET`. */
    cause?: Error & { code?: string };
  }

  /** No connection, or no free one of `maxSockets`, within the timeout. */
  interface ConnectTimeoutError extends Error {
    name: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    code: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    status: -2;
  }

  /** No whole answer within the timeout. Has a name only, as in ali-oss. */
  interface ResponseTimeoutError extends Error {
    name: 'ResponseTimeoutError';
  }

  /** A call did not end within its `deadline`. What has reached the service may have taken effect. Not in ali-oss. */
  interface DeadlineError extends Error {
    name: 'DeadlineError';
    code: 'DeadlineError';
    status: -2;
  }

  /**
   * A body of more than 5 GB (5,368,709,120 bytes), which no single request can carry. It is refused before it is sent if its
   * length is known, and broken off if not. Not in ali-oss.
   */
  interface EntityTooLargeError extends Error {
    name: 'EntityTooLargeError';
    code: 'EntityTooLarge';
  }

  /** The bytes that were sent or received are not those that the service has. Not in ali-oss. */
  interface CrcMismatchError extends Error {
    name: 'CrcMismatchError';
    code: 'CrcMismatch';
    status: number;
    requestId?: string | undefined;
    /** The service's CRC-64 in decimal. */
    expected: string;
    /** The CRC-64 of the bytes here, in decimal. */
    actual: string;
  }

  /** The token service answered with an error. */
  interface STSError extends Error {
    name: 'Error';
    /** `<code>: <text>`, or `UnknownError: <body>`. */
    message: string;
    status: number;
    /** `NoPermission`, `InvalidAccessKeyId.NotFound`. */
    code?: string | undefined;
    requestId?: string | undefined;
  }
}
