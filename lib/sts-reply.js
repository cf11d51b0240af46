'use strict';

/** @import OSS from '../index' */
/** @import { Failure, Reply } from './types' */

const os = require('node:os');
const { outcomeError, trail, withAttempts } = require('./errors');
const { readJson } = require('./json');
const { responseOf } = require('./response');

/** libuv's number for a name without an address, `UV_EAI_NONAME`. */
const NOT_FOUND = 3008;

let transportErrors = 0;

/**
 * What a call to STS gives: the credential, or the error.
 *
 * @param {Reply} reply
 * @param {string} endpoint as the caller gave it
 * @returns {{ res: OSS.NormalSuccessResponse, credentials: any }}
 */
function credentialsOf(reply, endpoint) {
  if (reply.error && reply.error.kind !== 'unreadable') throw stsError(/** @type {any} */ (reply), endpoint);
  const credentials = reply.error ? documentOf(reply.body).Credentials : reply.document;
  return { res: responseOf(reply), credentials };
}

/**
 * The Error of a failed call to STS: what the service said, or what urllib says of the network.
 *
 * @param {Reply & { error: Failure }} reply the parsed outcome of Rust
 * @param {string} endpoint as the caller gave it
 * @returns {Error}
 */
function stsError(reply, endpoint) {
  return withAttempts(errorOf(reply, endpoint), reply.error);
}

/** @type {(...args: Parameters<typeof stsError>) => Error} */
function errorOf(reply, endpoint) {
  switch (reply.error.kind) {
    case 'service':
      return refusal(reply.status, reply.body);
    case 'connect':
      return transportError('RequestError', reply.error.message, -1, reply, endpoint);
    case 'interrupted':
      return transportError('ResponseError', reply.error.message, -1, reply, endpoint);
    case 'connectTimeout':
      return transportError(
        'ConnectionTimeoutError',
        `Connect timeout for ${reply.error.ms}ms`,
        -2,
        reply,
        endpoint
      );
    case 'responseTimeout':
      return transportError(
        'ResponseTimeoutError',
        `Response timeout for ${reply.error.ms}ms`,
        -1,
        reply,
        endpoint
      );
    default:
      return outcomeError(reply, { method: 'POST' });
  }
}

/**
 * @param {number} status
 * @param {Buffer | string | null} [body]
 */
function refusal(status, body) {
  // Its message is enumerable, as it is in ali-oss.
  const error = Object.assign(new Error(), { status });
  try {
    const { Code: code, Message: message, RequestId: requestId } = JSON.parse(String(body ?? '')) || {};
    return Object.assign(error, { code, message: `${code}: ${message}`, requestId });
  } catch {
    return Object.assign(error, { message: `UnknownError: ${body ?? ''}` });
  }
}

/**
 * An error as urllib makes it of one of Node, but without what was sent or received.
 *
 * @param {string} name
 * @param {string} message
 * @param {number} status
 * @param {Reply & { error: Failure }} reply
 * @param {string} endpoint
 */
function transportError(name, message, status, reply, endpoint) {
  const { hostname, port, pathname, search, protocol, href } = new URL(reply.url);
  const connected = reply.error.kind === 'interrupted' || reply.error.kind === 'responseTimeout';
  const error = new Error(message + trail({ ...reply, url: endpoint }, { method: 'POST' }, status));
  Object.assign(error, systemFields(message), { name });
  if (reply.error.kind.endsWith('Timeout')) Object.assign(error, { requestId: ++transportErrors });
  Object.assign(error, { data: undefined, path: pathname + search, status, headers: {} });
  const res = {
    status,
    statusCode: status,
    statusMessage: null,
    headers: {},
    size: 0,
    aborted: false,
    rt: reply.rt,
    keepAliveSocket: false,
    data: undefined,
    requestUrls: [href],
    timing: null,
    remoteAddress: connected && require('node:net').isIP(hostname) ? hostname : '',
    remotePort: connected ? Number(port || (protocol === 'https:' ? 443 : 80)) : '',
    socketHandledRequests: 1,
    socketHandledResponses: 0,
  };
  return Object.assign(error, { res });
}

/**
 * What Node's errors have beside their message, read from it: `connect ECONNREFUSED 127.0.0.1:80`,
 * `getaddrinfo ENOTFOUND name`.
 *
 * @param {string} message
 */
function systemFields(message) {
  if (message === 'socket hang up' || message === 'aborted') return { code: 'ECONNRESET' };
  const [, syscall, code, place] = /^(connect|getaddrinfo|read|write) (E[A-Z]+) ?(.*)$/.exec(message) ?? [];
  if (!code) return {};
  const number =
    code === 'ENOTFOUND' ? NOT_FOUND : /** @type {Record<string, number>} */ (os.constants.errno)[code];
  const errno = number && { errno: -number };
  if (syscall === 'getaddrinfo') return { ...errno, code, syscall, hostname: place };
  const [, address, port] = /^(.*):(\d+)$/.exec(place) ?? [];
  return { ...errno, code, syscall, ...(address && { address, port: Number(port) }) };
}

/**
 * The document of a reply that Rust could not take as a credential; throws what ali-oss throws for it.
 *
 * @param {Buffer | null} body
 */
function documentOf(body) {
  return readJson(String(body ?? ''), 'the reply of STS');
}

module.exports = { credentialsOf, refusal };
