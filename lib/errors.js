'use strict';

/** @import OSS from '../index' */
/** @import { Failure, Reply } from './types' */

const { abortError } = require('./abort');
const { responseOf } = require('./response');

const SITE = 'https://github.com/ali-sdk/ali-oss';

/** Code and message of replies that have no body. */
const WITHOUT_BODY = new Map([
  [404, ['NoSuchKey', 'Object not exists']],
  [412, ['PreconditionFailed', 'Pre condition failed']],
]);

/**
 * The Error of a failed outcome, with ali-oss's name, message and properties.
 *
 * @param {Reply & { error: Failure }} reply the parsed outcome of Rust; `reply.error.kind` says what happened
 * @param {Pick<OSS.RequestParams, 'method' | 'signal' | 'successStatuses' | 'writeFile'>} params of the request
 * @param {unknown} [source] what the source of the body failed with
 * @returns {Error & OSS.AttemptsOfError}
 */
function outcomeError(reply, params, source) {
  return withAttempts(errorOf(reply, params, source), reply.error);
}

/**
 * The error with what it tells of attempts, which is not enumerable, so that errors compare and print as those of ali-oss do.
 *
 * @param {Error} error
 * @param {Failure} failure
 * @returns {Error & OSS.AttemptsOfError}
 */
function withAttempts(error, { attempts }) {
  const property = { value: attempts, configurable: true, writable: true };
  return /** @type {any} */ (Object.defineProperty(error, 'attempts', property));
}

/** @type {(...args: Parameters<typeof outcomeError>) => Error} */
function errorOf(reply, params, source) {
  const { error } = reply;
  switch (error.kind) {
    case 'service':
      return serviceError(reply, withoutPolicy(params));
    case 'connectTimeout':
      return withCode(
        `Connect timeout for ${error.ms}ms, please increase the timeout or reduce the partSize, see more details at ${SITE}#connectiontimeouterror`,
        'ConnectionTimeoutError',
        -2
      );
    case 'socketAssignTimeout':
      return withCode(
        `Connect timeout for ${error.ms}ms, working sockets is full${trail(reply, params, -2)}`,
        'SocketAssignTimeoutError',
        -2
      );
    case 'responseTimeout':
      return named(
        `Response timeout for ${error.ms}ms, please increase the timeout, see more details at ${SITE}#responsetimeouterror`,
        'ResponseTimeoutError'
      );
    case 'deadline':
      return require('./deadline').deadlineError(/** @type {number} */ (error.ms));
    case 'connect':
    case 'proxy':
      return withCode(error.message + trail(reply, params, -1), 'RequestError', -1, error.cause);
    case 'interrupted':
    case 'body':
      return withCode(error.message + trail(reply, params, -1), 'ResponseError', -1, source ?? error.cause);
    case 'invalidHeader':
      return withCode(error.message + trail(reply, params, -1), 'TypeError', -1);
    case 'file':
      return fileError(error);
    case 'integrity':
      return Object.assign(named(error.message, 'CrcMismatchError'), {
        code: 'CrcMismatch',
        status: reply.status,
        requestId: reply.headers?.['x-oss-request-id'],
        expected: error.expected,
        actual: error.actual,
      });
    case 'changed':
      return Object.assign(named(error.message, 'ObjectChangedError'), {
        code: 'ObjectChanged',
        status: 412,
      });
    case 'closed':
      return Object.assign(named(error.message, 'ClientClosedError'), { code: 'ClientClosed' });
    case 'sourceChanged':
      return Object.assign(named(error.message, 'SourceChangedError'), { code: 'SourceChanged' });
    case 'cancelled':
      return abortError(params.signal?.reason);
    case 'unreadable':
      return unreadable(reply, withoutPolicy(params));
    case 'undecodable':
      return Object.assign(new Error(error.message), {
        status: reply.status,
        requestId: reply.headers['x-oss-request-id'],
      });
    default:
      return error.message === 'URI malformed' ? new URIError(error.message) : new Error(error.message);
  }
}

/**
 * What an error shows of its request: not the policy that it would have set.
 *
 * @param {any} params
 */
function withoutPolicy(params) {
  const { subres, content } = params;
  const isPolicy =
    subres === 'policy' || (typeof subres === 'object' && subres !== null && 'policy' in subres);
  return isPolicy && content ? { ...params, content: '[redacted]' } : params;
}

/**
 * An answer of the service that the operation does not accept.
 *
 * @type {typeof errorOf}
 */
function serviceError(reply, params) {
  const { body, error } = reply;
  // The rest of a body may be refused after its beginning was not.
  const { status = reply.status } = error;
  const requestId = error.requestId ?? reply.headers['x-oss-request-id'];
  // Replies without body (HEAD) are described by their status, or by the x-oss-err header, which Rust has read.
  const empty = !body?.length;
  if (empty && !error.code) {
    const known = WITHOUT_BODY.get(status);
    if (known) {
      const [code, message] = known;
      return Object.assign(named(message, `${code}Error`), { status, code, requestId, host: '', params });
    }
    const res = responseOf({ ...reply, file: params.writeFile !== undefined });
    const result = { data: res.data, status, headers: res.headers, res };
    return Object.assign(named(`Unknow error, status: ${status}`, 'UnknownError'), {
      status,
      res: result,
      requestId,
      host: '',
      params,
    });
  }
  const condition = error.condition ? ` (condition: ${error.condition})` : '';
  const message = `${error.message || `unknow request error, status: ${status}`}${condition}`;
  const result = Object.assign(named(message, error.code ? `${error.code}Error` : 'UnknownError'), {
    status,
    code: error.code,
    requestId: error.requestId,
    ecCode: error.ec,
    hostId: error.hostId,
  });
  if (empty) Object.assign(result, { requestId, host: '' });
  return Object.assign(result, { params });
}

/**
 * A reply that is no XML: only one that refuses says which it was.
 *
 * @type {typeof errorOf}
 */
function unreadable(reply, params) {
  const error = new Error(reply.error.message);
  if (!params.successStatuses || params.successStatuses.includes(reply.status)) return error;
  Object.assign(error, { status: reply.status, requestId: reply.headers['x-oss-request-id'] });
  if (!reply.body?.length) Object.assign(error, { host: '' });
  return Object.assign(error, { params });
}

/**
 * @param {string} message
 * @param {string} name
 */
function named(message, name) {
  const error = new Error(message);
  error.name = name;
  return error;
}

/**
 * @param {string} message
 * @param {string} name
 * @param {number} status
 * @param {any} [cause] an Error, or what is known of one
 */
function withCode(message, name, status, cause) {
  const error = Object.assign(named(message, name), { status, code: name });
  if (cause) {
    const reason =
      cause instanceof Error
        ? cause
        : Object.assign(new Error(cause.message), cause.code && { code: cause.code });
    Object.defineProperty(error, 'cause', { value: reason, configurable: true, writable: true });
  }
  return error;
}

/**
 * What urllib adds to the message of a transport error.
 *
 * @param {Reply & { error: Failure }} reply
 * @param {Pick<OSS.RequestParams, 'method'>} params
 * @param {number} status
 */
function trail(reply, params, status) {
  const connected = !['connect', 'proxy', 'invalidHeader'].includes(reply.error.kind);
  const { requests = connected ? 1 : 0, responses = 0, reused = false, url = '' } = reply;
  return (
    `, ${params.method} ${url} ${status} (connected: ${connected}, keepalive socket: ${reused}, ` +
    `socketHandledRequests: ${requests}, socketHandledResponses: ${responses})\nheaders: {}`
  );
}

/**
 * An error of a local file, as `fs` words it.
 *
 * @param {Failure} error
 */
function fileError({ message, code, errno, syscall, path }) {
  return Object.assign(new Error(message), { errno, code, syscall, path });
}

module.exports = { WITHOUT_BODY, named, outcomeError, trail, withAttempts };
