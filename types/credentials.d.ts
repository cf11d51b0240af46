// Providers of credentials. None is in ali-oss.

declare module '../index' {
  /** Providers of credentials, for the option `credentials`. */
  const credentials: CredentialProviders;

  /**
   * Options of a client that gets its credential from a provider. Without `credentials`, and without any of `accessKeyId`,
   * `accessKeySecret`, `stsToken` and `refreshSTSToken`, that is the default chain (`OSS.credentials.defaultChain`). An
   * `accessKeyId: undefined` is an error, as in ali-oss.
   *
   * Calls reject with a `CredentialsError` where the provider has none. Synchronous calls (`signatureUrl`) sign with the
   * credential of the last asynchronous one, and throw before the first.
   */
  interface ProviderOptions
    extends Omit<
      Options,
      | 'accessKeyId'
      | 'accessKeySecret'
      | 'stsToken'
      | 'expiration'
      | 'refreshSTSToken'
      | 'refreshSTSTokenInterval'
      | 'credentials'
    > {
    accessKeyId?: never;
    accessKeySecret?: never;
    stsToken?: never;
    refreshSTSToken?: never;
    /** A provider, or `'anonymous'`, which signs nothing. */
    credentials?: CredentialsSource | 'anonymous' | undefined;
  }

  /**
   * Where credentials come from: one of `OSS.credentials`, an asynchronous function, or an object of another SDK.
   *
   * What it gives is kept, for all clients that have the same one: calls share one fetch. A credential with an `expiration`
   * is replaced in the background when a fifth of its life is left, at most 15 minutes before its end; when that fails, the
   * old one is used until it expires, with pauses between further attempts. One without is asked for again every five
   * minutes, as with `refreshSTSToken`. A token that the service refuses is replaced, and the request sent again, once.
   */
  type CredentialsSource =
    | (() => ProvidedCredentials | Credentials | Promise<ProvidedCredentials | Credentials>)
    | CredentialsProvider
    /** As `@alicloud/credentials` has it. */
    | { getCredential(): Promise<OtherCredentials> };

  /** A source of credentials; also as `alibabacloud-oss-v2` has it. */
  interface CredentialsProvider {
    getCredentials(): Promise<ProvidedCredentials | OtherCredentials>;
  }

  /** A credential by ali-oss's names. */
  interface ProvidedCredentials {
    accessKeyId: string;
    accessKeySecret: string;
    /** Of a temporary credential. */
    stsToken?: string | null | undefined;
    /** When it expires: a Date, a text such as `2030-01-01T00:00:00Z`, or milliseconds since 1970. */
    expiration?: string | number | Date | null | undefined;
  }

  /** A credential by the names of other SDKs. */
  interface OtherCredentials {
    accessKeyId?: string | undefined;
    accessKeySecret?: string | undefined;
    securityToken?: string | undefined;
    expiration?: string | number | Date | null | undefined;
  }

  /** A provider of this package; `getCredentials` gives the credential that clients use. */
  interface NamedProvider extends CredentialsProvider {
    /** @throws CredentialsError */
    getCredentials(): Promise<ProvidedCredentials>;
  }

  /** Providers. Each is asked when a call needs a credential; environment and files are read anew each time. */
  interface CredentialProviders {
    /** One credential that does not change. */
    static(credential: ProvidedCredentials): NamedProvider;
    /**
     * The first that has a credential of `environment`, `oidcRole`, `cliProfile`, `credentialsFile`, `ecsRole` and `uri`, each
     * set up by the environment: the order of Alibaba Cloud's SDKs. All are asked anew each time.
     */
    defaultChain(): NamedProvider;
    /**
     * `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `ALIBABA_CLOUD_SECURITY_TOKEN`; or else
     * `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET`, `OSS_SESSION_TOKEN`.
     */
    environment(): NamedProvider;
    /**
     * A profile of the command line tool, in `~/.aliyun/config.json`. Modes: `AK`, `StsToken`, `RamRoleArn`, `EcsRamRole`,
     * `OIDC`, `ChainableRamRoleArn`, `External`.
     */
    cliProfile(options?: ProfileOptions): NamedProvider;
    /**
     * A section of `~/.alibabacloud/credentials`. Types: `access_key`, `sts`, `ram_role_arn`, `ecs_ram_role`.
     */
    credentialsFile(options?: ProfileOptions): NamedProvider;
    /** The role of the ECS instance, from its metadata service (IMDSv2). */
    ecsRole(options?: EcsRoleOptions): NamedProvider;
    /** A role for the token of an OIDC provider: RRSA on ACK, which sets the environment that this reads. */
    oidcRole(options?: OidcRoleOptions): NamedProvider;
    /** What GET of a URL answers, in the form of the metadata service. `ALIBABA_CLOUD_CREDENTIALS_URI` unless given. */
    uri(uri?: string): NamedProvider;
    /**
     * The JSON that a program prints: `AccessKeyId`, `AccessKeySecret`, `SecurityToken`, `Expiration`, or the fields of the
     * command line tool's mode `External`.
     *
     * @param command a line for the shell, or the program and its arguments
     * @param options `timeout`: milliseconds after which it is stopped; 15,000
     */
    process(command: string | readonly string[], options?: { timeout?: number | undefined }): NamedProvider;
    /** A role that the credential of another provider assumes (AssumeRole). */
    assumeRole(options: AssumedRoleOptions): NamedProvider;
  }

  interface ProfileOptions {
    /** Or else `ALIBABA_CLOUD_PROFILE`, or else the file's current one, `default`. */
    profile?: string | undefined;
    /** Or else `ALIBABA_CLOUD_CONFIG_FILE`, `ALIBABA_CLOUD_CREDENTIALS_FILE`, or else the usual one. */
    file?: string | undefined;
  }

  interface EcsRoleOptions {
    /** Or else `ALIBABA_CLOUD_ECS_METADATA`, or else the one that is attached. */
    roleName?: string | undefined;
    /**
     * Ask without a token where the service gives none (IMDSv1): then who can make the server send a request can read its
     * credential. False; `ALIBABA_CLOUD_IMDSV1_DISABLED` decides where it is set.
     */
    allowV1?: boolean | undefined;
    /** `http://100.100.100.200`, or else `ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT`. */
    endpoint?: string | undefined;
  }

  interface RoleSessionOptions {
    /** Names the session in logs; or else `ALIBABA_CLOUD_ROLE_SESSION_NAME`, `ali-oss-native`. */
    roleSessionName?: string | undefined;
    /** Seconds, 900 up to the role's limit; 3600. */
    durationSeconds?: number | undefined;
    /** A session policy, as an object or as JSON; at most 2,048 characters. */
    policy?: object | string | undefined;
    /** URL of STS; or else that of `region` and `network`. */
    stsEndpoint?: string | undefined;
    /** `cn-hangzhou`; or else `ALIBABA_CLOUD_STS_REGION`, or else the central endpoint. */
    region?: string | undefined;
    /** `vpc`: the endpoint for the region's VPCs; `public`. */
    network?: 'public' | 'vpc' | undefined;
  }

  interface OidcRoleOptions extends RoleSessionOptions {
    /** Or else `ALIBABA_CLOUD_ROLE_ARN`. */
    roleArn?: string | undefined;
    /** `acs:ram::<account>:oidc-provider/<name>`; or else `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`. */
    oidcProviderArn?: string | undefined;
    /** The file with the token; or else `ALIBABA_CLOUD_OIDC_TOKEN_FILE`. */
    oidcTokenFile?: string | undefined;
  }

  interface AssumedRoleOptions extends RoleSessionOptions {
    /** `acs:ram::<account>:role/<name>`. */
    roleArn: string;
    /** Whose credential assumes the role; the default chain's. */
    source?: CredentialsSource | undefined;
    /** What the role's trust may ask for. */
    externalId?: string | undefined;
  }
}

export {};
