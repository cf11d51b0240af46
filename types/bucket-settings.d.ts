import type OSS = require('../index');

/** Settings of a bucket: log, web site, encryption, tags, inventories. */
export interface BucketSettingMethods {
  /** Has the requests to a bucket written into objects of its own, hourly (PutBucketLogging). */
  putBucketLogging(
    name: string,
    prefix?: string | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Whether requests are written down, and under which prefix (GetBucketLogging). */
  getBucketLogging(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketLoggingResult>;

  /** Ends the writing down of requests (DeleteBucketLogging). */
  deleteBucketLogging(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Makes a bucket serve a web site (PutBucketWebsite).
   *
   * Rejects with `RoutingRules must be Array`.
   */
  putBucketWebsite(
    name: string,
    config?: OSS.PutBucketWebsiteConfig,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** The web site of a bucket (GetBucketWebsite); rejects with `NoSuchWebsiteConfigurationError` when it is none. */
  getBucketWebsite(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketWebsiteResult>;

  /** Ends the web site of a bucket (DeleteBucketWebsite). */
  deleteBucketWebsite(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /** Sets how new objects of a bucket are encrypted (PutBucketEncryption). */
  putBucketEncryption(
    name: string,
    options?: OSS.PutBucketEncryptionOptions | null
  ): Promise<OSS.StatusResult>;

  /** How new objects of a bucket are encrypted (GetBucketEncryption). */
  getBucketEncryption(
    name: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketEncryptionResult>;

  /** Ends the encryption of new objects of a bucket (DeleteBucketEncryption). */
  deleteBucketEncryption(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /**
   * Replaces the tags of a bucket (PutBucketTags): at most 20, keys up to 64 and values up to 128 characters.
   *
   * @param tag values by key
   */
  putBucketTags(
    name: string,
    tag: Record<string, string>,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** The tags of a bucket (GetBucketTags). */
  getBucketTags(name: string, options?: OSS.RequestOptions | null): Promise<OSS.TaggingResult>;

  /** Takes the tags of a bucket away (DeleteBucketTags). */
  deleteBucketTags(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /** Has the objects of a bucket listed into files, daily or weekly (PutBucketInventory). */
  putBucketInventory(
    name: string,
    inventory: OSS.Inventory,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.StatusResult>;

  /** One inventory of a bucket (GetBucketInventory). */
  getBucketInventory(
    name: string,
    inventoryId: string,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.GetBucketInventoryResult>;

  /** A page of the inventories of a bucket (ListBucketInventory): at most 100. */
  listBucketInventory(
    name: string,
    options?: OSS.ListBucketInventoryOptions
  ): Promise<OSS.ListBucketInventoryResult>;

  /** Ends an inventory of a bucket (DeleteBucketInventory). */
  deleteBucketInventory(
    name: string,
    inventoryId: string,
    options?: OSS.BucketSubresourceOptions
  ): Promise<OSS.StatusResult>;
}

declare module '../index' {
  interface GetBucketLoggingResult {
    enable: boolean;
    prefix: string | null;
    res: NormalSuccessResponse;
  }

  interface PutBucketWebsiteConfig {
    /** Key of the page for a folder; `index.html`. */
    index?: string | undefined;
    /** Whether folders below the root have such a page, too. */
    supportSubDir?: boolean | string | undefined;
    /** What a folder without a page gives: 0 looks for the folder's page, 1 the error page, 2 the root's page. */
    type?: number | string | undefined;
    /** Key of the page for what is not there. */
    error?: string | undefined;
    /** In the service's words: `{ RuleNumber, Condition, Redirect }`. */
    routingRules?: readonly object[] | undefined;
  }

  interface GetBucketWebsiteResult {
    /** Empty when there is none. */
    index: string;
    /** `'true'` or `'false'`. */
    supportSubDir: string;
    type: string | undefined;
    /** In the service's words. */
    // biome-ignore lint/suspicious/noExplicitAny: rules have many shapes
    routingRules: any[];
    error: string | null;
    res: NormalSuccessResponse;
  }

  interface PutBucketEncryptionOptions extends RequestOptions {
    SSEAlgorithm: 'AES256' | 'KMS' | 'SM4';
    KMSMasterKeyID?: string | undefined;
  }

  interface BucketEncryption {
    SSEAlgorithm: string;
    KMSMasterKeyID?: string;
    [name: string]: string | undefined;
  }

  interface GetBucketEncryptionResult extends StatusResult {
    encryption: BucketEncryption;
  }

  interface Inventory {
    id: string;
    isEnabled: boolean;
    /** Only objects whose keys begin so. */
    prefix?: string | undefined;
    OSSBucketDestination: InventoryDestination;
    frequency: 'Daily' | 'Weekly';
    includedObjectVersions: 'All' | 'Current';
    optionalFields?: { field?: readonly string[] | undefined } | undefined;
  }

  interface InventoryDestination {
    format: 'CSV';
    accountId: string;
    /** Name of the role that may write the files. */
    rolename: string;
    /** Name of the bucket that the files go to. */
    bucket: string;
    /** The files' keys begin so. */
    prefix?: string | undefined;
    encryption?: '' | { 'SSE-OSS': '' } | { 'SSE-KMS': { keyId: string } } | undefined;
  }

  /** An inventory as the service tells it. */
  interface InventoryInfo {
    id: string;
    isEnabled: boolean;
    prefix: string;
    OSSBucketDestination: InventoryDestinationInfo;
    frequency: string;
    /** What the service tells of the schedule beside `frequency`. */
    schedule: Record<string, string>;
    includedObjectVersions: string;
    optionalFields?: { field: string[] };
  }

  interface InventoryDestinationInfo {
    format: string;
    accountId: string;
    rolename: string;
    bucket: string;
    // biome-ignore lint/suspicious/noExplicitAny: the service adds to it
    [name: string]: any;
  }

  interface GetBucketInventoryResult extends StatusResult {
    inventory: InventoryInfo;
  }

  interface ListBucketInventoryOptions extends BucketSubresourceOptions {
    /** `nextContinuationToken` of the page before. */
    continuationToken?: string | undefined;
  }

  interface ListBucketInventoryResult extends StatusResult {
    isTruncated: boolean;
    nextContinuationToken: string | undefined;
    /** Undefined when there are none. */
    inventoryList: InventoryInfo[] | undefined;
  }
}
