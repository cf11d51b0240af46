'use strict';

/** @import OSS from '../index' */
/** @import { ClientInput } from '../binding' */

const { binding, port } = require('./native');
const { checkEndpoint } = require('./endpoint');
const { emulatorAddress } = require('./emulator-host');
const { extraRoots } = require('./extra-roots');

/**
 * The native client behind a facade client.
 *
 * `client.options` is live and can be changed by anyone at any time, so the values that matter to Rust are compared at
 * each use and handed over when one has changed.
 */
class NativeHandle {
  #client;
  #native;
  /** @type {unknown[]} */
  #known = [];

  /** @param {OSS} client */
  constructor(client) {
    this.#client = client;
    this.#native = new binding.NativeClient(port, {
      maxSockets: client.options.maxSockets,
      emulator: emulatorAddress(),
      extraRoots: extraRoots(),
    });
  }

  /** The native client, with the options as they are now. */
  get current() {
    const { options, userAgent } = this.#client;
    checkEndpoint(options.endpoint);
    const values = [
      options.accessKeyId,
      options.accessKeySecret,
      options.stsToken,
      options.endpoint.protocol,
      options.endpoint.host,
      options.region,
      options.internal,
      options.secure,
      options.cname,
      options.sldEnable,
      options.authorizationV4,
      options.cloudBoxId,
      options.headerEncoding,
      options.isRequestPay,
      options.retryMax,
      options.crc64,
      options.contentMd5,
      userAgent,
    ];
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== this.#known[i]) {
        this.#native.configure(nativeOptions(options, userAgent));
        this.#known = values;
        break;
      }
    }
    return this.#native;
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
    securityToken: options.stsToken || undefined,
    endpoint: `${options.endpoint.protocol}//${options.endpoint.host}`,
    region: options.region ? String(options.region) : undefined,
    internal: Boolean(options.internal),
    secure: Boolean(options.secure),
    cname: Boolean(options.cname),
    pathStyle: Boolean(options.sldEnable),
    v4: Boolean(options.authorizationV4),
    cloudBoxId: options.cloudBoxId,
    utf8Headers: Boolean(options.headerEncoding && options.headerEncoding !== 'utf-8'),
    requestPay: Boolean(options.isRequestPay),
    retryMax: Math.max(0, Math.floor(Number(options.retryMax) || 0)),
    crc64: options.crc64 !== false,
    contentMd5: Boolean(options.contentMd5),
    userAgent,
  };
}

module.exports = { NativeHandle };
