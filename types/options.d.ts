import type OSS = require('../index');

// What a client is made with.

declare module '../index' {
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
    /** Instead of keys, see `ProviderOptions`. */
    credentials?: undefined;
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
    /** HTTPS where the endpoint does not say; false. Plain HTTP to a public host is warned of unless it is set (`OSS_PLAIN_HTTP`). */
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
    /**
     * How often a request is sent again after a failure that allows it: the network, timeouts, 5xx, 429 and the like, where a
     * second time does no harm (docs/RETRIES.md). Unset: up to 2 times, none of which starts later than `timeout` after the call
     * began. 0: never.
     */
    retryMax?: number | undefined;
    /**
     * Asked with the error before each retry that the rules allow; a falsy answer makes the error final. What it throws, the call
     * rejects with.
     */
    requestErrorRetryHandle?: ((error: Error & AttemptsOfError) => unknown) | null | undefined;
    /**
     * Sign headers with V4, or with V1. Unset: with V4 where the host is `oss-<region>[-internal].aliyuncs.com` of a known
     * region and no other `region` is given, else with V1; should the service refuse the region, the client goes on with V1
     * and warns once (`OSS_SIGNATURE_V1`). In ali-oss unset means V1.
     */
    authorizationV4?: boolean | undefined;
    /** Sign for this cloud box instead of a region; needs `endpoint` and `authorizationV4`. */
    cloudBoxId?: string | undefined;
    /**
     * A proxy: `http://user:password@host:3128`, `https://…`, `socks5://…` (names looked up here) or `socks5h://…` (by the
     * proxy); name and password percent-encoded. `'env'` takes `URLLIB_PROXY`, or `HTTPS_PROXY` and `HTTP_PROXY` but for the
     * hosts of `NO_PROXY`. In ali-oss it needs `enableProxy` and a further package.
     */
    proxy?: string | URL | null | undefined;
    /** `true` without `proxy` takes those of the environment; `false` turns them off. */
    enableProxy?: boolean | undefined;
    /**
     * Connections at once of this client; unlimited unless given. A call that gets none within its connect timeout rejects
     * with `SocketAssignTimeoutError`. An agent that is given has its own limit.
     */
    maxSockets?: number | undefined;
    /** Sends `http:` requests over Node's `http` with this agent. */
    agent?: Agent | undefined;
    /** Sends `https:` requests over Node's `http` with this agent. */
    httpsAgent?: Agent | undefined;
    /**
     * What sends requests: `'native'`, Rust, or `'node'`, Node's `http`, slower, for what stands in for that (mocks, agents,
     * monitoring). Unless given, the variable `ALI_OSS_TRANSPORT` says, else it is `'node'` where there is an agent and
     * `'native'` elsewhere. Not in ali-oss.
     */
    transport?: 'native' | 'node' | undefined;
    /** Sends requests in place of both: `client.urllib`. Agents are then not used. */
    urllib?: Urllib | undefined;
    /** Milliseconds added to the clock in signed headers; 0. */
    amendTimeSkewed?: number | undefined;
    /**
     * Milliseconds that each call may take as a whole, with its repetitions and pauses; it rejects with a `DeadlineError`
     * then. None unless given. Not in ali-oss.
     */
    deadline?: number | undefined;
    /** Compare the CRC-64 of whole bodies with the service's; true. A mismatch is a `CrcMismatchError`. Not in ali-oss. */
    crc64?: boolean | undefined;
    /** Send the `Content-MD5` of Buffers, as ali-oss does; false, since the CRC-64 covers them. Not in ali-oss. */
    contentMd5?: boolean | undefined;
    /** Read Buffers above 256 KiB in place; true. `false` copies them. Not in ali-oss. */
    zeroCopy?: boolean | undefined;
  }

  /** `client.options`: the options with their defaults. The credential of a provider is there once it has been fetched. */
  interface ClientOptions extends Omit<Options, 'credentials' | 'endpoint' | 'timeout'> {
    credentials?: CredentialsSource | 'anonymous' | undefined;
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
    authorizationV4: boolean | undefined;
    /** Set by `cancel`. */
    cancelFlag?: boolean;
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
    /** Whose call needed it; undefined where none did. */
    client: OSS | undefined;
    status: 'refreshed' | 'failed';
    /** Why the refresh failed. */
    error?: unknown;
  }
}
