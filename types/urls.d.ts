import type OSS = require('../index');

/** Addresses of objects, signed ones among them, and forms. */
export interface UrlMethods {
  /**
   * A URL, signed with V1, for a request that anyone may make until it expires.
   *
   * @param strictObjectNameValidation refuse names that start with `?`; true
   * @throws {Error} `can not get the object URL when endpoint is IP`, `Invalid object name <name>`
   */
  signatureUrl(name: string, options?: OSS.SignatureUrlOptions, strictObjectNameValidation?: boolean): string;

  /** `signatureUrl`, after a refresh of the STS token if one is due. */
  asyncSignatureUrl(
    name: string,
    options?: OSS.SignatureUrlOptions,
    strictObjectNameValidation?: boolean
  ): Promise<string>;

  /**
   * A URL, signed with V4, for a request that anyone may make until it expires. The STS token is refreshed first, if due.
   *
   * @param expires seconds, 1 to 604,800 (seven days)
   * @param request headers that the request must carry, and further query parameters (`null`: a name without value)
   * @param objectName the key, as it is; without one the URL is of the bucket
   * @param additionalHeaders names of headers to sign beside `Content-Type`, `Content-MD5` and `x-oss-*`
   */
  signatureUrlV4(
    method: OSS.HTTPMethods,
    expires: number,
    request?: OSS.SignatureUrlV4Request | null,
    objectName?: string,
    additionalHeaders?: readonly string[]
  ): Promise<string>;

  /**
   * The address of an object below the endpoint, which does not name the bucket, or below `baseUrl`. Unsigned.
   *
   * @throws {Error} `can not get the object URL when endpoint is IP`
   */
  getObjectUrl(name: string, baseUrl?: string): string;

  /**
   * The address of an object below the bucket's host, or below `baseUrl`. Unsigned.
   *
   * @throws {Error} `can not get the object URL when endpoint is IP`
   */
  generateObjectUrl(name: string, baseUrl?: string): string;

  /**
   * The form fields with which a browser may upload what a policy allows (PostObject), signed with V1.
   *
   * @param policy `{ expiration: '2026-12-01T12:00:00.000Z', conditions: [['content-length-range', 0, 1024]] }`, or its JSON
   * @throws {Error} `policy must be JSON string or Object`
   */
  calculatePostSignature(policy: object | string): OSS.PostObjectParams;

  /**
   * The form field `x-oss-signature` of a policy, signed with V4.
   *
   * @param date that of the form field `x-oss-date`
   */
  signPostObjectPolicyV4(policy: object | string, date: Date | number | string): string;
}

declare module '../index' {
  interface SignatureUrlOptions {
    /** Seconds that the URL is good for; 1800. */
    expires?: number | undefined;
    /** `GET` unless given. */
    method?: HTTPMethods | undefined;
    /** The request must carry it. */
    'Content-Type'?: string | undefined;
    /** The request must carry it. */
    'Content-MD5'?: string | undefined;
    /** Image processing: `image/resize,w_200`. */
    process?: string | undefined;
    /** Bits per second, 819,200 to 838,860,800. */
    trafficLimit?: number | undefined;
    /** Headers that the reply shall have. */
    response?: ResponseHeaderType | undefined;
    /** Further signed query parameters. */
    subResource?: QueryParameters | object | undefined;
    /** The service calls this address after the upload. */
    callback?: ObjectCallback | undefined;
    /** The request must carry it. */
    [header: `x-oss-${string}`]: HeaderValue;
  }

  interface SignatureUrlV4Request {
    headers?: RequestHeaders | undefined;
    queries?: QueryParameters | object | undefined;
  }

  interface ResponseHeaderType {
    'content-type'?: string | undefined;
    'content-disposition'?: string | undefined;
    'cache-control'?: string | undefined;
    'content-encoding'?: string | undefined;
    'content-language'?: string | undefined;
    expires?: string | undefined;
  }

  interface PostObjectParams {
    OSSAccessKeyId: string;
    Signature: string;
    /** Base64 of the policy's JSON. */
    policy: string;
  }
}
