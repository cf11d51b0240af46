'use strict';

/** @import OSS from '../../index' */

/** @type {OSS.Urllib['request']} */
function nativeRequest(url, args) {
  return require('./urllib').request(url, args);
}

/** @type {OSS.Urllib['request']} */
function nodeRequest(url, args) {
  return require('./urllib').request(url, args);
}

/**
 * `client.urllib` of clients whose requests Rust sends, and of those whose requests Node's `http` does. As soon as it, or its
 * `request`, is another, requests go through that.
 *
 * @type {{ native: OSS.Urllib, node: OSS.Urllib }}
 */
const urllibs = { native: { request: nativeRequest }, node: { request: nodeRequest } };

/**
 * The `urllib` that these options ask for, or else the environment. An agent is a way of Node's `http`.
 *
 * @param {Pick<OSS.Options, 'agent' | 'httpsAgent' | 'transport' | 'urllib'>} options
 * @returns {OSS.Urllib}
 */
function urllibOf({ agent, httpsAgent, transport, urllib }) {
  if (urllib) return urllib;
  const name = transport || process.env.ALI_OSS_TRANSPORT || (agent || httpsAgent ? 'node' : 'native');
  if (name === 'native' || name === 'node') return urllibs[name];
  const source = transport ? 'options.transport' : 'ALI_OSS_TRANSPORT';
  throw new Error(`${source} must be 'native' or 'node', but it is ${JSON.stringify(name)}`);
}

/**
 * Lets `client.agent` and `client.httpsAgent` be set at any time: a client of the native transport changes over to Node's
 * `http` then.
 *
 * @param {{ prototype: object }} Client
 */
function takeAgents({ prototype }) {
  for (const name of ['agent', 'httpsAgent']) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get: () => undefined,
      /**
       * @this {OSS}
       * @param {unknown} value
       */
      set(value) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        if (value && this.urllib === urllibs.native && this.options.transport !== 'native')
          this.urllib = urllibs.node;
      },
    });
  }
}

module.exports = { nativeRequest, nodeRequest, takeAgents, urllibOf };
