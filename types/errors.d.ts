// Errors: plain Errors, told apart by `name` or `code`.

declare module '../index' {
  /** The service answered with an error. */
  interface ServiceError extends Error, AttemptsOfError {
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
  interface ConnectionError extends Error, AttemptsOfError {
    name: 'RequestError' | 'ResponseError' | 'TypeError';
    code: 'RequestError' | 'ResponseError' | 'TypeError';
    status: -1;
    /** With the system's `code`: `ECONNREFUSED`, `ECONNRESET`. */
    cause?: Error & { code?: string };
  }

  /** No connection, or no free one of `maxSockets`, within the timeout. */
  interface ConnectTimeoutError extends Error, AttemptsOfError {
    name: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    code: 'ConnectionTimeoutError' | 'SocketAssignTimeoutError';
    status: -2;
  }

  /** No whole answer within the timeout. Has a name only, as in ali-oss. */
  interface ResponseTimeoutError extends Error, AttemptsOfError {
    name: 'ResponseTimeoutError';
  }

  /** A call did not end within its `deadline`. What has reached the service may have taken effect. Not in ali-oss. */
  interface DeadlineError extends Error {
    name: 'DeadlineError';
    code: 'DeadlineError';
    status: -2;
  }

  /**
   * A body of more than 5 GB (5,368,709,120 bytes), which no single request can carry. It is refused before it is sent if its
   * length is known, and broken off if not. Not in ali-oss.
   */
  interface EntityTooLargeError extends Error {
    name: 'EntityTooLargeError';
    code: 'EntityTooLarge';
  }

  /** The bytes that were sent or received are not those that the service has. Not in ali-oss. */
  interface CrcMismatchError extends Error, AttemptsOfError {
    name: 'CrcMismatchError';
    code: 'CrcMismatch';
    status: number;
    requestId?: string | undefined;
    /** The service's CRC-64 in decimal. */
    expected: string;
    /** The CRC-64 of the bytes here, in decimal. */
    actual: string;
  }

  /** No provider has a credential. Its message tells what each said. */
  interface CredentialsError extends Error {
    name: 'CredentialsError';
    code: 'CredentialsError';
    /** What each said that was asked, in that order. */
    providers: { provider: string; message: string }[];
  }

  /**
   * The object became another one while it was downloaded, and the connection broke meanwhile; what is left cannot be added to
   * what came. Not in ali-oss.
   */
  interface ObjectChangedError extends Error, AttemptsOfError {
    name: 'ObjectChangedError';
    code: 'ObjectChanged';
    status: 412;
  }

  /** What errors of calls tell of the attempts that led to them. Not in ali-oss. */
  interface AttemptsOfError {
    /** The last attempt included; empty when nothing was sent. Not enumerable. */
    readonly attempts: Attempt[];
  }

  /** A failed attempt of a call. */
  interface Attempt {
    /** The pause before it in milliseconds; 0 for the first one. */
    delay: number;
    /** Of the reply, if one came. */
    status?: number;
    /** The service's code: `ServiceUnavailable`. */
    code?: string;
    /** What went wrong, unless the service's answer says it: `read ECONNRESET`. */
    cause?: string;
    requestId?: string;
    /** Address and port of the peer, if there was a connection. */
    remoteAddress?: string;
  }

  /** What a transfer reads is not what it was when the transfer began. Not in ali-oss. */
  interface SourceChangedError extends Error {
    name: 'SourceChangedError';
    code: 'SourceChanged';
  }

  /** The token service answered with an error. */
  interface STSError extends Error, AttemptsOfError {
    name: 'Error';
    /** `<code>: <text>`, or `UnknownError: <body>`. */
    message: string;
    status: number;
    /** `NoPermission`, `InvalidAccessKeyId.NotFound`. */
    code?: string | undefined;
    requestId?: string | undefined;
  }
}

export {};
