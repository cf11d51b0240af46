import type OSS = require('../index');

/** Objects that the service makes itself: copies, what it fetches from elsewhere, processed images. */
export interface CopyMethods {
  /**
   * Copies an object inside the service (CopyObject): at most 1 GB, and within one region.
   *
   * Metadata and headers go along, unless `meta` or one of `Content-Type`, `Content-Encoding`, `Content-Language`,
   * `Content-Disposition`, `Cache-Control` and `Expires` is given: then only what is given counts. Each header is sent
   * with `x-oss-copy-source-` before its name too, so `If-Match` is a condition on the source.
   *
   * `data` of the result is null when a condition says that nothing changed (304), which takes `headers`.
   *
   * @param sourceName a key of the client's bucket, or `/bucket/key`
   */
  copy(
    name: string,
    sourceName: string,
    options?: (OSS.CopyObjectOptions & { headers?: undefined }) | null
  ): Promise<OSS.CopyAndPutMetaResult>;
  copy(
    name: string,
    sourceName: string,
    options: OSS.CopyObjectOptions
  ): Promise<OSS.CopyAndPutMetaResult<OSS.ModifyData | null>>;
  copy(
    name: string,
    sourceName: string,
    sourceBucket: string | undefined,
    options?: (OSS.CopyObjectOptions & { headers?: undefined }) | null
  ): Promise<OSS.CopyAndPutMetaResult>;
  copy(
    name: string,
    sourceName: string,
    sourceBucket: string | undefined,
    options: OSS.CopyObjectOptions
  ): Promise<OSS.CopyAndPutMetaResult<OSS.ModifyData | null>>;

  /** Replaces the metadata of an object, by copying it onto itself. Its content type and other headers go with it. */
  putMeta(
    name: string,
    meta?: OSS.UserMeta | null,
    options?: OSS.PutMetaOptions | null
  ): Promise<OSS.CopyAndPutMetaResult>;

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
    targetBucket?: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;
}

declare module '../index' {
  interface CopyObjectOptions extends ObjectRequestOptions {
    /** The copy's metadata, instead of the source's. */
    meta?: UserMeta | null | undefined;
    /** A version of the source. */
    versionId?: string | undefined;
  }

  interface PutMetaOptions extends Pick<RequestOptions, 'timeout' | 'ctx' | 'signal' | 'deadline'> {}

  interface ModifyData {
    /** In quotes: `"5B3C1A2E053D763E1B002CC607C5A0FE"`. */
    etag: string;
    /** `2015-02-19T08:39:44.000Z`. */
    lastModified: string;
  }

  interface CopyAndPutMetaResult<Data extends ModifyData | null = ModifyData> {
    data: Data;
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
}
