'use strict';

/** @import { ProxyInput } from '../binding' */

/** What is never reached through a proxy of the environment, as in Go. */
const LOOPBACK = 'localhost,127.0.0.0/8,::1';

/**
 * The proxies of a client; undefined for none. `enableProxy: false` is the last word. `proxy` counts by itself; `enableProxy`
 * without it, or `proxy: 'env'`, asks for those of the environment, which urllib reads from the same variables.
 *
 * @param {{ enableProxy?: unknown, proxy?: unknown }} options
 * @returns {ProxyInput | undefined}
 */
function proxiesOf({ enableProxy, proxy }) {
  const { env } = process;
  if (enableProxy === false) return undefined;
  const named = proxy && proxy !== 'env' ? proxyText(proxy) : '';
  if (named) return { http: named, https: named, bypass: '' };
  if (!proxy && !enableProxy && !env.URLLIB_ENABLE_PROXY) return undefined;
  if (env.URLLIB_PROXY) return { http: env.URLLIB_PROXY, https: env.URLLIB_PROXY, bypass: '' };
  const http = env.HTTP_PROXY || env.http_proxy;
  const https = env.HTTPS_PROXY || env.https_proxy || http;
  const bypass = env.NO_PROXY || env.no_proxy || '';
  return http || https ? { http, https, bypass: `${LOOPBACK},${bypass}` } : undefined;
}

/**
 * @param {unknown} proxy
 * @returns {string}
 */
function proxyText(proxy) {
  if (typeof proxy === 'string') return proxy;
  if (proxy instanceof URL) return proxy.href;
  throw new TypeError(
    `options.proxy must be a URL such as http://user:password@host:3128, or 'env', but it is of type ${typeof proxy}`
  );
}

/**
 * A proxy as logs may show it.
 *
 * @param {unknown} proxy
 */
function withoutPassword(proxy) {
  const text = typeof proxy === 'string' || proxy instanceof URL ? String(proxy) : '[redacted]';
  // Up to the last @, since a password may hold one by mistake.
  return text.replace(/^([a-z0-9+.-]+:\/\/)?([^:@/]*):.*@/i, '$1$2:[redacted]@');
}

module.exports = { proxiesOf, withoutPassword };
