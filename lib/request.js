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
    subresources: parameters(params.subres),
    query: parameters(params.query),
    headers: headerList(params.headers),
    mime: params.mime || undefined,
    additionalHeaders: params.additionalHeaders ?? [],
    success: params.successStatuses ?? [],
    xml: Boolean(params.xmlResponse),
    safe: params.method !== 'POST',
    sendFile: params.file?.path,
    sendSize: params.file?.size,
    writeFile: params.writeFile,
    connectTimeout,
    responseTimeout,
    now: Date.now() + (Number(client.options.amendTimeSkewed) || 0),
  };
}

/** The URL that a request for a bucket and an object goes to. */
function _getReqUrl(params) {
  const { bucket, object, query, subres } = params;
  return this._native.current.objectUrl(
    bucket || undefined,
    object || undefined,
    parameters(query),
    parameters(subres)
  );
}

module.exports = { request, _getReqUrl };
