'use strict';

/** @import OSS from '../index' */
/** @import { Client, Failure, Reply } from './types' */

const { canRefresh, whenFresh, refusedToken, refreshNow } = require('./credentials');
const { timeouts } = require('./duration');
const { outcomeError } = require('./errors');
const { submit } = require('./native');
const { headerList, headerNames, parameters, subresources } = require('./parameters');
const { responseOf } = require('./response');
const { shareable } = require('./share-buffer');

/**
 * Sends one request of the OSS API: the call that all others end in, and the way to operations that have none.
 *
 * @this {Client}
 * @param {OSS.RequestParams} params `method`, `bucket`, `object`, `subres`, `query`, `headers`, `mime`, `content` (Buffer or string),
 *   `file` (`{ path, size }`), `writeFile` (path), `timeout`, `successStatuses`, `xmlResponse`, `additionalHeaders`
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function request(params) {
  const headers = unlessEmpty(headerList(params.headers));
  const content = shareable(params.content, this.options.zeroCopy !== false, canRefresh(this));
  const fresh = whenFresh(this);
  if (fresh) await fresh;
  const token = this.options.stsToken;
  let { reply, body } = await attempt(this, params, headers, content);
  if (reply.error && refusedToken(this, reply.error)) {
    // Of many calls refused together one refreshes; those whose answer comes later find the new token already there.
    if (this.options.stsToken === token) await refreshNow(this);
    ({ reply, body } = await attempt(this, params, headers, content));
  }
  if (failed(reply)) throw outcomeError(reply, params, body);
  const res = responseOf(reply, body);
  return {
    status: res.status,
    headers: res.headers,
    data: params.xmlResponse ? reply.document : res.data,
    res,
  };
}

/**
 * @param {Reply} reply
 * @returns {reply is Reply & { error: Failure }}
 */
function failed(reply) {
  return reply.error !== undefined;
}

/**
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @param {string[] | undefined} headers
 * @param {Buffer | null} content
 */
function attempt(client, params, headers, content) {
  const native = client._native.current;
  const operation = JSON.stringify(operationOf(client, params, headers));
  return submit((call) => native.execute(call, operation, content));
}

/**
 * The operation record that Rust carries out.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @param {string[] | undefined} headers
 */
function operationOf(client, params, headers) {
  const [connectTimeout, responseTimeout] = timeouts(params.timeout || client.options.timeout);
  const { method, mime, additionalHeaders } = params;
  // ali-oss's words for a type that has no way to the wire.
  if (mime && typeof mime !== 'string') throw new TypeError('params.mime.indexOf is not a function');
  return {
    method: method.toUpperCase(),
    bucket: params.bucket || undefined,
    object: params.object || undefined,
    subresources: unlessEmpty(subresources(params.subres)),
    query: unlessEmpty(parameters(params.query)),
    headers,
    mime: mime || undefined,
    additionalHeaders: client.options.authorizationV4 ? headerNames(additionalHeaders) : undefined,
    success: params.successStatuses,
    noMd5: params.disabledMD5 ? true : undefined,
    xml: params.xmlResponse ? true : undefined,
    sendFile: params.file?.path,
    sendSize: params.file?.size,
    writeFile: params.writeFile,
    connectTimeout,
    responseTimeout,
    now: Date.now() + (Number(client.options.amendTimeSkewed) || 0),
  };
}

/**
 * What is usually empty does not cross the border.
 *
 * @template T
 * @param {T[]} list
 */
function unlessEmpty(list) {
  return list.length === 0 ? undefined : list;
}

/**
 * The URL that a request for a bucket and an object goes to.
 *
 * @this {Client}
 * @param {Pick<OSS.RequestParams, 'bucket' | 'object' | 'query' | 'subres'>} params
 */
function _getReqUrl({ bucket, object, query, subres }) {
  if (query || subres) {
    const [flat, flatSubres] = [parameters(query), subresources(subres)];
    return this._native.current.objectUrl(bucket || undefined, object || undefined, flat, flatSubres);
  }
  return this._native.rootUrl(bucket) + (object ? escapeKey(object) : '');
}

/**
 * A key as it stands in a URL: slashes stay, and so does what is safe in a path.
 *
 * @param {string} key
 */
function escapeKey(key) {
  return encodeURIComponent(key).replace(/%2F/g, '/');
}

/**
 * A key as it stands in a URL.
 *
 * @param {string} name
 */
function _escape(name) {
  return escapeKey(name);
}

module.exports = { request, _getReqUrl, _escape };
