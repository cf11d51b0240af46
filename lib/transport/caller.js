'use strict';

/** @import OSS from '../../index' */
/** @import { Client, Failure, Reply, WireRequest } from '../types' */
/** @import { Exchange } from './relay' */

const { outcomeError, withAttempts } = require('../errors');
const { port } = require('../native');
const { shareable } = require('../share-buffer');
const { isSource } = require('../streams/sources');
const { Upload } = require('../streams/upload');
const { callerError, kindOf } = require('./caller-error');
const { messageOf } = require('./relay');
const { SentBody } = require('./sent-body');
const { spelled } = require('./spelling');
const { Spool } = require('./spool');

/**
 * An exchange by the caller's `client.urllib.request(url, args)`, with the arguments that ali-oss gives it.
 *
 * @implements {Exchange}
 */
class CallerExchange {
  /** @type {any} what `urllib` gave, if the call is to give that */
  result = undefined;
  /** @type {any} */
  #given;
  #client;
  /** @type {OSS.RequestParams} */
  #params;
  #content;
  #relay = 0;
  #closed = false;
  /** @type {Spool | undefined} */
  #spool;
  /** @type {Upload | undefined} the body of the reply, on its way to Rust */
  #body;
  /** @type {unknown} */
  error = undefined;
  /** How many exchanges of the operation there are so far, by which Rust's reply is known to be its own. */
  #number = 0;

  /**
   * @param {Client} client
   * @param {OSS.RequestParams} params
   * @param {Buffer | null} content
   */
  constructor(client, params, content) {
    this.#client = client;
    this.#params = params;
    this.#content = content;
  }

  /**
   * @param {WireRequest} request
   * @param {number} relay
   * @param {number} number
   */
  async send(request, relay, number) {
    this.#relay = relay;
    this.#number = number;
    // What Rust looks up after an attempt is another request than the one of the call.
    const isLookup = request.method !== this.#params.method.toUpperCase();
    if (isLookup) this.#params = lookupOf(request, this.#params);
    const args = this.#arguments(request);
    try {
      this.#given = await this.#client.urllib.request(urlOf(request), args);
    } catch (error) {
      this.error = error;
      port().failRequest(relay, kindOf(error), messageOf(error));
      return;
    }
    if (!isLookup) this.result = this.#given;
    if (this.#closed) this.#discard();
    else await this.#answer();
  }

  /** @param {WireRequest} request */
  #arguments(request) {
    const { ctx, customResponse, method, signal, timeout, writeFile, writeStream } = this.#params;
    const { agent, httpsAgent } = this.#client;
    /** @type {any} */
    const options = this.#client.options;
    if (writeStream || writeFile !== undefined) this.#spool = new Spool();
    const given = this.#params.content;
    /** @type {OSS.UrllibArguments} */
    const args = {
      method,
      content: typeof given === 'string' ? given : given && (this.#content ?? given),
      stream: request.body === 'stream' ? new SentBody(this.#relay) : undefined,
      headers: spelled(request, this.#params.headers),
      timeout: timeout || options.timeout,
      writeStream: this.#spool,
      customResponse,
      ctx: ctx || this.#client.ctx,
    };
    if (agent) args.agent = agent;
    if (httpsAgent) args.httpsAgent = httpsAgent;
    args.enableProxy = Boolean(options.enableProxy);
    args.proxy = options.proxy || null;
    if (signal) args.signal = signal;
    return args;
  }

  async #answer() {
    const { status, res } = this.#given;
    const body = await this.#bodyOfReply();
    if (this.#closed) return;
    const head = {
      status,
      reason: String(res?.statusMessage ?? ''),
      headers: listOf(this.#headers()),
      requests: this.#number,
    };
    if (Buffer.isBuffer(body)) {
      port().answerRequest(this.#relay, JSON.stringify(head), shareable(body, true), null);
      return;
    }
    this.#body = new Upload(body, undefined, true);
    this.#body.open();
    port().answerRequest(this.#relay, JSON.stringify(head), null, this.#body.number);
    this.#body.run();
  }

  /** The body as Rust is to see it: bytes, or a source of them. */
  async #bodyOfReply() {
    const { data, res } = this.#given;
    if (this.#params.customResponse) return isSource(res) ? res : bytesOf(data);
    const spooled = await this.#spool?.finish();
    return spooled ?? bytesOf(data);
  }

  /** The headers as Rust is to see them: of what `urllib` has inflated, the checksum is another's. */
  #headers() {
    const headers = { ...this.#given.headers };
    const isInflated = !this.#params.customResponse && !this.#spool && headers['content-encoding'];
    if (!isInflated) return headers;
    delete headers['content-encoding'];
    delete headers['x-oss-hash-crc64ecma'];
    return headers;
  }

  #discard() {
    this.#spool?.discard();
    const { res } = this.#given ?? {};
    if (this.#params.customResponse && typeof res?.destroy === 'function') res.destroy();
  }

  close() {
    this.#closed = true;
    this.#discard();
    this.#body?.close();
  }

  /** @param {Reply} reply */
  brought(reply) {
    return reply.requests === this.#number;
  }

  /** @param {Reply} reply */
  describe(reply) {
    if (!this.result || reply.status === undefined) return;
    const { data, headers } = this.#given;
    reply.headers = headers ?? {};
    const isElsewhere = this.#params.customResponse || this.#spool;
    if (!isElsewhere) reply.body = bytesOf(data);
  }

  /**
   * @param {Client} client
   * @param {Reply & { error: Failure }} reply
   * @param {OSS.RequestParams} params
   * @param {unknown} [source]
   */
  async errorOf(client, reply, params, source) {
    const isTheirs = source === undefined && messageOf(this.error) === reply.error.message;
    if (isTheirs && reply.status === undefined)
      return withAttempts(await callerError(client, this.error), reply.error);
    const error = outcomeError(reply, params, source);
    if ('res' in error) error.res = this.#given;
    return error;
  }
}

/**
 * @param {WireRequest} request
 * @param {OSS.RequestParams} params
 * @returns {OSS.RequestParams}
 */
function lookupOf({ method }, { ctx, signal, timeout }) {
  return { method, ctx, signal, timeout };
}

/** @param {WireRequest} request */
function urlOf({ secure, host, address, port: number, target }) {
  const usual = secure ? 443 : 80;
  const name = address?.includes(':') ? `[${address}]` : (address ?? host);
  return `${secure ? 'https' : 'http'}://${name}${number === usual ? '' : `:${number}`}${target}`;
}

/**
 * @param {any} data what `urllib` gives as the body
 * @returns {Buffer}
 */
function bytesOf(data) {
  if (Buffer.isBuffer(data)) return data;
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.alloc(0);
}

/** @param {Record<string, any>} headers */
function listOf(headers) {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => [name, String(one)])
  );
}

module.exports = { CallerExchange, bytesOf, listOf, urlOf };
