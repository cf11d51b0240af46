'use strict';

/** @import { Client } from './types' */

const { initOptions } = require('./options');
const { NativeHandle } = require('./native-handle');
const { keepSecrets } = require('./redact');
const { userAgent } = require('./user-agent');

/**
 * A client of OSS. Callable with or without `new`.
 *
 * @param {import('../index').Options & { inited?: boolean }} options
 * @param {unknown} [ctx] kept as `client.ctx`
 */
function OSS(options, ctx) {
  if (!(this instanceof OSS)) return new OSS(options, ctx);
  this.options = options?.inited ? options : initOptions(options);
  refuseTransports(this.options);
  this.ctx = ctx;
  this.userAgent = /** @type {any} */ (this)._getUserAgent();
  this.stsTokenFreshTime = new Date();
  // Not enumerable: a client is printed and serialised without it.
  Object.defineProperty(this, '_native', { value: new NativeHandle(/** @type {any} */ (this)) });
}

/**
 * Refuses options that ask for another way to the service than the native one: going past a proxy or a stub that the caller
 * relies on would be worse than an error.
 *
 * @param {any} options
 */
function refuseTransports({ urllib, enableProxy }) {
  if (urllib) throw new Error('options.urllib is not available in this version: requests are sent by Rust');
  if (enableProxy) throw new Error('options.enableProxy is not available in this version');
}

/** @type {Omit<Client, 'options' | 'ctx' | 'userAgent' | 'stsTokenFreshTime' | '_native'>} */
const methods = {
  ...require('./request'),
  ...require('./object'),
  ...require('./list'),
  ...require('./bucket'),
  ...require('./sign-url'),
  ...require('./objects'),
  ...require('./buckets'),
  ...require('./multipart'),
  ...require('./live'),
  ...require('./transfers'),
  ...require('./helpers'),
  _getUserAgent() {
    return this._checkUserAgent(userAgent);
  },
  // Greek letters of pre-release versions are not header characters.
  _checkUserAgent(text) {
    return text.replace(/α/, 'alpha').replace(/β/, 'beta');
  },
};

Object.assign(OSS.prototype, methods);
keepSecrets(OSS);

module.exports = OSS;
