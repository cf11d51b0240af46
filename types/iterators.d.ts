import type OSS = require('../index');

/** What stands on lists of all objects. */
export interface IteratorMethods {
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
}

declare module '../index' {
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
}
