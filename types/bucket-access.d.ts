import type OSS = require('../index');

/** Settings of a bucket: who may do what with it, from where, and who pays. */
export interface BucketAccessMethods {
  /** Sets who may do what with a bucket (PutBucketACL). As in ali-oss, the headers of the options are not sent. */
  putBucketACL(
    name: string,
    acl: OSS.ACLType,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.PutBucketACLResult>;

  /** Tells who may do what with a bucket (GetBucketACL). */
  getBucketACL(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketACLResult>;

  /**
   * Sets the policy of a bucket (PutBucketPolicy): what others may do with it.
   *
   * Rejects with `policy is not Object`.
   */
  putBucketPolicy(
    name: string,
    policy: object,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** The policy of a bucket (GetBucketPolicy); null when there is none (404). */
  getBucketPolicy(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketPolicyResult>;

  /** Takes the policy of a bucket away (DeleteBucketPolicy). */
  deleteBucketPolicy(name: string, options?: OSS.RequestOptions | null): Promise<OSS.StatusResult>;

  /** Sets from which pages the objects of a bucket may be linked (PutBucketReferer). */
  putBucketReferer(
    name: string,
    allowEmpty: boolean,
    referers?: readonly string[] | null,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** From which pages the objects of a bucket may be linked (GetBucketReferer). */
  getBucketReferer(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketRefererResult>;

  /** Lets all pages link the objects of a bucket (PutBucketReferer with an empty list). */
  deleteBucketReferer(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Sets which sites may use a bucket from a browser (PutBucketCors).
   *
   * Rejects with an `AssertionError`: `rules is required`, `allowedOrigin is required`, `allowedMethod is required`.
   */
  putBucketCORS(
    name: string,
    rules: readonly OSS.CORSRule[],
    options?: OSS.RequestOptions | null
  ): Promise<OSS.EmptyResult>;

  /** Which sites may use a bucket from a browser (GetBucketCors). What is there once is a text, what is repeated an array. */
  getBucketCORS(name: string, options?: OSS.RequestOptions | null): Promise<OSS.GetBucketCORSResult>;

  /** Lets no other site use a bucket from a browser (DeleteBucketCors). */
  deleteBucketCORS(name: string, options?: OSS.RequestOptions | null): Promise<OSS.EmptyResult>;

  /**
   * Sets who pays for the requests to a bucket and their traffic (PutBucketRequestPayment).
   *
   * Rejects with `payer must be BucketOwner or Requester`.
   */
  putBucketRequestPayment(
    name: string,
    payer: OSS.PayerType,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.StatusResult>;

  /** Who pays for the requests to a bucket and their traffic (GetBucketRequestPayment). */
  getBucketRequestPayment(
    name: string,
    options?: OSS.RequestOptions | null
  ): Promise<OSS.GetBucketRequestPaymentResult>;
}

declare module '../index' {
  interface PutBucketACLResult {
    /** The bucket's name, if the reply has a `Location`. */
    bucket: string | null;
    res: NormalSuccessResponse;
  }

  interface GetBucketACLResult {
    acl: ACLType;
    owner: OwnerType;
    res: NormalSuccessResponse;
  }

  interface GetBucketPolicyResult extends StatusResult {
    /** Null when there is none. */
    // biome-ignore lint/suspicious/noExplicitAny: a policy has the shape that its author gave it
    policy: any;
  }

  interface GetBucketRefererResult {
    allowEmpty: boolean;
    /** Null when there are none. */
    referers: string[] | null;
    res: NormalSuccessResponse;
  }

  interface CORSRule {
    /** `https://example.com`, `*`. */
    allowedOrigin: string | string[];
    /** `GET`, `PUT`, `DELETE`, `POST`, `HEAD`. */
    allowedMethod: string | string[];
    allowedHeader?: string | string[] | undefined;
    exposeHeader?: string | string[] | undefined;
    /** Seconds that a browser may keep the answer; text in results. */
    maxAgeSeconds?: string | number | undefined;
  }

  interface GetBucketCORSResult {
    rules: CORSRule[];
    res: NormalSuccessResponse;
  }

  type PayerType = 'BucketOwner' | 'Requester';

  interface GetBucketRequestPaymentResult extends StatusResult {
    payer: PayerType;
  }
}
