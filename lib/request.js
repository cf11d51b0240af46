'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { abortError, stopWith } = require('./abort');
const { canRefresh, whenFresh, refusedToken, refreshNow } = require('./credentials');
const { outcomeError } = require('./errors');
const { nextCall, outcomeOf } = require('./native');
const { detailsOf, whatOf } = require('./operation');
const { parameters, subresources } = require('./parameters');
const { responseOf } = require('./response');
const { shareable } = require('./share-buffer');

/**
 * Sends one request of the OSS API: the call that all others end in, and the way to operations that have none.
 *
 * It is long on purpose (DESIGN, Decisions): V8 would compile a shorter one again in each of its callers.
 *
 * @this {Client}
 * @param {OSS.RequestParams} params `method`, `bucket`, `object`, `subres`, `query`, `headers`, `mime`, `content` (Buffer or string),
 *   `file` (`{ path, size }`), `writeFile` (path), `timeout`, `successStatuses`, `xmlResponse`, `additionalHeaders`
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function request(params) {
  // Read before anything is waited for: the caller may change them later.
  const upload = params?.stream ? uploadOf(params, this.options) : undefined;
  const details = detailsOf(params, this.options, upload?.number);
  const what = whatOf(params, this.options);
  const content = shareable(params.content, this.options.zeroCopy !== false, canRefresh(this));
  const fresh = whenFresh(this);
  if (fresh) await fresh;
  if (params.signal?.aborted) throw abortError(params.signal.reason);
  for (let again = false; ; again = true) {
    const token = this.options.stsToken;
    const call = nextCall();
    const now = Date.now() + (Number(this.options.amendTimeSkewed) || 0);
    const native = this._native.current;
    upload?.open();
    native.execute(call, now, what, details, content);
    upload?.run();
    const leave = params.signal ? stopWith(params.signal, call) : undefined;
    const reply = await outcomeOf(call);
    leave?.();
    upload?.close();
    if (reply.error !== undefined) {
      // A stream can be sent once.
      if (again || upload || !refusedToken(this, reply.error))
        throw outcomeError(/** @type {any} */ (reply), params, upload?.error);
      // Of many calls refused together one refreshes; those whose answer comes later find the new token already there.
      if (this.options.stsToken === token) await refreshNow(this);
      continue;
    }
    if (reply.stream) return received(/** @type {any} */ (reply), params);
    const res = responseOf(reply);
    return {
      status: res.status,
      headers: res.headers,
      data: params.xmlResponse ? reply.document : res.data,
      res,
    };
  }
}

/**
 * The body of a request that comes from a stream. Read when it is needed: most programs send none.
 *
 * @param {OSS.RequestParams} params
 * @param {OSS.ClientOptions} options
 */
function uploadOf(params, options) {
  const { Upload } = require('./streams/upload');
  return new Upload(params.stream, lengthOfStream(params), options.zeroCopy !== false);
}

/**
 * @param {OSS.RequestParams} params
 * @returns {number | undefined}
 */
function lengthOfStream({ stream, headers }) {
  const name = Object.keys(headers ?? {}).find((each) => each.toLowerCase() === 'content-length');
  const given = name === undefined ? undefined : /** @type {any} */ (headers)[name];
  if (given === undefined || given === null || given === '')
    return require('./streams/sources').lengthOf(stream);
  const length = Number(given);
  if (!Number.isSafeInteger(length) || length < 0)
    throw new TypeError(`content length ${given} is not a number of bytes`);
  return length;
}

/**
 * A reply whose body is a stream, or goes into one.
 *
 * @param {import('./types').Reply & { call: number }} reply
 * @param {OSS.RequestParams} params
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function received(reply, params) {
  const { Download } = require('./streams/download');
  const download = new Download(reply, params);
  const { status, headers } = reply;
  if (!params.writeStream) return { status, headers, data: undefined, res: /** @type {any} */ (download) };
  await require('node:stream/promises').pipeline(download, params.writeStream);
  const res = responseOf({ ...reply, file: true });
  return { status, headers, data: null, res };
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
