// The client of the token service.

declare module '../index' {
  /** A client of STS (Security Token Service). `new` may be left out. */
  function STS(options: STSOptions | STSProviderOptions): STS;

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
    constructor(options: STSOptions | STSProviderOptions);

    /** Holds the keys that were given: do not log it. */
    options: Omit<STSOptions, 'credentials'> &
      Required<Pick<STSOptions, 'endpoint' | 'timeout'>> &
      Partial<Pick<STSProviderOptions, 'credentials'>>;

    /** What requests go through, as in a client. */
    urllib: Urllib;
    agent?: Agent | undefined;
    httpsAgent?: Agent | undefined;

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

    /**
     * The same for who has a token of an OIDC provider that the role trusts (AssumeRoleWithOIDC). It is not signed: a client
     * with `credentials: 'anonymous'` will do. Not in ali-oss.
     *
     * Rejects with an `STSError`.
     *
     * @param providerArn `acs:ram::<account>:oidc-provider/<name>`
     * @param token of the provider; 4 to 20,000 characters
     */
    assumeRoleWithOIDC(
      role: string,
      providerArn: string,
      token: string,
      options?: AssumeRoleWithOIDCOptions | null
    ): Promise<AssumeRoleResult>;

    /** Tells who the credential is (GetCallerIdentity). Rejects with an `STSError`. Not in ali-oss. */
    getCallerIdentity(options?: STSCallOptions | null): Promise<GetCallerIdentityResult>;
  }

  interface STSOptions {
    accessKeyId: string;
    accessKeySecret: string;
    /** Instead of keys, see `STSProviderOptions`. */
    credentials?: undefined;
    /** The token of a temporary credential, which may assume a further role. Not in ali-oss. */
    stsToken?: string | null | undefined;
    /** `https://sts.aliyuncs.com` unless given; wins over `region`. */
    endpoint?: string | undefined;
    /**
     * Use the endpoint of this region, `cn-hangzhou`. Not in ali-oss, so a region of OSS (`oss-cn-hangzhou`), which its
     * programs may pass along, counts only beside `network`.
     */
    region?: string | undefined;
    /** Which endpoint of the region: `'vpc'` for its VPCs, or `'public'`, which is the default. Not in ali-oss. */
    network?: 'public' | 'vpc' | undefined;
    /** Limit of an attempt: milliseconds, or a text such as `'60s'`, which is the default. */
    timeout?: number | string | undefined;
    /**
     * Further attempts after failures of the network, 5xx and throttling. Unless given 2, none of which begins later than
     * `timeout` after the call. 0 leaves a wrong clock uncorrected, too. Not in ali-oss.
     */
    retryMax?: number | undefined;
    /** As for a client; not in ali-oss. Does not change after the client was made. */
    proxy?: string | URL | null | undefined;
    /** As for a client; not in ali-oss. */
    enableProxy?: boolean | undefined;
    /** Sends `http:` requests over Node's `http` with this agent. */
    agent?: Agent | undefined;
    /** Sends `https:` requests over Node's `http` with this agent. Not in ali-oss. */
    httpsAgent?: Agent | undefined;
    /** What sends requests, as for a client. Not in ali-oss. */
    transport?: 'native' | 'node' | undefined;
    /** Sends requests in place of both. */
    urllib?: Urllib | undefined;
  }

  /** Options of a client of STS that gets its credential from a provider. Not in ali-oss. */
  interface STSProviderOptions
    extends Omit<STSOptions, 'accessKeyId' | 'accessKeySecret' | 'stsToken' | 'credentials'> {
    accessKeyId?: never;
    accessKeySecret?: never;
    stsToken?: never;
    /** A provider; `'anonymous'` will do for `assumeRoleWithOIDC`. */
    credentials: CredentialsSource | 'anonymous';
  }

  interface STSCallOptions {
    /** Milliseconds, or a text such as `'10s'`. */
    timeout?: number | string | undefined;
    /** Further attempts after failures that allow one. */
    retryMax?: number | undefined;
    /** Gives the call up: it rejects with an `AbortError`. */
    signal?: AbortSignal | undefined;
    ctx?: unknown;
  }

  interface AssumeRoleOptions extends STSCallOptions {
    /** What the role's trust may ask for; 2 to 1,224 characters. Not in ali-oss. */
    externalId?: string | undefined;
  }

  interface AssumeRoleWithOIDCOptions extends STSCallOptions {
    /** A session policy, as an object or as JSON; at most 2,048 characters. */
    policy?: object | string | null | undefined;
    /** Seconds, 900 up to the role's limit; 3600. */
    expiration?: number | string | null | undefined;
    /** Names the session in logs; 2 to 64 of `A-Z a-z 0-9 . @ - _`; `'app'`. */
    session?: string | null | undefined;
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

  interface GetCallerIdentityResult {
    identity: CallerIdentity;
    res: NormalSuccessResponse;
  }

  interface CallerIdentity {
    AccountId: string;
    /** `acs:ram::1234567890123456:user/name`, `acs:ram::1234567890123456:assumed-role/name/session`. */
    Arn: string;
    /** `Account`, `RAMUser` or `AssumedRoleUser`. */
    IdentityType: string;
    PrincipalId: string;
    UserId?: string | undefined;
    /** Of a role's session. */
    RoleId?: string | undefined;
  }
}

export {};
