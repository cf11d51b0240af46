import type OSS = require('../index');

/** For those who speak to the service on their own. */
export interface HelperMethods {
  /** The V1 signature of a text: the Base64 of its HMAC-SHA1. */
  signature(stringToSign: string): string;

  /**
   * The `Authorization` header of V1 for a request that the caller puts together.
   *
   * @param resource `/bucket/key`
   * @param headers those of the request, `x-oss-date` among them
   */
  authorization(
    method: string,
    resource: string,
    subres?: OSS.RequestParams['subres'] | null,
    headers?: OSS.RequestHeaders
  ): string;

  /**
   * The `Authorization` header of V4 for a request that the caller puts together.
   *
   * @param request headers and queries of the request, `x-oss-date` (`20261123T123456Z`) among them
   * @throws {Error} `Can't find additional header <name> in request headers.`
   */
  authorizationV4(
    method: string,
    request: OSS.SignedRequestV4,
    bucketName?: string,
    objectName?: string,
    additionalHeaders?: readonly string[]
  ): string;

  /**
   * A document as the value that xml2js makes of it: the content of the root, elements once as values, repeated as arrays,
   * attributes under `$`; null for an empty document.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a document has the shape that its writer gives it
  parseXML<Data = any>(text: string | Buffer): Promise<Data>;

  /** The Error that a call would reject with for a reply, or a failure on the way to one, that the caller came by. */
  requestError(result: OSS.UnexpectedResult): Promise<Error>;

  /** Whether the bucket goes into the path instead of the host, from now on; returns the client. */
  setSLDEnabled(enable: boolean): this;

  /** Whether the runtime is this browser; Node is none. */
  checkBrowserAndVersion(name: string, version: string): boolean;
}

declare module '../index' {
  interface SignedRequestV4 {
    headers: RequestHeaders;
    queries?: QueryParameters | undefined;
  }

  /** A reply, or an error of a transport. */
  interface UnexpectedResult {
    /** Of the reply; -1 for a broken connection, -2 for a timeout. */
    status: number;
    headers?: Record<string, unknown> | undefined;
    data?: Buffer | string | null | undefined;
    /** Of an error. */
    name?: string | undefined;
    message?: string | undefined;
  }
}
