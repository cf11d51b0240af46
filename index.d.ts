/// <reference types="node" />

// A table of contents: each file of types/ has the methods of one subject, and adds their types to the namespace OSS.

import type { BucketAccessMethods } from './types/bucket-access';
import type { BucketRetentionMethods } from './types/bucket-retention';
import type { BucketSettingMethods } from './types/bucket-settings';
import type { BucketMethods } from './types/buckets';
import type { ConnectionMethods } from './types/connections';
import type { CopyMethods } from './types/copies';
import type { DirectoryMethods } from './types/directories';
import type { HelperMethods } from './types/helpers';
import type { IteratorMethods } from './types/iterators';
import type { LiveMethods } from './types/live';
import type { MultipartMethods } from './types/multipart';
import type { ObjectListMethods } from './types/object-lists';
import type { ObjectSettingMethods } from './types/object-settings';
import type { ObjectMethods } from './types/objects';
import type { RequestMethods } from './types/request';
import type { TransferMethods } from './types/transfers';
import type { UrlMethods } from './types/urls';

import './types/cluster';
import './types/credentials';
import './types/errors';
import './types/image';
import './types/names';
import './types/options';
import './types/sts';
import './types/transports';

export = OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service). `new` may be left out.
 *
 * @throws {Error} when an option is missing or malformed
 */
declare function OSS(options: OSS.Options | OSS.ProviderOptions | OSS.ClientOptions, ctx?: unknown): OSS;

/**
 * A client of OSS (Alibaba Cloud Object Storage Service).
 *
 * Methods that send a request are asynchronous, and reject with one of the `OSS.*Error` types. None changes its arguments.
 *
 * @example
 * const client = new OSS({ region: 'oss-cn-hangzhou', accessKeyId, accessKeySecret, bucket: 'my-bucket' });
 * await client.put('hello.txt', Buffer.from('hello'));
 */
// biome-ignore lint/suspicious/noRedeclare: called with and without `new`
declare class OSS {
  /** @throws {Error} when an option is missing or malformed */
  constructor(options: OSS.Options | OSS.ProviderOptions | OSS.ClientOptions, ctx?: unknown);

  /** The options in use. Live: a change takes effect at the next call. Holds the keys that were given: do not log it. */
  options: OSS.ClientOptions;
  /**
   * What requests go through. Its own stands for Rust, or for Node's `http` where an option or an agent asks for that; another
   * one, or another `request` in it, is called for each attempt from then on, with a request that is built and signed.
   */
  urllib: OSS.Urllib;
  /** For `http:` requests over Node's `http`; setting it changes a client of the native transport over to that. */
  agent?: OSS.Agent | undefined;
  /** The same for `https:` requests. */
  httpsAgent?: OSS.Agent | undefined;
  /** The second argument of the constructor; `urllib` is given it. */
  ctx: unknown;
  /** Sent as `User-Agent`. */
  userAgent: string;
  /** When the STS token was last refreshed, or the client made. */
  stsTokenFreshTime: Date;
}

// The methods, by subject.
interface OSS
  extends RequestMethods,
    ObjectMethods,
    ObjectListMethods,
    ObjectSettingMethods,
    ConnectionMethods,
    CopyMethods,
    MultipartMethods,
    TransferMethods,
    DirectoryMethods,
    UrlMethods,
    BucketMethods,
    BucketAccessMethods,
    BucketRetentionMethods,
    BucketSettingMethods,
    IteratorMethods,
    LiveMethods,
    HelperMethods {}

declare namespace OSS {
  /** Checked options with their defaults, in a new object; what the constructor does first. */
  function initOptions(options: Options | ProviderOptions): ClientOptions;
}
