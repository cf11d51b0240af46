import type OSS = require('../index');

/** Whole folders. */
export interface DirectoryMethods {
  /**
   * Uploads all regular files below a folder, each with `upload`. A file that fails does not keep the others from being
   * uploaded: see `files` of the result.
   *
   * The keys are `prefix` (with a slash at its end, unless it is empty) and the path below `dir`, with slashes. Empty folders,
   * checkpoints and special files have no objects. Links are left out, or followed with `symlinks: 'follow'` as long as they
   * stay inside `dir`.
   *
   * Not in ali-oss.
   *
   * @throws {AbortError} when the signal speaks; `files` of the error tells what was done
   */
  uploadDirectory(
    dir: string,
    prefix: string,
    options?: OSS.UploadDirectoryOptions | null
  ): Promise<OSS.DirectoryResult>;

  /**
   * Downloads all objects whose keys begin with `prefix` (with a slash at its end, unless it is empty) into a folder, each
   * with `download`. A file that fails does not keep the others from being downloaded: see `files` of the result.
   *
   * Empty objects whose keys end in a slash become folders. A key that would lead out of `dir` is refused: one with `..`, `.` or
   * nothing between slashes, an absolute path, a NUL, on Windows also backslashes, colons and names of devices, or one that
   * goes through a link to outside.
   *
   * Not in ali-oss.
   *
   * @throws {AbortError} when the signal speaks; `files` of the error tells what was done
   */
  downloadDirectory(
    prefix: string,
    dir: string,
    options?: OSS.DownloadDirectoryOptions | null
  ): Promise<OSS.DirectoryResult>;
}

declare module '../index' {
  /** Names below a folder, with slashes: a pattern, several, or a function. */
  type DirectoryFilter = string | readonly string[] | ((name: string) => boolean);

  interface DirectoryOptions extends Omit<TransferOptions, 'onProgress'> {
    /**
     * Only these. In patterns `*` and `?` stand for any characters and any character of a name, `**` for any folders. One
     * without a slash is compared with the last part of the name, one with a slash with all of it.
     */
    include?: DirectoryFilter | undefined;
    /** Not these; of a folder, nothing below it. */
    exclude?: DirectoryFilter | undefined;
    /** Files under way at the same time; 4. `parallel` is the number of parts of each. */
    concurrency?: number | undefined;
    /** As for one file, true or the path of a folder. */
    checkpoint?: boolean | string | undefined;
    /** Called at most ten times a second for each file that is under way. An error of it ends the transfer. */
    onProgress?: ((progress: DirectoryProgress) => void) | undefined;
  }

  interface UploadDirectoryOptions extends DirectoryOptions {
    /** Of all objects. */
    meta?: UserMeta | undefined;
    /** Of all objects; by the extension of each file unless given. */
    mime?: string | undefined;
    /** `skip` (default) leaves links out; `follow` takes what they lead to, unless that is outside. */
    symlinks?: 'skip' | 'follow' | undefined;
  }

  interface DownloadDirectoryOptions extends DirectoryOptions {}

  interface DirectoryProgress {
    /** Bytes of all files. */
    transferred: number;
    total: number;
    /** Files that are done, failed ones included. */
    files: number;
    totalFiles: number;
  }

  interface DirectoryFile {
    /** The local file. */
    path: string;
    /** The key. */
    name: string;
    /** Bytes. */
    size: number;
    status: 'done' | 'failed' | 'skipped';
    /** Why it failed or was skipped. */
    error?: Error;
  }

  interface DirectoryResult {
    /** In the order of their names; links and special files that were left out are `skipped`. */
    files: DirectoryFile[];
    done: number;
    failed: number;
    skipped: number;
    /** Bytes of the files that are done. */
    size: number;
  }
}
