'use strict';

const families = require('./families');
const { later } = require('./later');
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

Object.assign(OSS.prototype, require('./request'), require('./object'), {
  _getUserAgent() {
    return this._checkUserAgent(userAgent);
  },
  // Greek letters of pre-release versions are not header characters.
  /** @param {string} text */
  _checkUserAgent(text) {
    return text.replace(/α/, 'alpha').replace(/β/, 'beta');
  },
});
for (const [read, names] of families) later(OSS.prototype, read, names);
keepSecrets(OSS);

module.exports = OSS;
