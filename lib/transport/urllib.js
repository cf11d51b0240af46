'use strict';

/** @import OSS from '../../index' */

const { promisify } = require('node:util');
const { pipeline } = require('node:stream/promises');
const zlib = require('node:zlib');
const { timeouts } = require('../duration');
const { trail } = require('../errors');
const { piecesOf } = require('../streams/sources');
const { HttpExchange } = require('./http-exchange');
const { Patience } = require('./patience');

/**
 * What `client.urllib.request` does unless the caller brings another: one request over Node's `http`, with the arguments that
 * ali-oss uses, the results and errors of urllib, and the timeouts of this package.
 *
 * @param {string | URL} url its path and query go out as they are
 * @param {OSS.UrllibArguments} [args]
 * @returns {Promise<OSS.UrllibResult>}
 */
async function request(url, args = {}) {
  if (args.enableProxy && args.proxy) throw new Error('a proxy needs an agent here: set args.agent');
  const call = new Call(String(url), args);
  try {
    return await call.result();
  } finally {
    call.patience.end();
  }
}

class Call {
  patience;
  #url;
  #args;
  #started = Date.now();
  #http = new HttpExchange(this);
  /** @type {import('node:http').IncomingMessage | undefined} */
  #message;
  #size = 0;
  /** @type {{ promise: Promise<import('node:http').IncomingMessage>, resolve: Function, reject: Function }} */
  #head = withResolvers();

  /**
   * @param {string} url
   * @param {OSS.UrllibArguments} args
   */
  constructor(url, args) {
    this.#url = /^https?:\/\//i.test(url) ? url : `http://${url}`;
    this.#args = args;
    const [connect, response] = timeouts(args.timeout);
    this.patience = new Patience(connect, response, (error) => this.#stop(error));
  }

  async result() {
    const { customResponse, writeStream } = this.#args;
    const message = await this.#exchange();
    const { headers, statusCode: status = 0 } = message;
    if (customResponse) return { data: null, status, headers, res: message };
    const data = writeStream ? await this.#pour(message, writeStream) : await this.#gather(message);
    return { data, status, headers, res: this.#response(data) };
  }

  #exchange() {
    const { agent, content, headers = {}, httpsAgent, method = 'GET', stream } = this.#args;
    const { host, hostname, port, protocol } = new URL(this.#url);
    const secure = protocol === 'https:';
    const body = content ?? null;
    this.#http.send(
      {
        secure,
        host: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port || (secure ? 443 : 80)),
        method,
        path: rawTarget(this.#url),
        headers: { ...framing(body), ...present(headers), ...('host' in headers ? {} : { host }) },
        agent: /** @type {any} */ (secure ? httpsAgent : agent),
      },
      stream ? /** @type {any} */ (piecesOf(stream)) : body
    );
    return this.#head.promise;
  }

  connecting() {
    this.patience.connecting();
  }

  connected() {
    this.patience.connected();
  }

  moved() {
    this.patience.moved();
  }

  /** @param {import('node:http').IncomingMessage} message */
  answered(message) {
    this.#message = message;
    this.#head.resolve(message);
  }

  /** @param {Error} error */
  failed(error) {
    if (error.name === 'Error') error.name = this.#http.connected ? 'ResponseError' : 'RequestError';
    this.#head.reject(this.#described(error));
  }

  /** @param {unknown} error */
  unsent(error) {
    this.failed(error instanceof Error ? error : new Error(String(error)));
  }

  /** @param {Error} error */
  #stop(error) {
    this.#http.close();
    const isLate = this.#message !== undefined;
    if (isLate) this.#message?.destroy(error);
    else this.#head.reject(this.#described(error));
  }

  /** @param {import('node:http').IncomingMessage} message */
  async #gather(message) {
    const pieces = [];
    try {
      for await (const piece of message) {
        this.patience.moved();
        pieces.push(piece);
        this.#size += piece.length;
      }
    } catch (error) {
      throw this.#broken(error);
    }
    return inflated(message.headers['content-encoding'], Buffer.concat(pieces));
  }

  /**
   * @param {import('node:http').IncomingMessage} message
   * @param {NodeJS.WritableStream} writeStream
   */
  async #pour(message, writeStream) {
    message.on('data', () => this.patience.moved());
    try {
      await pipeline(message, writeStream);
    } catch (error) {
      throw this.#broken(error);
    }
    return null;
  }

  /** @param {any} error */
  #broken(error) {
    if (error.name === 'Error') error.name = 'ResponseError';
    return this.#described(error);
  }

  /**
   * @param {any} error
   * @returns {Error}
   */
  #described(error) {
    const { connected, requests, responses, reused } = this.#http;
    const status = this.#message?.statusCode ?? error.status ?? -1;
    const facts = {
      requests,
      responses,
      reused,
      url: this.#url,
      error: { kind: connected ? 'interrupted' : 'connect' },
    };
    error.message += trail(/** @type {any} */ (facts), { method: this.#args.method ?? 'GET' }, status);
    const headers = this.#message?.headers ?? {};
    return Object.assign(error, {
      path: rawTarget(this.#url),
      status,
      headers,
      res: this.#response(undefined, status),
    });
  }

  /**
   * @param {Buffer | null | undefined} data
   * @param {number} [status]
   */
  #response(data, status = this.#message?.statusCode ?? -1) {
    const { address = '', port = '', requests, responses, reused } = this.#http;
    return {
      status,
      statusCode: status,
      statusMessage: this.#message?.statusMessage ?? null,
      headers: this.#message?.headers ?? {},
      size: this.#size,
      aborted: false,
      rt: Date.now() - this.#started,
      keepAliveSocket: reused,
      data,
      requestUrls: [this.#url],
      timing: null,
      remoteAddress: address,
      remotePort: port,
      socketHandledRequests: requests,
      socketHandledResponses: responses,
    };
  }
}

/** @returns {any} */
function withResolvers() {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/**
 * The path and the query of a URL, as they are written.
 *
 * @param {string} url
 */
function rawTarget(url) {
  const [, target] = /** @type {RegExpExecArray} */ (/^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url));
  return target.startsWith('/') ? target : `/${target}`;
}

/** @param {Buffer | string | null} body */
function framing(body) {
  return body === null ? undefined : { 'content-length': String(Buffer.byteLength(body)) };
}

/**
 * Headers with a value, names in lower case.
 *
 * @param {Record<string, any>} headers
 */
function present(headers) {
  const rows = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(rows.map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * @param {string | undefined} encoding
 * @param {Buffer} body
 */
async function inflated(encoding, body) {
  if (body.length === 0 || !/^(gzip|deflate)$/i.test(encoding ?? '')) return body;
  return promisify(zlib.unzip)(body);
}

module.exports = { request };
