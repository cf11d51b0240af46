'use strict';

/** @import OSS from '../index' */
/** @import { ClientInput } from '../binding' */

const { port } = require('./native');
const { NativeClient } = require('./native-client');
const { checkEndpoint, isIPEndpoint } = require('./endpoint');
const { emulatorAddress } = require('./emulator-host');
const { extraRoots } = require('./extra-roots');

const NO_ROOT = { bucket: Symbol('none'), url: '' };

/**
 * The native client behind a facade client.
 *
 * `client.options` is live and can be changed by anyone at any time, so the values that matter to Rust are compared at
 * each use and handed over when one has changed.
 */
class NativeHandle {
  #client;
  #native;
  /** @type {Record<string, unknown> | null} */
  #known = null;
  /** @type {{ bucket: unknown, url: string }} */
  #roots = NO_ROOT;
  /** @type {string | undefined} */
  #hostname;
  #isIP = false;

  /** @param {OSS} client */
  constructor(client) {
    this.#client = client;
    this.#native = new NativeClient(port(), {
      maxSockets: client.options.maxSockets,
      emulator: emulatorAddress(),
      extraRoots: extraRoots(),
    });
  }

  /** The native client, with the options as they are now. */
  get current() {
    const { options, userAgent } = this.#client;
    const { endpoint } = options;
    const known = this.#known;
    if (
      known === null ||
      known.accessKeyId !== options.accessKeyId ||
      known.accessKeySecret !== options.accessKeySecret ||
      known.stsToken !== options.stsToken ||
      known.protocol !== endpoint.protocol ||
      known.host !== endpoint.host ||
      known.region !== options.region ||
      known.internal !== options.internal ||
      known.secure !== options.secure ||
      known.cname !== options.cname ||
      known.sldEnable !== options.sldEnable ||
      known.authorizationV4 !== options.authorizationV4 ||
      known.cloudBoxId !== options.cloudBoxId ||
      known.headerEncoding !== options.headerEncoding ||
      known.isRequestPay !== options.isRequestPay ||
      known.retryMax !== options.retryMax ||
      known.requestErrorRetryHandle !== options.requestErrorRetryHandle ||
      known.crc64 !== options.crc64 ||
      known.contentMd5 !== options.contentMd5 ||
      known.userAgent !== userAgent
    ) {
      this.#configure(options, userAgent);
    }
    return this.#native;
  }

  /** Whether the endpoint is an IP address, whose URLs cannot name a bucket. */
  get hasIPEndpoint() {
    const { endpoint } = this.#client.options;
    if (this.#hostname !== endpoint.hostname) {
      this.#hostname = endpoint.hostname;
      this.#isIP = isIPEndpoint(endpoint);
    }
    return this.#isIP;
  }

  /**
   * The URL of a bucket's root, or of the service for none; keys are appended to it.
   *
   * @param {string | null | undefined} bucket
   */
  rootUrl(bucket) {
    const native = this.current;
    if (this.#roots.bucket !== bucket) {
      this.#roots = { bucket, url: native.objectUrl(bucket || undefined, undefined, [], []) };
    }
    return this.#roots.url;
  }

  /**
   * @param {OSS.ClientOptions} options
   * @param {string} userAgent
   */
  #configure(options, userAgent) {
    checkEndpoint(options.endpoint);
    this.#native.configure(nativeOptions(options, userAgent));
    this.#known = { ...options, protocol: options.endpoint.protocol, host: options.endpoint.host, userAgent };
    this.#roots = NO_ROOT;
  }
}

/**
 * @param {OSS.ClientOptions} options
 * @param {string} userAgent
 * @returns {ClientInput}
 */
function nativeOptions(options, userAgent) {
  return {
    accessKeyId: options.accessKeyId,
    accessKeySecret: options.accessKeySecret,
    securityToken: options.stsToken ? String(options.stsToken) : undefined,
    endpoint: `${options.endpoint.protocol}//${options.endpoint.host}`,
    region: options.region ? String(options.region) : undefined,
    internal: Boolean(options.internal),
    secure: Boolean(options.secure),
    cname: Boolean(options.cname),
    pathStyle: Boolean(options.sldEnable),
    v4: Boolean(options.authorizationV4),
    cloudBoxId: options.cloudBoxId ?? undefined,
    utf8Headers: Boolean(options.headerEncoding && options.headerEncoding !== 'utf-8'),
    requestPay: Boolean(options.isRequestPay),
    // Left open, it means the core's own number and time limit (DESIGN, F3).
    retryMax: options.retryMax == null ? undefined : Math.max(0, Math.floor(Number(options.retryMax) || 0)),
    askBeforeRetry: typeof options.requestErrorRetryHandle === 'function',
    crc64: options.crc64 !== false,
    contentMd5: Boolean(options.contentMd5),
    userAgent,
  };
}

module.exports = { NativeHandle };
