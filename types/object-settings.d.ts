import type OSS = require('../index');

/** What an object has beside its content: access, tags, links, and whether it can be read. */
export interface ObjectSettingMethods {
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
   * Makes an archived object readable for some days (RestoreObject). It takes a minute to two days, by storage class and tier.
   *
   * Rejects with `RestoreAlreadyInProgressError` while it does, and, as in ali-oss, for an object that has been restored.
   */
  restore(name: string, options?: OSS.RestoreObjectOptions | null): Promise<OSS.EmptyResult>;
}

declare module '../index' {
  type ObjectACLType = ACLType | 'default';

  interface GetACLResult {
    acl: ObjectACLType;
    owner: OwnerType;
    res: NormalSuccessResponse;
  }

  interface PutSymlinkOptions extends HeadObjectOptions {
    storageClass?: StorageType | (string & {}) | undefined;
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

  interface RestoreObjectOptions extends HeadObjectOptions {
    /** The storage class that the object has; `Archive`. Only the cold ones have tiers. */
    type?: 'Archive' | 'ColdArchive' | 'DeepColdArchive' | undefined;
    /** Days that the object can be read for; 2. */
    Days?: number | string | undefined;
    /** The tier: how fast; `Standard`. */
    JobParameters?: 'Expedited' | 'Standard' | 'Bulk' | undefined;
  }
}
