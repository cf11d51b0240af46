'use strict';

/** @import OSS from '../index' */
/** @import { Client, Reply, SentParams } from './types' */

const { abortError, stopWith } = require('./abort');
const { canRefresh, whenFresh, refusedToken, refreshNow } = require('./credentials');
const { nextCall, outcomeOf } = require('./native');
const { detailsOf, whatOf } = require('./operation');
const { parameters, subresources } = require('./parameters');
const { responseOf } = require('./response');
const { shareable } = require('./share-buffer');
const { nativeRequest } = require('./transport/own');

/**
 * Sends one request of the OSS API: the call that all others end in, and the way to operations that have none.
 *
 * It is long on purpose (DESIGN, Decisions): V8 would compile a shorter one again in each of its callers.
 *
 * @this {Client}
 * @param {OSS.RequestParams} params `method`, `bucket`, `object`, `subres`, `query`, `headers`, `mime`, `content` (Buffer or string),
 *   `file` (`{ path, size }`), `writeFile` (path), `timeout`, `successStatuses`, `xmlResponse`, `additionalHeaders`
 * @returns {Promise<any>} an `OSS.RequestResult`, or with `customResponse` an `OSS.StreamedRequestResult`
 */
async function request(params) {
  if (params?.onProgress) return require('./streams/progress').watched(this, params, request);
  /** @type {any} */
  const deadline = params?.deadline ?? this.options.deadline;
  if (deadline !== undefined && deadline !== null && deadline.until === undefined)
    return require('./deadline').bounded(this, params, deadline, request);
  if (this.urllib.request !== nativeRequest) return require('./transport/request').request(this, params);
  if (params?.stream) return sendStream(this, params);
  // Read before anything is waited for: the caller may change them later.
  const details = detailsOf(params, this.options);
  const what = whatOf(params, this.options);
  const content = shareable(params.content, this.options.zeroCopy !== false, canRefresh(this));
  const fresh = whenFresh(this);
  if (fresh) await inTime(fresh, params);
  for (let again = false; ; again = true) {
    const token = this.options.stsToken;
    const { signal } = params;
    if (signal?.aborted) throw abortError(signal.reason);
    const call = nextCall();
    this._native.current.execute(call, nowOf(this), what, details, content);
    const leave = signal && stopWith(signal, call);
    let reply = await outcomeOf(call);
    leave?.();
    if (reply.error !== undefined) {
      if (reply.ask) reply = await require('./retry-handle').consulted(this, call, reply, params);
      if (reply.error !== undefined) {
        if (again || !refusedToken(this, reply.error)) throw errorOf(reply, params);
        // Of many calls refused together one refreshes; those whose answer comes later find the new token already there.
        if (this.options.stsToken === token) await inTime(refreshNow(this), params);
        continue;
      }
    }
    if (reply.stream) return require('./streams/receive').received(/** @type {any} */ (reply), params);
    return resultOf(reply, params);
  }
}

/**
 * Sends a request whose body is a stream. It can be sent once, so nothing is repeated, and whatever goes wrong the stream is
 * given up.
 *
 * @param {Client} client
 * @param {SentParams} params
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function sendStream(client, params) {
  const { uploadOf } = require('./streams/upload');
  const upload = uploadOf(params, client.options);
  try {
    const details = detailsOf(params, client.options, upload.number);
    const what = whatOf(params, client.options);
    const fresh = whenFresh(client);
    if (fresh) await inTime(fresh, params);
    const { signal } = params;
    if (signal?.aborted) throw abortError(signal.reason);
    const call = nextCall();
    const native = client._native.current;
    upload.open();
    native.execute(call, nowOf(client), what, details, null);
    upload.run();
    const leave = signal && stopWith(signal, call);
    const reply = await outcomeOf(call);
    leave?.();
    if (reply.error) throw upload.tooLarge ?? errorOf(reply, params, upload.error);
    return resultOf(reply, params);
  } finally {
    upload.close();
  }
}

/**
 * Waits for a credential no longer than the call may last.
 *
 * @param {Promise<void>} fresh
 * @param {SentParams} params
 */
function inTime(fresh, params) {
  return params.signal || params.deadline ? require('./deadline').waited(fresh, params) : fresh;
}

/**
 * The Error of a failed call. Read when one fails: many programs see none.
 *
 * @param {Reply} reply
 * @param {SentParams} params
 * @param {unknown} [source] what the source of the body failed with
 */
function errorOf(reply, params, source) {
  return require('./errors').outcomeError(/** @type {any} */ (reply), params, source);
}

/** @param {Client} client */
function nowOf(client) {
  return Date.now() + (Number(client.options.amendTimeSkewed) || 0);
}

/**
 * @param {Reply} reply
 * @param {SentParams} params
 */
function resultOf(reply, params) {
  const res = responseOf(reply);
  return {
    data: params.xmlResponse ? reply.document : res.data,
    status: res.status,
    headers: res.headers,
    res,
  };
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
