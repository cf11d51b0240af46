import type OSS = require('../index');

/** Settings of a bucket: how long it keeps objects. */
export interface BucketRetentionMethods {
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
}

declare module '../index' {
  type RuleStatusType = 'Enabled' | 'Disabled';
  type RuleVersioningStatus = 'Enabled' | 'Suspended';

  interface GetBucketVersioningResult extends StatusResult {
    /** Undefined when it was never set. */
    versionStatus: RuleVersioningStatus | undefined;
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
    /** In results: further conditions, in the service's words with a small first letter. */
    // biome-ignore lint/suspicious/noExplicitAny: the service adds to it
    filter?: any;
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
}
