'use strict';

/** @import OSS from '../../index' */
/** @import { Failure, Reply, WireRequest } from '../types' */
/** @import { Exchange } from './relay' */

const { outcomeError } = require('../errors');
const { port } = require('../native');
const { Upload } = require('../streams/upload');
const { agentOf } = require('./agents');
const { HttpExchange } = require('./http-exchange');
const { messageOf } = require('./relay');
const { SentBody } = require('./sent-body');

/** Codes of OpenSSL, and of Node, for certificates that they do not take. */
const CERTIFICATE = /CERT|SIGNATURE|^UNABLE_TO_|^ERR_TLS/;

/**
 * An exchange over Node's `http`. Rust keeps its time: it is told of each step.
 *
 * @implements {Exchange}
 */
class NodeExchange {
  #client;
  #content;
  #relay = 0;
  #http = new HttpExchange(this);
  /** @type {import('node:http').IncomingMessage | undefined} */
  #reply;
  /** @type {Upload | undefined} the body of the reply, on its way to Rust */
  #body;
  /** @type {unknown} */
  error = undefined;

  /**
   * @param {Pick<OSS, 'agent' | 'httpsAgent' | 'options'>} client
   * @param {Buffer | null} content the body of the request, if it is not a stream
   */
  constructor(client, content) {
    this.#client = client;
    this.#content = content;
  }

  /**
   * @param {WireRequest} request
   * @param {number} relay
   */
  send(request, relay) {
    this.#relay = relay;
    const { secure, address, method, target } = request;
    const bodies = { none: () => null, content: () => this.#content, stream: () => new SentBody(relay) };
    this.#http.send(
      {
        secure,
        host: address ?? request.host,
        port: request.port,
        method,
        path: target,
        headers: headersOf(request),
        agent: agentOf(this.#client, secure),
      },
      bodies[request.body]()
    );
  }

  connecting() {
    port().requestConnecting(this.#relay);
  }

  connected() {
    port().requestConnected(this.#relay);
  }

  moved() {
    port().requestMoved(this.#relay);
  }

  /** @param {import('node:http').IncomingMessage} reply */
  answered(reply) {
    this.#reply = reply;
    this.#body = new Upload(reply, undefined, true);
    this.#body.open();
    const { rawHeaders: headers, statusCode: status, statusMessage } = reply;
    const head = JSON.stringify({ status, reason: statusMessage ?? '', headers, ...this.#connection() });
    port().answerRequest(this.#relay, head, null, this.#body.number);
    this.#body.run();
  }

  /** @param {Error & { code?: string }} error */
  failed(error) {
    this.error = error;
    port().failRequest(this.#relay, this.#kindOf(error), error.message);
  }

  /** @param {unknown} error */
  unsent(error) {
    this.error = error;
    port().failRequest(this.#relay, 'body', messageOf(error));
  }

  /** @param {Error & { code?: string }} error */
  #kindOf(error) {
    // What Node refuses to send it refuses again.
    if (error instanceof TypeError) return 'other';
    if (this.#http.connected) return 'interrupted';
    return CERTIFICATE.test(error.code ?? '') ? 'certificate' : 'connect';
  }

  #connection() {
    const { address = null, port, requests, responses, reused } = this.#http;
    return { address, port, requests, responses, reused };
  }

  close() {
    if (!this.#reply?.readableEnded) this.#http.close();
    this.#body?.close();
  }

  /** Rust has been told all. */
  brought() {
    return true;
  }

  /** @param {Reply} reply */
  describe(reply) {
    if (reply.status === undefined) Object.assign(reply, this.#connection());
  }

  /**
   * @param {unknown} _client
   * @param {Reply & { error: Failure }} reply
   * @param {OSS.RequestParams} params
   * @param {unknown} [source]
   */
  errorOf(_client, reply, params, source) {
    const { error } = this;
    if (error instanceof Error && error.message === reply.error.message) reply.error.cause = error;
    return outcomeError(reply, params, source);
  }
}

/**
 * Headers as Node takes them: values are latin-1. It would take a stream that ends at once for no body.
 *
 * @param {WireRequest} request
 */
function headersOf({ body, headers: flat }) {
  /** @type {Record<string, string>} */
  const headers = {};
  for (let i = 0; i < flat.length; i += 2) headers[flat[i]] = flat[i + 1];
  if (body === 'stream' && !('content-length' in headers)) headers['transfer-encoding'] = 'chunked';
  return headers;
}

module.exports = { NodeExchange };
