import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

import type OSS = require('../index');

/** What every call takes and gives, and the call that all others end in. */
export interface RequestMethods {
  /**
   * Sends one request of the OSS API: what all other methods end in, and the way to operations that have none.
   *
   * @example
   * const { data } = await client.request({
   *   method: 'GET', bucket: 'my-bucket', subres: { acl: null }, successStatuses: [200], xmlResponse: true,
   * });
   */
  request(params: OSS.RequestParams & { customResponse: true }): Promise<OSS.StreamedRequestResult>;
  // biome-ignore lint/suspicious/noExplicitAny: a document has the shape that the service gives it
  request<Data = any>(params: OSS.RequestParams): Promise<OSS.RequestResult<Data>>;
}

declare module '../index' {
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
    /** Given to `client.urllib`. */
    ctx?: unknown;
    /**
     * Gives the call up: its connection is closed, and it rejects with an `AbortError` (`code` `ABORT_ERR`) whose `cause` is
     * the signal's reason. What has reached the service by then may have taken effect.
     */
    signal?: AbortSignal | undefined;
    /**
     * Instead of the client's `deadline`: milliseconds that the whole call may take, with all its requests, repetitions and
     * pauses, and with the body of a stream that it gives. Then it rejects with a `DeadlineError`, and its connection is
     * closed. None unless given.
     */
    deadline?: number | undefined;
  }

  /** What `onProgress` is told. */
  interface TransferProgress {
    /** Bytes of the body that the network has taken or brought. It never becomes less, whatever is repeated. */
    transferred: number;
    /** Bytes of the whole body. Undefined while it is a stream whose length is not known; the last report has it always. */
    total: number | undefined;
    /** Bytes per second, of the last second or so. */
    rate: number;
  }

  interface ProgressOptions {
    /**
     * Told how far the body has come: at most ten times a second, and once when all of it has. Runs in the async context
     * of the call. What it throws gives the call up: an `AbortError` with that as its `cause`.
     */
    onProgress?: ((progress: TransferProgress) => void) | undefined;
  }

  interface RequestParams extends RequestOptions, ProgressOptions {
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
    /** The body, as a stream. */
    stream?: StreamSource | undefined;
    /** The reply's body goes there. */
    writeStream?: NodeJS.WritableStream | undefined;
    /** The reply's body becomes a stream, `res` of the result. */
    customResponse?: boolean | undefined;
    /** No `Content-MD5` beside one in `headers`. */
    disabledMD5?: boolean | undefined;
    /** The body is this file, or `size` bytes of it from byte `from` on. */
    file?: { path: string; size: number; from?: number | undefined } | undefined;
    /** Path of the file that the reply's body is written to. */
    writeFile?: string | undefined;
    /** Any other status is an error. Unless given, no status is. */
    successStatuses?: readonly number[] | undefined;
    /** Read the reply as XML into `data`: elements once as values, repeated as arrays, attributes under `$`. */
    xmlResponse?: boolean | undefined;
  }

  interface RequestResult<Data> {
    status: number;
    headers: ResponseHeaders;
    /** The document with `xmlResponse`; else the body, which is null when it went into a file. */
    data: Data;
    res: NormalSuccessResponse;
  }

  /** With `customResponse`. */
  interface StreamedRequestResult {
    status: number;
    headers: ResponseHeaders;
    data: undefined;
    /** The body. */
    res: Readable;
  }

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

  interface StatusResult {
    /** Of the reply. */
    status: number;
    res: NormalSuccessResponse;
  }

  type HTTPMethods = 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
}
