// The client of the token service.

declare module '../index' {
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
  }

  interface STSOptions {
    accessKeyId: string;
    accessKeySecret: string;
    /** `https://sts.aliyuncs.com` unless given. */
    endpoint?: string | undefined;
    /** Milliseconds, or a text such as `'60s'`, which is the default. */
    timeout?: number | string | undefined;
    /** Sends `http:` requests over Node's `http` with this agent. */
    agent?: Agent | undefined;
    /** Sends `https:` requests over Node's `http` with this agent. Not in ali-oss. */
    httpsAgent?: Agent | undefined;
    /** What sends requests, as for a client. Not in ali-oss. */
    transport?: 'native' | 'node' | undefined;
    /** Sends requests in place of both. */
    urllib?: Urllib | undefined;
  }

  interface AssumeRoleOptions {
    /** Milliseconds, or a text such as `'10s'`. */
    timeout?: number | string | undefined;
    ctx?: unknown;
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
}

export {};
