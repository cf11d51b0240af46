import type { Readable } from 'node:stream';

import type OSS = require('../index');

/** Objects: their contents in and out. */
export interface ObjectMethods {
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

  /** Fetches an object's headers and metadata (HeadObject); rejects with `NoSuchKeyError` when there is none. */
  head(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.HeadObjectResult>;

  /** Fetches size, entity tag and time of an object (GetObjectMeta), in the headers of `res`. */
  getObjectMeta(name: string, options?: OSS.HeadObjectOptions | null): Promise<OSS.StatusResult>;

  /** Deletes an object, or one version of it (DeleteObject). That there is none is no error. */
  delete(name: string, options?: OSS.DeleteObjectOptions): Promise<OSS.EmptyResult>;

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
}

declare module '../index' {
  interface ObjectRequestOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
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

  /** Metadata of an object, by name in any letter case. Values are sent as text. */
  interface UserMeta {
    // biome-ignore lint/suspicious/noExplicitAny: so that any object is taken
    [name: string]: any;
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

  interface PutObjectResult {
    /** The key, without leading slashes. */
    name: string;
    /** Unsigned. */
    url: string;
    /** What the callback answered; only with a callback. */
    data?: object;
    res: NormalSuccessResponse;
  }

  interface GetObjectOptions extends HeadObjectOptions, ProgressOptions {
    /** Image processing: `image/resize,w_200`. Sent as `x-oss-process`. */
    process?: string | undefined;
  }

  /** `Content` is Buffer, or null when the body went into a file. */
  // biome-ignore lint/suspicious/noExplicitAny: as the result is typed for ali-oss
  interface GetObjectResult<Content extends Buffer | null = any> {
    /** Empty when the object was not modified (304). */
    content: Content;
    res: NormalSuccessResponse;
  }

  interface GetStreamOptions extends GetObjectOptions {}

  interface GetStreamResult {
    /** The body. */
    stream: Readable;
    res: { status: number; headers: ResponseHeaders };
  }

  interface HeadObjectOptions extends ObjectRequestOptions {
    /** A version of the object, instead of the latest. */
    versionId?: string | undefined;
  }

  interface HeadObjectResult {
    /** 200, or 304 when a condition says that nothing changed. */
    status: number;
    /** Metadata by name in lower case; null when there is none. */
    meta: Record<string, string> | null;
    res: NormalSuccessResponse;
  }

  interface DeleteObjectOptions extends ObjectRequestOptions {
    /** A version of the object. Without it a versioned bucket gets a delete marker. */
    versionId?: string | undefined;
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
    nextAppendPosition: string;
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
}
