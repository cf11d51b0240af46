'use strict';

const families = require('./families');
const { later } = require('./later');
const { initOptions } = require('./options');
const { NativeHandle } = require('./native-handle');
const { keepSecrets } = require('./redact');
const { takeAgents, urllibOf } = require('./transport/own');
const { userAgent } = require('./user-agent');

/**
 * A client of OSS. Callable with or without `new`.
 *
 * @param {import('../index').Options & { inited?: boolean }} options
 * @param {unknown} [ctx] kept as `client.ctx`, and given to `client.urllib`
 */
function OSS(options, ctx) {
  if (!(this instanceof OSS)) return new OSS(options, ctx);
  this.options = options?.inited ? options : initOptions(options);
  if (/** @type {any} */ (this.options).enableProxy)
    throw new Error('options.enableProxy is not available in this version');
  this.urllib = urllibOf(this.options);
  if (!this.options.urllib) {
    if (this.options.agent) this.agent = this.options.agent;
    if (this.options.httpsAgent) this.httpsAgent = this.options.httpsAgent;
  }
  this.ctx = ctx;
  this.userAgent = /** @type {any} */ (this)._getUserAgent();
  this.stsTokenFreshTime = new Date();
  // Not enumerable: a client is printed and serialised without it.
  Object.defineProperty(this, '_native', { value: new NativeHandle(/** @type {any} */ (this)) });
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
takeAgents(OSS);

module.exports = OSS;
