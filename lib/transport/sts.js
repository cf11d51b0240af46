'use strict';

/** @import OSS from '../../index' */
/** @import { AssumeRoleInput, NativeSts } from '../../binding' */
/** @import { Reply, WireRequest } from '../types' */
/** @import { Exchange } from './relay' */

const { nextCall, outcomeOf, port } = require('../native');
const { credentialsOf } = require('../sts-reply');
const { bytesOf, listOf, urlOf } = require('./caller');
const { NodeExchange } = require('./node');
const { nodeRequest } = require('./own');
const { Relay } = require('./relay');
const { SentBody } = require('./sent-body');

/**
 * `AssumeRole` over Node's `http` or the caller's `urllib`.
 *
 * @param {OSS.STS & { _native: NativeSts }} sts
 * @param {AssumeRoleInput} input
 * @param {OSS.AssumeRoleOptions | null | undefined} options
 * @returns {Promise<OSS.AssumeRoleResult>}
 */
async function assumeRole(sts, input, options) {
  const byNode = sts.urllib.request === nodeRequest;
  const relay = new Relay(() =>
    byNode
      ? new NodeExchange(/** @type {any} */ (sts), null)
      : new StsExchange(sts, input.timeout, options?.ctx)
  );
  const call = nextCall();
  sts._native.assumeRoleThrough(call, input, relay.number, byNode);
  relay.run();
  const reply = await outcomeOf(call);
  const exchange = relay.describe(reply);
  if (exchange instanceof StsExchange && exchange.failed) throw exchange.error;
  const { res, credentials } = credentialsOf(reply, input.endpoint);
  return { res: exchange?.result ? exchange.result.res : res, credentials };
}

/**
 * An exchange by the caller's `sts.urllib.request(url, args)`, with the arguments that ali-oss gives it.
 *
 * @implements {Exchange}
 */
class StsExchange {
  /** @type {any} */
  result = undefined;
  failed = false;
  /** @type {unknown} what `urllib` threw, which is thrown on as it is */
  error = undefined;
  #sts;
  #timeout;
  #ctx;

  /**
   * @param {OSS.STS} sts
   * @param {number} timeout
   * @param {unknown} ctx
   */
  constructor(sts, timeout, ctx) {
    this.#sts = sts;
    this.#timeout = timeout;
    this.#ctx = ctx;
  }

  /**
   * @param {WireRequest} request
   * @param {number} relay
   */
  async send(request, relay) {
    const { agent, options, urllib } = this.#sts;
    try {
      const content = Buffer.concat(await new SentBody(relay).toArray()).toString();
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...hostOf(request) };
      const url = request.address ? urlOf(request) : options.endpoint;
      const args = { agent, timeout: this.#timeout, method: 'POST', content, headers, ctx: this.#ctx };
      this.result = await urllib.request(url, args);
      const { data, res, status } = this.result;
      const head = {
        status,
        reason: String(res?.statusMessage ?? ''),
        headers: listOf(this.result.headers ?? {}),
        requests: 1,
      };
      port().answerRequest(relay, JSON.stringify(head), bytesOf(data), null);
    } catch (error) {
      this.failed = true;
      this.error = error;
      port().failRequest(relay, 'other', String(error));
    }
  }

  close() {}

  brought() {
    return true;
  }

  /** @param {Reply} reply */
  describe(reply) {
    if (reply.status !== undefined) reply.body = bytesOf(this.result.data);
  }

  /** @returns {never} */
  errorOf() {
    throw new Error('errors of STS are made elsewhere');
  }
}

/**
 * The `Host` of a request that goes to another address than its URL says.
 *
 * @param {WireRequest} request
 */
function hostOf({ address, headers }) {
  return address ? { host: headers[headers.indexOf('host') + 1] } : undefined;
}

module.exports = { assumeRole };
