'use strict';

const families = require('./families');
const { later } = require('./later');
const { initOptions } = require('./options');
const { NativeHandle } = require('./native-handle');
const { keepSecrets } = require('./redact');
const { nodeRequest, takeAgents, urllibOf } = require('./transport/own');
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
  this.urllib = urllibOf(this.options);
  refuseProxy(this);
  if (!this.options.urllib) {
    if (this.options.agent) this.agent = this.options.agent;
    if (this.options.httpsAgent) this.httpsAgent = this.options.httpsAgent;
  }
  this.ctx = ctx;
  this.userAgent = /** @type {any} */ (this)._getUserAgent();
  this.stsTokenFreshTime = new Date();
  // Not enumerable: a client is printed and serialised without it.
  const native = new NativeHandle(/** @type {any} */ (this));
  Object.defineProperty(this, '_native', { value: native });
  // A proxy that cannot be read is refused here, and not by the first call.
  if (this.options.proxy) native.checkProxy();
}

/**
 * Going past a proxy that the caller relies on would be worse than an error.
 *
 * @param {any} client
 */
function refuseProxy({ options: { enableProxy, proxy }, urllib }) {
  if ((proxy || enableProxy) && enableProxy !== false && urllib.request === nodeRequest)
    throw new Error('options.proxy needs the native transport: give an agent that goes through the proxy');
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
// Node.js has the symbol since 18.18.
if (Symbol.asyncDispose) {
  Object.defineProperty(OSS.prototype, Symbol.asyncDispose, {
    /** @this {import('../index')} */
    value() {
      return this.close();
    },
    configurable: true,
    writable: true,
  });
}
keepSecrets(OSS);
takeAgents(OSS);

module.exports = OSS;
