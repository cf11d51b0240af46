/** What a handle of a client points to: nothing that JavaScript can see. */
export interface NativeClient {
  readonly client: never
}

export declare class ExternalObject<T> {
  readonly '': {
    readonly '': unique symbol
    [K: symbol]: T
  }
}

/**
 * Which binding artifact the generated loader actually loaded: `'native'` for
 * a native addon, otherwise the `platformArchABI` of the WASI flavor. Every
 * flavor napi-rs can build is listed, because `NAPI_RS_NATIVE_LIBRARY_PATH`
 * can point the loader at a WASI artifact this package does not build itself.
 */
export declare const __napiBindingTarget: 'native' | 'wasm32-wasi' | 'wasm32-wasip1'

/** A provider of the core. */
export declare class NativeProvider {
  /** The provider that `description`, JSON, tells of. */
  constructor(port: Port, input: TransportInput, description: string)
  /**
   * Asks the provider; the credential comes through the port under the number `call`.
   *
   * `now` is a Unix time in milliseconds; `source` is who assumes the role, for providers that assume one.
   */
  fetch(call: number, now: number, source?: SourceInput | undefined | null): void
}

/** One client of the token service. */
export declare class NativeSts {
  /** A client without connections. */
  constructor(port: Port, input: TransportInput)
  /** Starts `AssumeRole`; its outcome comes through the port under the number `call`. */
  assumeRole(call: number, input: StsInput, role: RoleInput): void
  /** Starts `AssumeRoleWithOIDC`. */
  assumeRoleWithOIDC(call: number, input: StsInput, role: RoleInput, providerArn: string, token: string): void
  /** Starts `GetCallerIdentity`. */
  getCallerIdentity(call: number, input: StsInput): void
}

/** The way between one JavaScript environment and the tasks that work for it. */
export declare class Port {
  /** `deliver` gets outcomes as a JSON array, and the Buffers that hold their bodies. */
  constructor(deliver: (text: string, buffers?: Array<Buffer> | null) => unknown)
  /** Answers the question of a call whether its next attempt may start. */
  answer(call: number, yes: boolean): void
  /** Stops a call. Its socket is closed and its outcome is an error, unless it has ended already. */
  cancel(call: number): void
  /** Begins a transfer of many bodies, of `total` bytes, of which `moved` are there already. */
  openProgress(number: number, total: number, moved: number): void
  /** Says that all bodies of a transfer have been moved. The outcome of `call` comes behind the last report. */
  finishProgress(call: number, number: number): void
  /** Forgets a transfer. */
  closeProgress(number: number): void
  /**
   * Asks what is to be done next for a relay: `request` to be sent, `givenUp` when nobody waits any more for the one
   * of this number, from 0, `done` after which nothing follows.
   */
  nextRequest(call: number, relay: number): void
  /** Says that a socket is being connected for the request of a relay. */
  requestConnecting(relay: number): void
  /** Says that the request of a relay has a connection. */
  requestConnected(relay: number): void
  /** Says that bytes of the request or of its reply have moved. */
  requestMoved(relay: number): void
  /**
   * The reply to the request of a relay: its head as JSON (`status`, `reason`, flat list of `headers`, and what is known of
   * the connection: `address`, `port`, `reused`, `requests`, `responses`), and its body, or the number of the upload that
   * brings it.
   */
  answerRequest(relay: number, head: string, body?: Buffer | undefined | null, stream?: number | undefined | null): void
  /** The request of a relay has failed. */
  failRequest(relay: number, kind: string, message: string): void
  /** Forgets a relay. Its operation, if it is not over, fails. */
  closeRelay(relay: number): void
  /** Makes a body for a request that is about to start; `length` in bytes if it is known. */
  openUpload(number: number, length?: number | undefined | null): void
  /** Adds bytes to a body. The outcome of `call` comes when there is room for more; `closed` says that none are wanted. */
  writeUpload(call: number, number: number, pieces: Array<Buffer>): void
  /** Ends a body, or breaks it off with the words of the failure. */
  endUpload(call: number, number: number, failure?: string | undefined | null): void
  /** Forgets a body. One that was not ended breaks its request off. */
  closeUpload(number: number): void
  /** Asks for the next bytes of the reply to the call `number`; `done` says that there are none. */
  readDownload(call: number, number: number): void
  /** Gives the rest of a body up; a connection that has not brought all of it is closed. */
  closeDownload(number: number): void
  /** Asks for what a transfer has to say next; `done` says that it has ended. */
  readTransfer(call: number, transfer: number): void
  /** Says that there is no answer to a question: no client, or no other credential. */
  declineTransfer(transfer: number, question: number): void
  /** Gives a transfer up. Its sockets are closed at once; its outcome comes when what it has begun is removed. */
  stopTransfer(transfer: number): void
}

/** Answers a question of a transfer with the client to go on with, as it is now. With a `relay` JavaScript sends the request. */
export declare function answerTransfer(native: ExternalObject<NativeClient>, transfer: number, question: number, now: number, relay?: number | undefined | null): void

/**
 * The `Authorization` header of V4.
 *
 * `what` is method, bucket, time (`yyyymmddTHHMMSSZ`) and key, a line each; `details` is the JSON of [`UrlDetails`].
 */
export declare function authorizationV4(native: ExternalObject<NativeClient>, what: string, details: string): string

/** What may change from call to call without the caller saying so: `client.options`. */
export interface ClientInput {
  /** Names the key. */
  accessKeyId: string
  /** Signs. */
  accessKeySecret: string
  /** Goes with a temporary key. */
  securityToken?: string
  /** `http://host` or `https://host`, with a port if it is not the usual one. */
  endpoint: string
  /** Region of V4 signatures, such as `oss-cn-hangzhou`. */
  region?: string
  /** The region's internal network; for the `Host` of an endpoint that is an IP address. */
  internal: boolean
  /** HTTPS where the endpoint does not say. */
  secure: boolean
  /** The endpoint is the domain of one bucket. */
  cname: boolean
  /** The bucket goes into the path. */
  pathStyle: boolean
  /** Sign with V4, or with V1; what the endpoint takes when absent. */
  v4?: boolean
  /** Ways to the service. */
  proxies?: ProxyInput
  /** Sign for this CloudBox. */
  cloudBoxId?: string
  /** Send header values as UTF-8 instead of latin-1. */
  utf8Headers: boolean
  /** The requester pays. */
  requestPay: boolean
  /** Further attempts after a failure that allows one; the core's own number when absent. */
  retryMax?: number
  /** Ask before each of them. */
  askBeforeRetry: boolean
  /** Compare checksums of whole bodies. */
  crc64: boolean
  /** Send `Content-MD5` with object bodies too. */
  contentMd5: boolean
  /** `User-Agent`. */
  userAgent: string
}

/** The connections of a client at this moment. */
export declare function clientStats(native: ExternalObject<NativeClient>): ClientStats

/** What the connections of a client are doing and have done, as `client.stats()` shows it. */
export interface ClientStats {
  /** Connections, idle ones included. */
  open: number
  /** Connections that wait for a request. */
  idle: number
  /** Requests that wait for a connection. */
  queued: number
  /** Requests sent, each attempt counted. */
  requests: number
  /** Attempts beyond the first of their call. */
  retries: number
  /** Bytes of HTTP sent. */
  bytesSent: number
  /** Bytes of HTTP received. */
  bytesReceived: number
}

/** By how many milliseconds the service's clock is ahead of ours, as far as it has said so. */
export declare function clockOffset(native: ExternalObject<NativeClient>): number

/** Refuses further operations, waits for those under way and closes the connections; `call` ends then. */
export declare function closeClient(native: ExternalObject<NativeClient>, call: number): void

/** Exchanges the options, for the attempts that start from now on. */
export declare function configureClient(native: ExternalObject<NativeClient>, input: ClientInput): void

/** A client without options: `configure_client` comes first. */
export declare function createClient(port: Port, input: TransportInput): ExternalObject<NativeClient>

/**
 * Starts an operation; its outcome comes through the port under the number `call`.
 *
 * `what` and `details` are those of [`OperationInput`]; `now` is a Unix time in milliseconds.
 */
export declare function execute(native: ExternalObject<NativeClient>, call: number, now: number, what: string, details?: string | undefined | null, content?: Buffer | undefined | null): void

/** [`execute`] through a relay. */
export declare function executeThrough(native: ExternalObject<NativeClient>, relayed: RelayedInput, what: string, details?: string | undefined | null, content?: Buffer | undefined | null): void

/** The content type that belongs to a file extension (`.txt`) or name, by the table of mime 2.6. */
export declare function mimeType(name: string): string | null

/** The unsigned URL of a bucket or object, with query parameters. */
export declare function objectUrl(native: ExternalObject<NativeClient>, bucket: string | undefined | null, object: string | undefined | null, query: Array<string | undefined | null>, subresources: Array<string | undefined | null>): string

/** The value that xml2js makes of a document, as JSON text. */
export declare function parseXml(text: string): string

/** Proxies as URLs: each may hold a password. */
export interface ProxyInput {
  /** For plain HTTP. */
  http?: string
  /** For HTTPS. */
  https?: string
  /** Hosts that are reached without one: `NO_PROXY`. */
  bypass: string
}

/** How an operation goes through a relay. */
export interface RelayedInput {
  /** The number of its outcome. */
  call: number
  /** Unix time in milliseconds. */
  now: number
  /** The number of the relay. */
  relay: number
  /** Whether the timeouts are kept here, and not by the sender. */
  timed: boolean
  /** Whether the body of the reply, which the sender may have, comes back. */
  withBody: boolean
}

/** A role to be assumed. */
export interface RoleInput {
  /** `acs:ram::<account>:role/<name>`. */
  roleArn: string
  /** Names the session. */
  roleSessionName: string
  /** Seconds, as text. */
  durationSeconds: string
  /** Session policy, as JSON. */
  policy?: string
  /** What the role's trust may ask for. */
  externalId?: string
}

/** The V4 signature of a POST policy, given as JSON text, of the day of `date`, a Unix time in milliseconds. */
export declare function signPolicyV4(native: ExternalObject<NativeClient>, policy: string, date: number, region: string): string

/** Base64 of the HMAC-SHA1 of a text: the signature of V1, of POST policies and of live channels. */
export declare function signText(native: ExternalObject<NativeClient>, text: Buffer): string

/**
 * A URL signed with V1.
 *
 * `what` is method, bucket, expiry (a Unix time in seconds) and key, a line each: one string crosses the border faster
 * than four. `details` is the JSON of [`UrlDetails`].
 */
export declare function signUrlV1(native: ExternalObject<NativeClient>, what: string, details?: string | undefined | null): string

/**
 * A URL signed with V4 that is good from `now`, a Unix time in milliseconds.
 *
 * `what` is method, bucket, seconds and key, a line each; `details` is the JSON of [`UrlDetails`].
 */
export declare function signUrlV4(native: ExternalObject<NativeClient>, what: string, now: number, details?: string | undefined | null): string

/** The credential of who assumes a role. */
export interface SourceInput {
  /** Names the key. */
  accessKeyId: string
  /** Signs. */
  accessKeySecret: string
  /** Goes with a temporary key. */
  securityToken?: string
}

/** Starts a transfer; its outcome comes through the port under the number `call`. */
export declare function startTransfer(native: ExternalObject<NativeClient>, call: number, transfer: string, content?: Buffer | undefined | null): void

/** A call of the token service, whatever it asks. */
export interface StsInput {
  /** URL of the service. */
  endpoint: string
  /** Names the key; empty where nobody signs. */
  accessKeyId: string
  /** Signs. */
  accessKeySecret: string
  /** Goes with a temporary key. */
  securityToken?: string
  /** Milliseconds. */
  timeout: number
  /** Further attempts after a failure that allows one; two within the timeout when absent. */
  retryMax?: number
  /** Unix time in milliseconds. */
  now: number
  /** The relay that sends it, unless Rust does. */
  relay?: number
  /** Whether the relay keeps the timeouts. */
  timed?: boolean
}

/** What a client keeps for its whole life. */
export interface TransportInput {
  /** Requests on the wire at once; unlimited when absent. */
  maxSockets?: number
  /** `127.0.0.1:9000`: where requests for `*.aliyuncs.com` go instead. */
  emulator?: string
  /** Root certificates beside the bundled ones, in PEM. */
  extraRoots: Array<Uint8Array>
  /** The proxies of a client of STS; those of OSS can change. */
  proxies?: ProxyInput
}
