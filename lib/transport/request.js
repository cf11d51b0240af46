'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Reply, SentParams } from '../types' */

const { abortError, stopWith } = require('../abort');
const { refreshNow, refusedToken, whenFresh } = require('../credentials');
const { nextCall, outcomeOf } = require('../native');
const { detailsOf, whatOf } = require('../operation');
const { responseOf } = require('../response');
const { shareable } = require('../share-buffer');
const { consulted } = require('../retry-handle');
const { uploadOf } = require('../streams/upload');
const { CallerExchange } = require('./caller');
const { NodeExchange } = require('./node');
const { nodeRequest } = require('./own');
const { Relay } = require('./relay');

/**
 * Sends a request as `client.request` does, over Node's `http` or the caller's `urllib`. Rust builds, signs, repeats, checks and
 * reads it all the same: only the exchange itself is carried out here.
 *
 * @param {Client} client
 * @param {OSS.RequestParams} params
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function request(client, params) {
  const upload = params?.stream ? uploadOf(params, client.options) : undefined;
  try {
    // Read before anything is waited for: the caller may change them later.
    const details = detailsOf(params, client.options, upload?.number);
    const what = whatOf(params, client.options);
    const content = upload ? null : shareable(params.content, client.options.zeroCopy !== false, true);
    const fresh = whenFresh(client);
    if (fresh) await inTime(fresh, params);
    for (let again = Boolean(upload); ; again = true) {
      const { signal } = params;
      if (signal?.aborted) throw abortError(signal.reason);
      const token = client.options.stsToken;
      const byNode = client.urllib.request === nodeRequest;
      const relay = new Relay(() =>
        byNode ? new NodeExchange(client, content) : new CallerExchange(client, params, content)
      );
      const call = nextCall();
      upload?.open();
      const now = Date.now() + (Number(client.options.amendTimeSkewed) || 0);
      const withBody = byNode || hasOwnBody(params);
      const relayed = { call, now, relay: relay.number, timed: byNode, withBody };
      client._native.current.executeThrough(relayed, what, details, content);
      upload?.run();
      relay.run();
      const leave = signal && stopWith(signal, call);
      let reply = await outcomeOf(call);
      leave?.();
      /** @param {any} failed */
      const errorOf = (failed) => relay.errorOf(client, failed, params, upload?.error);
      if (reply.ask) reply = await consulted(client, call, reply, params, errorOf);
      if (reply.error === undefined) return await resultOf(reply, params, relay);
      if (again || !refusedToken(client, reply.error)) throw upload?.tooLarge ?? (await errorOf(reply));
      if (client.options.stsToken === token) await inTime(refreshNow(client), params);
    }
  } finally {
    upload?.close();
  }
}

/**
 * Waits for a credential no longer than the call may last.
 *
 * @param {Promise<void>} fresh
 * @param {SentParams} params
 */
function inTime(fresh, params) {
  return params.signal || params.deadline ? require('../deadline').waited(fresh, params) : fresh;
}

/**
 * Whether the body of the reply goes elsewhere than into the `data` of the caller's `urllib`.
 *
 * @param {OSS.RequestParams} params
 */
function hasOwnBody({ customResponse, writeFile, writeStream }) {
  return Boolean(customResponse || writeStream || writeFile !== undefined);
}

/**
 * @param {Reply} reply
 * @param {OSS.RequestParams} params
 * @param {Relay} relay
 * @returns {Promise<OSS.RequestResult<any>>}
 */
async function resultOf(reply, params, relay) {
  const given = relay.describe(reply)?.result;
  if (reply.stream) {
    const result = await require('../streams/receive').received(/** @type {any} */ (reply), params);
    return given && params.writeStream ? { ...result, res: given.res } : result;
  }
  const result = given ?? withResponse(responseOf(reply));
  return params.xmlResponse ? { ...result, data: reply.document } : result;
}

/** @param {OSS.NormalSuccessResponse} res */
function withResponse(res) {
  return { data: res.data, status: res.status, headers: res.headers, res };
}

module.exports = { request };
