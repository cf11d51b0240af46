'use strict';

/** @import OSS from '../index' */

const ENDPOINT = /^[a-zA-Z0-9._:/-]+$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)(?:\.(?!$)|$)){4}$/;
const REGION = /^[a-zA-Z0-9\-_]+$/;

/**
 * `client.options.endpoint`: the fields of Node's legacy URL object that callers of ali-oss read and change.
 *
 * @implements {OSS.Endpoint}
 */
class Endpoint {
  /**
   * @param {string} protocol
   * @param {string} host
   * @param {string} pathname
   */
  constructor(protocol, host, pathname) {
    const port = /:(\d+)$/.exec(host);
    this.protocol = protocol;
    this.slashes = true;
    /** @type {string | null} */
    this.auth = null;
    this.host = host;
    this.port = port ? port[1] : null;
    this.hostname = port ? host.slice(0, -port[0].length) : host;
    /** @type {string | null} */
    this.hash = null;
    /** @type {string | null} */
    this.search = null;
    /** @type {string | null} */
    this.query = null;
    this.pathname = pathname;
    this.path = pathname;
    this.href = `${protocol}//${host}${pathname}`;
  }

  /** The endpoint as text, from the fields as they are now. */
  format() {
    const host = this.host ?? (this.port ? `${this.hostname}:${this.port}` : this.hostname);
    return `${this.protocol}//${host}${this.pathname ?? ''}`;
  }
}

/**
 * @param {string} text host, `host:port` or URL
 * @param {boolean} secure what a text without protocol means
 */
function parseEndpoint(text, secure) {
  checkEndpoint(text);
  // What has a `host` passes the check; this throws Node's own error, as it does in ali-oss.
  if (typeof text !== 'string') require('node:url').parse(text);
  const [, protocol, rest] = /** @type {RegExpExecArray} */ (
    /^(?:([a-zA-Z][a-zA-Z0-9.+-]*:)\/\/)?(.*)$/.exec(text)
  );
  const scheme = protocol ? protocol.toLowerCase() : secure ? 'https:' : 'http:';
  if (scheme !== 'http:' && scheme !== 'https:') throw new Error('Endpoint protocol must be http or https.');
  const slash = rest.indexOf('/');
  const authority = (slash === -1 ? rest : rest.slice(0, slash)).toLowerCase();
  // What ends with a colon is a protocol, unless a port follows: `mailto:a`, `http:/a.com`.
  if (!protocol && /^[^:]+:(?!\d+$)/.test(authority))
    throw new Error('Endpoint protocol must be http or https.');
  if (!/^[^:]+(?::\d*)?$/.test(authority))
    throw new Error('The endpoint must be conform to the specifications');
  return new Endpoint(scheme, authority.replace(/:$/, ''), slash === -1 ? '/' : rest.slice(slash));
}

/**
 * The public or internal endpoint of a region.
 *
 * @param {string} region
 * @param {boolean} internal
 * @param {boolean} secure
 */
function regionEndpoint(region, internal, secure) {
  if (!REGION.test(region)) throw new Error('The region must be conform to the specifications');
  // A number passes the pattern.
  if (typeof region !== 'string') throw new TypeError('region.substr is not a function');
  const suffix =
    internal && !region.startsWith('vpc100-oss-cn-') ? '-internal.aliyuncs.com' : '.aliyuncs.com';
  return new Endpoint(secure ? 'https:' : 'http:', `${region}${suffix}`.toLowerCase(), '/');
}

/**
 * Refuses an endpoint, text or object, that could lead a request elsewhere than it says.
 *
 * @param {string | OSS.Endpoint | null | undefined} endpoint
 */
function checkEndpoint(endpoint) {
  const host = typeof endpoint === 'string' ? endpoint : endpoint?.host;
  if (typeof host !== 'string' || !ENDPOINT.test(host)) {
    throw new Error('The endpoint must be conform to the specifications');
  }
}

/**
 * Whether the endpoint is an IP address, whose URLs cannot name a bucket. Brackets of IPv6 addresses are not allowed in an
 * endpoint, and `node:net` would take a third of this package's time to load.
 *
 * @param {Pick<OSS.Endpoint, 'hostname'>} endpoint
 */
function isIPEndpoint(endpoint) {
  return IPV4.test(endpoint.hostname);
}

module.exports = { parseEndpoint, regionEndpoint, checkEndpoint, isIPEndpoint };
