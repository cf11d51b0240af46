'use strict';

const { whenFresh, refusedToken, refreshNow } = require('./credentials');
const { timeouts } = require('./duration');
const { outcomeError } = require('./errors');
const { submit } = require('./native');
const { headerList, parameters } = require('./parameters');
const { responseOf } = require('./response');
const { shareable } = require('./share-buffer');

/**
 * Sends one request of the OSS API: the call that all others end in, and the way to operations that have none.
 *
 * @param {object} params `method`, `bucket`, `object`, `subres`, `query`, `headers`, `mime`, `content` (Buffer or string),
 *   `file` (`{ path, size }`), `writeFile` (path), `timeout`, `successStatuses`, `xmlResponse`, `additionalHeaders`, `replay`
 * @returns {Promise<{ status: number, headers: object, data: unknown, res: object }>}
 */
async function request(params) {
  const refreshing = whenFresh(this);
  if (refreshing) await refreshing;
  const token = this.options.stsToken;
  let { outcome, reply } = await attempt(this, params);
  if (reply.error && refusedToken(this, reply.error)) {
    // Of many calls refused together one refreshes; those whose answer comes later find the new token already there.
    if (this.options.stsToken === token) await refreshNow(this);
    ({ outcome, reply } = await attempt(this, params));
  }
  if (reply.error) throw outcomeError(reply, params, outcome.body);
  const res = responseOf(reply, outcome.body);
  return {
    status: res.status,
    headers: res.headers,
    data: params.xmlResponse ? reply.document : res.data,
    res,
  };
}

async function attempt(client, params) {
  const native = client._native.current;
  const operation = JSON.stringify(operationOf(client, params));
  const content = shareable(params.content, client.options.zeroCopy !== false);
  const outcome = await submit((call) => native.execute(call, operation, content));
  return { outcome, reply: JSON.parse(outcome.text) };
}

/** The operation record that Rust carries out. */
function operationOf(client, params) {
  const [connectTimeout, responseTimeout] = timeouts(params.timeout || client.options.timeout);
  return {
    method: params.method,
    bucket: params.bucket || undefined,
    object: params.object || undefined,
    subresources: unlessEmpty(parameters(params.subres)),
    query: unlessEmpty(parameters(params.query)),
    headers: unlessEmpty(headerList(params.headers)),
    mime: params.mime || undefined,
    additionalHeaders: params.additionalHeaders,
    success: params.successStatuses,
    xml: params.xmlResponse ? true : undefined,
    safe: params.method !== 'POST',
    sendFile: params.file?.path,
    sendSize: params.file?.size,
    writeFile: params.writeFile,
    connectTimeout,
    responseTimeout,
    now: Date.now() + (Number(client.options.amendTimeSkewed) || 0),
  };
}

/** What is usually empty does not cross the border. */
function unlessEmpty(list) {
  return list.length === 0 ? undefined : list;
}

/** The URL that a request for a bucket and an object goes to. */
function _getReqUrl({ bucket, object, query, subres }) {
  if (query || subres) {
    const [flat, flatSubres] = [parameters(query), parameters(subres)];
    return this._native.current.objectUrl(bucket || undefined, object || undefined, flat, flatSubres);
  }
  return this._native.rootUrl(bucket) + (object ? escapeKey(object) : '');
}

/** A key as it stands in a URL: slashes stay, and so does what is safe in a path. */
function escapeKey(key) {
  return encodeURIComponent(key).replace(/%2F/g, '/');
}

/** A key as it stands in a URL. */
function _escape(name) {
  return escapeKey(name);
}

module.exports = { request, _getReqUrl, _escape };
