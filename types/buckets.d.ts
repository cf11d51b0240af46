import type OSS = require('../index');

/** Buckets, and what the service tells of them. */
export interface BucketMethods {
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
}

declare module '../index' {
  type ACLType = 'public-read-write' | 'public-read' | 'private';
  type RedundancyType = 'LRS' | 'ZRS';
  type StorageType = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive';

  interface OwnerType {
    id: string;
    displayName: string;
  }

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

  interface ListBucketsOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  }

  interface Bucket {
    name: string;
    /** `oss-cn-hangzhou`. */
    region: string;
    /** `2015-02-19T08:39:44.000Z`. */
    creationDate: string;
    storageClass: StorageType;
    StorageClass: StorageType;
    /** Values by key. Without tags there is a member of the name `undefined`, which is undefined, as in ali-oss. */
    tag: Record<string, string | undefined>;
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

  interface PutBucketResult {
    /** The bucket's name, from the `Location` of the reply. */
    bucket: string;
    res: NormalSuccessResponse;
  }

  interface BucketSubresourceOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
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

  interface GetBucketInfoResult {
    bucket: BucketInfo;
    res: NormalSuccessResponse;
  }

  interface GetBucketLocationResult {
    /** `oss-cn-hangzhou`. */
    location: string;
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

  interface GetBucketStatResult {
    stat: BucketStat;
    res: NormalSuccessResponse;
  }
}
