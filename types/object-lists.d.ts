import type OSS = require('../index');

/** Lists of objects and of their versions. */
export interface ObjectListMethods {
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
}

declare module '../index' {
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
}
