import type OSS = require('../index');

/** The connections of a client. */
export interface ConnectionMethods {
  /**
   * Refuses further calls, waits for those under way, and closes the connections. Streams that are still read stay readable.
   * A client that is not closed holds no process, and closes its connections after 15 seconds without use.
   *
   * Calls after that reject with `ClientClosedError`, code `ClientClosed`. Not in ali-oss.
   */
  close(): Promise<void>;

  /** `close()`, for `await using`; where the runtime has the symbol (Node.js 18.18). */
  [Symbol.asyncDispose](): Promise<void>;

  /** What the connections of this client are doing and have done, other transports than the native one left out. Not in ali-oss. */
  stats(): OSS.ClientStats;
}

declare module '../index' {
  interface ClientStats {
    /** Connections, idle ones included. */
    open: number;
    /** Connections that wait for a request. */
    idle: number;
    /** Requests that wait for one of `maxSockets`. */
    queued: number;
    /** Requests sent since the client was made, each attempt counted. */
    requests: number;
    /** Attempts beyond the first of their call. */
    retries: number;
    /** Bytes of HTTP sent, heads included, TLS not. */
    bytesSent: number;
    /** The same received. */
    bytesReceived: number;
  }
}
