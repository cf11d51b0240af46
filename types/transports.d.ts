import type OSS = require('../index');

// What carries requests.

declare module '../index' {
  /** An agent of Node's `http` or `https`, or what can stand for one. */
  // biome-ignore lint/suspicious/noExplicitAny: its insides are its own
  type Agent = import('node:http').Agent | { createConnection: (...given: any[]) => any };

  /** What sends requests: the part of urllib that ali-oss uses. */
  interface Urllib {
    /** `url` has path and query as they were signed. */
    request(url: string, args: UrllibArguments): Promise<UrllibResult>;
  }

  /** A request for `urllib`, built and signed. */
  interface UrllibArguments {
    method?: string | undefined;
    /** The body, if it is at hand. */
    content?: Buffer | string | undefined;
    /** The body, if it comes from a file or a stream. */
    stream?: NodeJS.ReadableStream | undefined;
    headers?: Record<string, string> | undefined;
    /** Milliseconds or text, of connecting and of answering. */
    timeout?: Timeout | undefined;
    /** Takes the body of the reply, and is ended. */
    writeStream?: NodeJS.WritableStream | undefined;
    /** `res` of the result is to be the reply, with its body unread. */
    customResponse?: boolean | undefined;
    ctx?: unknown;
    agent?: Agent | undefined;
    httpsAgent?: Agent | undefined;
    enableProxy?: boolean | undefined;
    proxy?: unknown;
    /** Where the call has one. Not in ali-oss. */
    signal?: AbortSignal | undefined;
  }

  interface UrllibResult {
    status: number;
    /** Names in lower case. */
    // biome-ignore lint/suspicious/noExplicitAny: a list of values is joined or not
    headers: Record<string, any>;
    /** The body; nothing where it went elsewhere. */
    // biome-ignore lint/suspicious/noExplicitAny: as `urllib` gives it
    data: any;
    /** What calls give as `res`; a stream with `customResponse`. */
    // biome-ignore lint/suspicious/noExplicitAny: as `urllib` gives it
    res: any;
  }
}
