import type OSS = require('../index');

/** Uploads in parts. */
export interface MultipartMethods {
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
  /** With options by the name that `@types/ali-oss` has for them. */
  multipartUploadCopy(
    name: string,
    sourceData: OSS.MultipartUploadCopySourceData,
    options: OSS.MultipartUploadOptions
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
}

declare module '../index' {
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

  /**
   * How far it has come, from 0 to 1, and how to go on from there. A function whose own type knows no `null` is taken as well:
   * a method's parameters are compared in both directions.
   */
  type MultipartProgress<Rest extends unknown[]> = {
    report(fraction: number, ...rest: Rest): unknown;
  }['report'];

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
      | MultipartProgress<[checkpoint?: Checkpoint | null, res?: NormalSuccessResponse]>
      | null
      | undefined;
    /** What `progress` was given: goes on from there. Refused when the source has another size now. */
    checkpoint?: Checkpoint | null | undefined;
    callback?: ObjectCallback | undefined;
    /** Of `multipartUploadCopy`, for those who have one set of options for both. */
    copyheaders?: RequestHeaders | undefined;
  }

  /** How far an upload in parts has come. It can be kept as JSON when `file` is a path. */
  interface Checkpoint {
    /** What `multipartUpload` was given. */
    // biome-ignore lint/suspicious/noExplicitAny: as it is typed for ali-oss
    file: any;
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
      | MultipartProgress<[checkpoint: CopyCheckpoint | null, res: NormalSuccessResponse]>
      | null
      | undefined;
    /** What `progress` was given: goes on from there. */
    checkpoint?: CopyCheckpoint | Checkpoint | null | undefined;
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
    progress?: MultipartProgress<[checkpoint: null, res: NormalSuccessResponse]> | null | undefined;
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
}
