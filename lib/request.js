'use strict';

/** @import OSS from '../index' */
/** @import { Client, Failure, Reply } from './types' */
/** @import { OperationInput } from '../binding' */

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
 * @this {Client}
 * @param {OSS.RequestParams} params `method`, `bucket`, `object`, `subres`, `query`, `headers`, `mime`, `content` (Buffer or string),
 *   `file` (`{ path, size }`), `writeFile` (path), `timeout`, `successStatuses`, `xmlResponse`, `additionalHeaders`, `replay`
 * @returns {Promise<OSS.RequestResult<any>>}
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
  if (failed(reply)) throw outcomeError(reply, params, outcome.body);
  const res = responseOf(reply, outcome.body);
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
 */
async function attempt(client, params) {
  const native = client._native.current;
  const operation = JSON.stringify(operationOf(client, params));
  const content = shareable(params.content, client.options.zeroCopy !== false);
  const outcome = await submit((call) => native.execute(call, operation, content));
  /** @type {Reply} */
  const reply = JSON.parse(outcome.text);
  return { outcome, reply };
}

/**
 * The operation record that Rust carries out.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @returns {OperationInput}
 */
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
    additionalHeaders: /** @type {string[]} */ (params.additionalHeaders ?? []),
    success: /** @type {number[]} */ (params.successStatuses ?? []),
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

/**
 * The URL that a request for a bucket and an object goes to.
 *
 * @this {Client}
 * @param {Pick<OSS.RequestParams, 'bucket' | 'object' | 'query' | 'subres'>} params
 */
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
