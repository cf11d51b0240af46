import type OSS = require('../index');

/** Objects of any size, moved in parts. */
export interface TransferMethods {
  /**
   * Stores an object of any size: the regular file at a path, bytes, or what a stream brings, of known length or not.
   *
   * What is no larger than a part goes in one request, the rest in parts of 8 MiB (more for files above 78 GiB), five at a
   * time. Files are read by Rust. The parts of a stream are gathered in memory: 4 MiB each, growing to 32 MiB, so that 10,000
   * of them hold 179 GiB; all transfers of the process share 12 MiB for this, beside one part each. Each part is repeated by
   * itself when it fails, parts and the whole are compared with the service's CRC-64.
   *
   * When it fails or is cancelled, the upload in the service is given up, unless there is a `checkpoint`: then the same call
   * goes on with the parts that are missing, also after the process was killed.
   *
   * Not in ali-oss.
   *
   * @throws {SourceChangedError} `code` `SourceChanged`: the file was changed while it was uploaded; no object was made of it
   * @throws {CrcMismatchError} the object is not what was sent
   */
  upload(
    name: string,
    source: OSS.UploadSource,
    options?: OSS.UploadOptions | null
  ): Promise<OSS.UploadResult>;

  /**
   * Fetches an object of any size into the file at `path`: ranges of 8 MiB, five at a time, into a file beside it that takes
   * its place, and its mode, once all of it is there and compared with the service's CRC-64. Links are followed. What cannot
   * be replaced (devices, FIFOs, files in a folder that cannot be written) is written from its start to its end.
   *
   * A range whose connection breaks goes on where it broke. Should the object change meanwhile, the download fails with 412
   * and the file stays as it was.
   *
   * Not in ali-oss.
   *
   * @throws {CrcMismatchError} what came is not what the service has; the file stays as it was
   */
  download(name: string, path: string, options?: OSS.DownloadOptions | null): Promise<OSS.DownloadResult>;

  /**
   * Copies an object of any size inside the service: in one request up to 200 MiB, or `partSize` if that is smaller, and
   * else in parts of 64 MiB. Content type, caching headers, metadata and tags come along, as with `copy`, unless `meta`,
   * `mime` or such a header is given. ACL and storage class do not. Should the source change meanwhile, it fails with 412.
   *
   * Not in ali-oss.
   */
  copyLarge(
    name: string,
    source: OSS.CopySource,
    options?: OSS.CopyLargeOptions | null
  ): Promise<OSS.CopyLargeResult>;
}

declare module '../index' {
  /** How far a transfer is. */
  interface TransferProgress {
    /** Bytes that are there, those of an earlier run included. Never less than before. */
    transferred: number;
    /** Bytes of the whole, if known. */
    total: number | undefined;
    /** Bytes per second, smoothed. */
    rate: number;
  }

  interface TransferOptions {
    /** Parts under way at the same time; 5. */
    parallel?: number | undefined;
    /**
     * Bytes of a part, 100 KiB to 5 GiB; larger where there would be more than 10,000 parts. Those of a stream are held in
     * memory.
     */
    partSize?: number | undefined;
    /** Of each request, instead of the client's `timeout`. */
    timeout?: Timeout | undefined;
    /** Further headers. */
    headers?: RequestHeaders | undefined;
    /**
     * Gives the transfer up: its connections are closed at once, and it rejects with an `AbortError` whose `cause` is the
     * signal's reason when what it had begun in the service is removed.
     */
    signal?: AbortSignal | undefined;
    /** Called at most ten times a second, in the caller's asynchronous context. An error of it ends the transfer. */
    onProgress?: ((progress: TransferProgress) => void) | undefined;
    /** Kept and not used. */
    ctx?: unknown;
  }

  /** What `upload` stores: the path of a file, bytes, or a stream. */
  type UploadSource = string | Buffer | Uint8Array | ArrayBuffer | StreamSource;

  interface UploadOptions extends TransferOptions {
    /** Sent as `x-oss-meta-*`. */
    meta?: UserMeta | undefined;
    /** Content type, or a file extension that stands for one. By the extension of the file or the key unless given. */
    mime?: string | undefined;
    /** As for `put`. */
    callback?: ObjectCallback | undefined;
    /**
     * Lets the upload of a file go on where an earlier call was cut off: a file that is written as parts are done, stays when
     * the upload fails, and is removed when it succeeds. `true`: beside the local file, `.NAME.KEY.oss-checkpoint`; a path:
     * that file, or one in that folder. If the local file is no longer the same (size, time, inode), or the upload is gone,
     * it begins anew.
     *
     * A checkpoint object of `multipartUpload`, also one of ali-oss: goes on with that upload, which stays when this fails.
     */
    checkpoint?: boolean | string | Checkpoint | undefined;
  }

  interface UploadResult {
    name: string;
    bucket: string | null | undefined;
    url: string;
    /** In quotes. */
    etag: string;
    /** Bytes. */
    size: number;
    /** Requests that the content took. */
    parts: number;
    /** Bytes that an earlier call had uploaded already. */
    resumed: number;
    /** CRC-64 of the content, in decimal. */
    crc64: string | undefined;
    /** In buckets with versions. */
    versionId: string | undefined;
    /** With a callback: what its receiver said. */
    data?: unknown;
    /** The last reply. */
    res: NormalSuccessResponse;
  }

  interface DownloadOptions extends TransferOptions {
    versionId?: string | null | undefined;
    /**
     * Lets the download go on where an earlier call was cut off: a file that is written as parts are done, stays when the
     * download fails, together with what has come, and is removed when it succeeds. `true`: beside `path`,
     * `.NAME.KEY.oss-checkpoint`; a path: that file, or one in that folder. If the object is no longer the same (ETag), it
     * begins anew.
     */
    checkpoint?: boolean | string | undefined;
  }

  interface DownloadResult extends Omit<UploadResult, 'bucket' | 'url' | 'data'> {
    /** Absolute. */
    path: string;
  }

  /** A key of the client's bucket, `/bucket/key`, or both apart. */
  type CopySource =
    | string
    | { name: string; bucket?: string | undefined; versionId?: string | null | undefined };

  interface CopyLargeOptions extends TransferOptions {
    /** Instead of the source's. */
    meta?: UserMeta | undefined;
    /** Content type instead of the source's. */
    mime?: string | undefined;
    /** Lets the copy go on where an earlier call was cut off: the path of a file, or of a folder for it. */
    checkpoint?: string | undefined;
  }

  interface CopyLargeResult extends Omit<UploadResult, 'url' | 'data'> {}
}
