/// <reference types="node" />

import type { IncomingHttpHeaders } from 'node:http';

export = OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service). `new` may be left out.
 *
 * @throws {Error} when an option is missing or malformed
 */
declare function OSS(options: OSS.Options | OSS.ClientOptions, ctx?: unknown): OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service).
 *
 * Methods that send a request are asynchronous, and reject with one of the `OSS.*Error` types. None changes its arguments.
 *
 * @example
 * const client = new OSS({ region: 'oss-cn-hangzhou', accessKeyId, accessKeySecret, bucket: 'my-bucket' });
 * await client.put('hello.txt', Buffer.from('hello'));
 */
// biome-ignore lint/suspicious/noRedeclare: called with and without `new`
declare class OSS {
  /** @throws {Error} when an option is missing or malformed */
  constructor(options: OSS.Options | OSS.ClientOptions, ctx?: unknown);

  /** The options in use. Live: a change takes effect at the next call. Holds the keys that were given: do not log it. */
  options: OSS.ClientOptions;
  /** The second argument of the constructor, kept and not used. */
  ctx: unknown;
  /** Sent as `User-Agent`. */
  userAgent: string;
  /** When the STS token was last refreshed, or the client made. */
  stsTokenFreshTime: Date;

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
   * Stores an object (PutObject), in place of one that has the name. At most 5 GB, in one request.
   *
   * The reply's CRC-64 is compared unless `crc64: false`. A Buffer above 256 KiB is read in place: do not change its bytes
   * before the promise settles, and note that it cannot be transferred to a worker any more (`zeroCopy: false` copies).
   *
   * @param name the key: 1 to 1,023 bytes of UTF-8; leading slashes are removed
   * @param file the content, or the path of a regular file
   */
  put(name: string, file: Buffer | string, options?: OSS.PutObjectOptions): Promise<OSS.PutObjectResult>;

  /**
   * Fetches an object (GetObject) into memory; rejects with `NoSuchKeyError` when there is none.
   *
   * A reply with `Content-Encoding: gzip` or `deflate` is inflated. The CRC-64 of whole bodies is checked.
   */
  get(
    name: string,
    file?: null | undefined,
    options?: OSS.GetObjectOptions | null
  ): Promise<OSS.GetObjectResult<Buffer>>;
  get(name: string, options: OSS.GetObjectOptions): Promise<OSS.GetObjectResult<Buffer>>;
  /**
   * Fetches an object (GetObject) into a file, which is replaced only by a complete download.
   *
   * @param file path of the file
   */
  get(name: string, file: string, options?: OSS.GetObjectOptions | null): Promise<OSS.GetObjectResult<null>>;
  get(
    name: string,
    file: string | OSS.GetObjectOptions | null | undefined,
    options?: OSS.GetObjectOptions | null
  ): Promise<OSS.GetObjectResult<Buffer | null>>;

  /** Fetches an object's headers and metadata (HeadObject); rejects with `NoSuchKeyError` when there is none. */
  head(name: string, options?: OSS.HeadObjectOptions): Promise<OSS.HeadObjectResult>;

  /** Deletes an object, or one version of it (DeleteObject). That there is none is no error. */
  delete(name: string, options?: OSS.DeleteObjectOptions): Promise<OSS.EmptyResult>;

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
   * Sends one request of the OSS API: what all other methods end in, and the way to operations that have none.
   *
   * @example
   * const { data } = await client.request({
   *   method: 'GET', bucket: 'my-bucket', subres: { acl: null }, successStatuses: [200], xmlResponse: true,
   * });
   */
  // biome-ignore lint/suspicious/noExplicitAny: a document has the shape that the service gives it
  request<Data = any>(params: OSS.RequestParams): Promise<OSS.RequestResult<Data>>;
}

declare namespace OSS {
  /** Checked options with their defaults, in a new object; what the constructor does first. */
  function initOptions(options: Options): ClientOptions;

  /** A client of STS (Security Token Service). `new` may be left out. */
  function STS(options: STSOptions): STS;

  /**
   * A client of STS (Security Token Service).
   *
   * @example
   * const sts = new OSS.STS({ accessKeyId, accessKeySecret });
   * const { credentials } = await sts.assumeRole('acs:ram::1234567890123456:role/reader');
   */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class STS {
    /** @throws {Error} `require accessKeyId, accessKeySecret` */
    constructor(options: STSOptions);

    /** Holds the keys that were given: do not log it. */
    options: STSOptions & Required<Pick<STSOptions, 'endpoint' | 'timeout'>>;

    /**
     * Asks for a temporary credential with the rights of a role (AssumeRole), less what `policy` leaves out.
     *
     * Rejects with an `STSError`.
     *
     * @param role `acs:ram::<account>:role/<name>`
     * @param policy a session policy, as an object or as JSON; at most 2,048 characters
     * @param expiration seconds, 900 up to the role's limit; 3600
     * @param session names the session in logs; 2 to 64 of `A-Z a-z 0-9 . @ - _`; `'app'`
     */
    assumeRole(
      role: string,
      policy?: object | string | null,
      expiration?: number | string | null,
      session?: string | null,
      options?: AssumeRoleOptions | null
    ): Promise<AssumeRoleResult>;
  }

  // Options

  interface Options {
    /** The key's id. Spaces around it are removed. */
    accessKeyId: string;
    /** The key's secret. Spaces around it are removed. */
    accessKeySecret: string;
    /** The token of a temporary credential. */
    stsToken?: string | null | undefined;
    /**
     * Gives a new temporary credential. Used only beside `stsToken`: when the interval is over, when `expiration` has
     * passed, and when the service says that the token is no longer good. One refresh serves all calls that wait for it.
     */
    refreshSTSToken?: (() => RefreshedCredential | Promise<RefreshedCredential>) | null | undefined;
    /** Milliseconds after which a token is refreshed; 300,000 (five minutes). */
    refreshSTSTokenInterval?: number | undefined;
    /** When the token expires. Calls after that wait for a refresh, and reject if it fails. Not in ali-oss. */
    expiration?: string | number | Date | null | undefined;
    /** The bucket of object calls; `useBucket` changes it. */
    bucket?: string | null | undefined;
    /**
     * `oss-cn-hangzhou.aliyuncs.com`, `localhost:9000`, `https://files.example.com`; wins over `region`.
     * Where `OSS_EMULATOR_HOST` is set in the environment, requests for `*.aliyuncs.com` go there instead.
     */
    endpoint?: string | null | undefined;
    /** `oss-cn-hangzhou` unless given. */
    region?: string | undefined;
    /** Use the region's internal endpoint, from servers inside the cloud; false. */
    internal?: boolean | undefined;
    /** HTTPS where the endpoint does not say; false. */
    secure?: boolean | undefined;
    /**
     * Time to connect, and time to answer: milliseconds, or a text such as `'60s'` or `'1 minute'`; 60,000.
     * Calls reject with `ConnectionTimeoutError` or `ResponseTimeoutError`.
     */
    timeout?: string | number | undefined;
    /** The endpoint is a domain bound to the bucket, which the URL then does not name; false. */
    cname?: boolean | undefined;
    /** The requester pays for requests and traffic (`x-oss-request-payer`); false. */
    isRequestPay?: boolean | undefined;
    /** Put the bucket into the path instead of the host; false. */
    sldEnable?: boolean | undefined;
    /** `'utf-8'` (the default) refuses header values beyond latin-1; any other value sends them as UTF-8. */
    headerEncoding?: string | undefined;
    /** How often a request that could not be sent or answered is sent again; 0. */
    retryMax?: number | undefined;
    /** Sign headers with V4 instead of V1; false. */
    authorizationV4?: boolean | undefined;
    /** Sign for this cloud box instead of a region; needs `endpoint` and `authorizationV4`. */
    cloudBoxId?: string | undefined;
    /** Connections at once of this client; unlimited unless given. */
    maxSockets?: number | undefined;
    /** Milliseconds added to the clock in signed headers; 0. */
    amendTimeSkewed?: number | undefined;
    /** Compare the CRC-64 of whole bodies with the service's; true. A mismatch is a `CrcMismatchError`. Not in ali-oss. */
    crc64?: boolean | undefined;
    /** Send the `Content-MD5` of Buffers, as ali-oss does; false, since the CRC-64 covers them. Not in ali-oss. */
    contentMd5?: boolean | undefined;
    /** Read Buffers above 256 KiB in place; true. `false` copies them. Not in ali-oss. */
    zeroCopy?: boolean | undefined;
  }

  /** `client.options`: the options with their defaults. */
  interface ClientOptions extends Omit<Options, 'endpoint' | 'timeout'> {
    bucket: string | null;
    endpoint: Endpoint;
    /** Milliseconds; undefined when the text given could not be read. */
    timeout: number | undefined;
    region: string | undefined;
    internal: boolean;
    secure: boolean;
    cname: boolean;
    isRequestPay: boolean;
    sldEnable: boolean;
    headerEncoding: string;
    refreshSTSTokenInterval: number;
    retryMax: number;
    authorizationV4: boolean;
    inited: true;
  }

  /** Where requests go: the fields of Node's legacy URL object. `protocol` and `host` count. */
  interface Endpoint {
    /** `http:` or `https:`. */
    protocol: string;
    slashes: boolean | null;
    auth: string | null;
    /** Name and port. */
    host: string;
    port: string | null;
    hostname: string;
    hash: string | null;
    search: string | null;
    query: string | null;
    pathname: string | null;
    path: string | null;
    href: string;
    /** The endpoint as text. */
    format(): string;
  }

  /** What `refreshSTSToken` gives: ali-oss's names, or `credentials` of `assumeRole` as they are. */
  type RefreshedCredential =
    | {
        accessKeyId: string;
        accessKeySecret: string;
        stsToken: string;
        /** When the token expires. */
        expiration?: string | number | Date | undefined;
      }
    | Credentials;

  /** A message on the diagnostics channel `ali-oss-native:credentials`. */
  interface CredentialsEvent {
    client: OSS;
    status: 'refreshed' | 'failed';
    /** Why the refresh failed. */
    error?: unknown;
  }

  interface STSOptions {
    accessKeyId: string;
    accessKeySecret: string;
    /** `https://sts.aliyuncs.com` unless given. */
    endpoint?: string | undefined;
    /** Milliseconds, or a text such as `'60s'`, which is the default. */
    timeout?: number | string | undefined;
  }

  interface AssumeRoleOptions {
    /** Milliseconds, or a text such as `'10s'`. */
    timeout?: number | string | undefined;
    ctx?: unknown;
  }

  /**
   * Time to connect and time to answer: milliseconds, a text such as `'10s'`, or a pair of them.
   */
  type Timeout = number | string | readonly [connect: number | string, response: number | string];

  type HeaderValue = string | number | boolean | null | undefined;

  /**
   * Headers of a request, by name in any letter case. Values are sent as text; null and undefined are left out.
   * Any object is taken; the names here are what editors offer.
   */
  type RequestHeaders = KnownRequestHeaders | object;

  interface KnownRequestHeaders {
    'Cache-Control'?: HeaderValue;
    'Content-Disposition'?: HeaderValue;
    'Content-Encoding'?: HeaderValue;
    'Content-MD5'?: HeaderValue;
    'Content-Type'?: HeaderValue;
    Expires?: HeaderValue;
    /** `bytes=0-9`. */
    Range?: HeaderValue;
    'If-Match'?: HeaderValue;
    'If-None-Match'?: HeaderValue;
    'If-Modified-Since'?: HeaderValue;
    'If-Unmodified-Since'?: HeaderValue;
    [name: `x-oss-${string}`]: HeaderValue;
  }

  type ParameterValue = string | number | boolean | bigint | null | undefined;

  /** Query parameters by name. Null, undefined and empty values are sent as the bare name, arrays as repeated names. */
  interface QueryParameters {
    [name: string]: ParameterValue | readonly ParameterValue[];
  }

  interface RequestOptions {
    /** Instead of the client's `timeout`. */
    timeout?: Timeout | undefined;
    /** Further headers. */
    headers?: RequestHeaders | undefined;
    /** Names of headers that V4 signs beside those it signs always; each must be among `headers`. */
    additionalHeaders?: readonly string[] | undefined;
    /** Kept and not used. */
    ctx?: unknown;
  }

  interface ObjectRequestOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
  }

  interface ListBucketsOptions extends RequestOptions {
    /** Further signed query parameters. */
    subres?: QueryParameters | undefined;
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

  interface PutObjectOptions extends ObjectRequestOptions {
    /** Content type, or a file extension that stands for one. By the extension of the file or the key unless given. */
    mime?: string | undefined;
    /** Sent as `x-oss-meta-*`; at most 8 KiB in all. `head` gives them back with names in lower case. */
    meta?: UserMeta | undefined;
    /** Instead of `PUT`. */
    method?: string | undefined;
    /**
     * The service calls this address after the upload, and its reply becomes `data` of the result. When the call fails the
     * object is there all the same, and the error is a `CallbackFailedError` with status 203. Not repeated after a failure.
     */
    callback?: ObjectCallback | undefined;
  }

  interface GetObjectOptions extends HeadObjectOptions {
    /** Image processing: `image/resize,w_200`. Sent as `x-oss-process`. */
    process?: string | undefined;
  }

  interface HeadObjectOptions extends ObjectRequestOptions {
    /** A version of the object, instead of the latest. */
    versionId?: string | undefined;
  }

  interface DeleteObjectOptions extends ObjectRequestOptions {
    /** A version of the object. Without it a versioned bucket gets a delete marker. */
    versionId?: string | undefined;
  }

  /** Metadata of an object, by name in any letter case. Values are sent as text. */
  type UserMeta = object;

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
    subResource?: QueryParameters | undefined;
    /** The service calls this address after the upload. */
    callback?: ObjectCallback | undefined;
    /** The request must carry it. */
    [header: `x-oss-${string}`]: HeaderValue;
  }

  interface SignatureUrlV4Request {
    headers?: RequestHeaders | undefined;
    queries?: QueryParameters | undefined;
  }

  interface ResponseHeaderType {
    'content-type'?: string | undefined;
    'content-disposition'?: string | undefined;
    'cache-control'?: string | undefined;
    'content-encoding'?: string | undefined;
    'content-language'?: string | undefined;
    expires?: string | undefined;
  }

  interface ObjectCallback {
    /** Address that the service posts to. */
    url: string;
    /** Body of that request: `key=${object}&etag=${etag}&mine=${x:mine}`. */
    body: string;
    /** `Host` of that request. */
    host?: string | undefined;
    /** `application/x-www-form-urlencoded` unless given, or `application/json`. */
    contentType?: string | undefined;
    /** Whether the service names the host in the TLS handshake; false. */
    callbackSNI?: boolean | undefined;
    /** Values of the `${x:name}` in the body, by name. */
    customValue?: object | undefined;
  }

  interface RequestParams extends RequestOptions {
    method: string;
    bucket?: string | null | undefined;
    /** The key. */
    object?: string | null | undefined;
    /** Query parameters that V1 signs: an object, names, or one name. */
    subres?: QueryParameters | readonly string[] | string | undefined;
    /** Query parameters that V1 does not sign. */
    query?: QueryParameters | null | undefined;
    /** Content type, or a file extension that stands for one. By the extension of the key unless given. */
    mime?: string | undefined;
    /** The body. */
    content?: Buffer | string | undefined;
    /** No `Content-MD5` beside one in `headers`. */
    disabledMD5?: boolean | undefined;
    /** The body is this file; `size` in bytes. */
    file?: { path: string; size: number } | undefined;
    /** Path of the file that the reply's body is written to. */
    writeFile?: string | undefined;
    /** Any other status is an error. Unless given, no status is. */
    successStatuses?: readonly number[] | undefined;
    /** Read the reply as XML into `data`: elements once as values, repeated as arrays, attributes under `$`. */
    xmlResponse?: boolean | undefined;
  }

  // Results

  type ACLType = 'public-read-write' | 'public-read' | 'private';
  type HTTPMethods = 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
  type RedundancyType = 'LRS' | 'ZRS';
  type StorageType = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive';

  /** Names in lower case. */
  interface ResponseHeaders extends IncomingHttpHeaders {
    [name: `x-oss-${string}`]: string | undefined;
  }

  /** What is known of a reply: `res` of every result. */
  interface NormalSuccessResponse {
    status: number;
    /** Same as `status`. */
    statusCode: number;
    statusMessage: string;
    headers: ResponseHeaders;
    /** Bytes of the body on the wire; 0 when it went into a file. */
    size: number;
    /** Always false. */
    aborted: boolean;
    /** Milliseconds from the call to the end of the reply. */
    rt: number;
    /** Whether the connection had been used before. */
    keepAliveSocket: boolean;
    /** The body; null when it went into a file. */
    data: Buffer | null;
    /** The URL of the request. */
    requestUrls: string[];
    timing: null;
    remoteAddress: string;
    remotePort: number;
    /** Requests on the connection so far. */
    socketHandledRequests: number;
    /** Replies on the connection so far. */
    socketHandledResponses: number;
  }

  interface EmptyResult {
    res: NormalSuccessResponse;
  }

  interface OwnerType {
    id: string;
    displayName: string;
  }

  interface Bucket {
    name: string;
    /** `oss-cn-hangzhou`. */
    region: string;
    /** `2015-02-19T08:39:44.000Z`. */
    creationDate: string;
    storageClass: StorageType;
    StorageClass: StorageType;
    tag: Record<string, string>;
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

  interface PutBucketResult {
    /** The bucket's name, from the `Location` of the reply. */
    bucket: string | null;
    res: NormalSuccessResponse;
  }

  interface PutObjectResult {
    /** The key, without leading slashes. */
    name: string;
    /** Unsigned. */
    url: string;
    /** What the callback answered; only with a callback. */
    data?: object;
    res: NormalSuccessResponse;
  }

  /** `Content` is Buffer, or null when the body went into a file. */
  // biome-ignore lint/suspicious/noExplicitAny: as the result is typed for ali-oss
  interface GetObjectResult<Content extends Buffer | null = any> {
    /** Empty when the object was not modified (304). */
    content: Content;
    res: NormalSuccessResponse;
  }

  interface HeadObjectResult {
    /** 200, or 304 when a condition says that nothing changed. */
    status: number;
    /** Metadata by name in lower case; null when there is none. */
    meta: Record<string, string> | null;
    res: NormalSuccessResponse;
  }

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

  interface RequestResult<Data> {
    status: number;
    headers: ResponseHeaders;
    /** The document with `xmlResponse`; else the body, which is null when it went into a file. */
    data: Data;
    res: NormalSuccessResponse;
  }

  /** A temporary credential. */
  interface Credentials {
    AccessKeyId: string;
    AccessKeySecret: string;
    SecurityToken: string;
    /** `2015-04-01T08:39:44Z`. */
    Expiration: string;
  }

  interface AssumeRoleResult {
    credentials: Credentials;
    res: NormalSuccessResponse;
  }

  // Errors: plain Errors, told apart by `name` or `code`.

  /** The service answered with an error. */
  interface ServiceError extends Error {
    /** `code` and `Error`: `NoSuchKeyError`, `AccessDeniedError`; `UnknownError` without a code. */
    name: string;
    /** Of the reply. */
    status: number;
    /** The service's: `NoSuchKey`, `AccessDenied`, `InvalidAccessKeyId`. */
    code?: string | undefined;
    /** Names the request to the service's support. */
    requestId?: string | undefined;
    /** The service's finer code: `0003-00000001`. */
    ecCode?: string | undefined;
    hostId?: string | undefined;
    /** Empty, on errors without a body. */
    host?: string;
    /** The request that failed. */
    params: RequestParams;
  }

  /** No connection (`RequestError`), a header that cannot be sent (`TypeError`), or a broken one (`ResponseError`). */
  interface ConnectionError extends Error {
    name: 'RequestError' | 'ResponseError' | 'TypeError';
    code: 'RequestError' | 'ResponseError' | 'TypeError';
    status: -1;
    /** With the system's `code`: `ECONNREFUSED`, `ECONNRESET`. */
    cause?: Error & { code?: string };
  }

  /** No connection, or no free one of `maxSockets`, within the timeout. */
  interface ConnectTimeoutError extends Error {
    name: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    code: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    status: -2;
  }

  /** No whole answer within the timeout. Has a name only, as in ali-oss. */
  interface ResponseTimeoutError extends Error {
    name: 'ResponseTimeoutError';
  }

  /** The bytes that were sent or received are not those that the service has. Not in ali-oss. */
  interface CrcMismatchError extends Error {
    name: 'CrcMismatchError';
    code: 'CrcMismatch';
    status: number;
    requestId?: string | undefined;
    /** The service's CRC-64 in decimal. */
    expected: string;
    /** The CRC-64 of the bytes here, in decimal. */
    actual: string;
  }

  /** The token service answered with an error. */
  interface STSError extends Error {
    name: 'Error';
    /** `<code>: <text>`, or `UnknownError: <body>`. */
    message: string;
    status: number;
    /** `NoPermission`, `InvalidAccessKeyId.NotFound`. */
    code?: string | undefined;
    requestId?: string | undefined;
  }
}
