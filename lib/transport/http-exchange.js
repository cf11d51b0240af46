'use strict';

const http = require('node:http');
const https = require('node:https');

/** Pieces that a large body is written in, so that a slow connection can be told from one that stalls. */
const PIECE = 256 * 1024;

/** Requests and replies of each socket. @type {WeakMap<object, { requests: number, responses: number }>} */
const counts = new WeakMap();

/**
 * What an exchange tells of itself.
 *
 * @typedef {object} Listener
 * @property {() => void} connecting a socket is being connected for it
 * @property {() => void} connected it has a connection
 * @property {() => void} moved bytes of its request have been taken
 * @property {(reply: http.IncomingMessage) => void} answered
 * @property {(error: Error & { code?: string }) => void} failed there will be no reply
 * @property {(error: unknown) => void} unsent its body broke
 */

/**
 * One request over Node's `http` or `https`, looked up when it is sent, so that those who stand in for them are used.
 */
class HttpExchange {
  connected = false;
  reused = false;
  requests = 0;
  responses = 0;
  /** @type {string | undefined} */
  address = undefined;
  /** @type {number | undefined} */
  port = undefined;
  #listener;
  /** @type {http.ClientRequest | undefined} */
  #request;
  #over = false;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * @param {{ secure: boolean, host: string, port: number, method: string, path: string, headers: Record<string, any>,
   *   agent: http.Agent | undefined }} target `path` goes out as it is
   * @param {Buffer | string | AsyncIterable<Buffer> | null} body
   */
  send({ secure, host, ...target }, body) {
    const library = secure ? https : http;
    const options = { protocol: secure ? 'https:' : 'http:', host, ...target, lookup: lookupOf(host) };
    try {
      this.#request = library.request(options, (reply) => this.#answer(reply));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
      return;
    }
    this.#request.on('error', (error) => this.#fail(error));
    this.#request.once('socket', (socket) => this.#take(socket));
    if (body === null || typeof body === 'string' || (Buffer.isBuffer(body) && body.length <= PIECE)) {
      this.#request.end(body ?? undefined, () => this.#listener.moved());
    } else {
      this.#write(this.#request, Buffer.isBuffer(body) ? piecesOf(body) : body);
    }
  }

  /** Gives the request up unless its reply has come. */
  close() {
    this.#over = true;
    this.#request?.destroy();
  }

  /** @param {any} socket */
  #take(socket) {
    const count = counts.get(socket) ?? { requests: 0, responses: 0 };
    counts.set(socket, count);
    count.requests += 1;
    this.requests = count.requests;
    this.responses = count.responses;
    this.reused = count.requests > 1;
    const event = waitsFor(socket);
    if (event === undefined) {
      this.#connect(socket);
      return;
    }
    this.#listener.connecting();
    socket.once(event, () => this.#connect(socket));
  }

  /** @param {import('node:net').Socket} socket */
  #connect(socket) {
    this.connected = true;
    this.address = socket.remoteAddress;
    this.port = socket.remotePort;
    this.#listener.connected();
  }

  /** @param {http.IncomingMessage} reply */
  #answer(reply) {
    if (this.#over) {
      reply.destroy();
      return;
    }
    this.#over = true;
    this.connected = true;
    const count = counts.get(reply.socket);
    if (count) count.responses += 1;
    this.responses = count?.responses ?? 1;
    this.#listener.answered(reply);
  }

  /** @param {Error & { errors?: Error[] }} error */
  #fail(error) {
    if (this.#over) return;
    this.#over = true;
    // Of several addresses the first says what is wrong with all.
    this.#listener.failed(error.message === '' ? (error.errors?.[0] ?? error) : error);
  }

  /**
   * @param {http.ClientRequest} request
   * @param {AsyncIterable<Buffer> | Iterable<Buffer>} body
   */
  async #write(request, body) {
    try {
      for await (const piece of body) {
        if (request.destroyed) return;
        if (!request.write(piece)) await drained(request);
        this.#listener.moved();
      }
      request.end();
    } catch (error) {
      if (this.#over) return;
      this.#over = true;
      this.#listener.unsent(error);
      request.destroy();
    }
  }
}

/** @param {Buffer} bytes */
function* piecesOf(bytes) {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/**
 * Waits until more can be written, or nothing more at all.
 *
 * @param {http.ClientRequest} request
 * @returns {Promise<void>}
 */
function drained(request) {
  return new Promise((resolve) => {
    const go = () => {
      request.off('drain', go);
      request.off('close', go);
      resolve();
    };
    request.on('drain', go);
    request.on('close', go);
  });
}

/**
 * The event that says that a socket is connected; undefined when it is.
 *
 * @param {any} socket
 */
function waitsFor(socket) {
  if (socket.secureConnecting) return 'secureConnect';
  return socket.connecting ? 'connect' : undefined;
}

/**
 * Names under `localhost` are the loopback, whatever a resolver would say (RFC 6761).
 *
 * @param {string} host
 * @returns {import('node:net').LookupFunction | undefined}
 */
function lookupOf(host) {
  if (host !== 'localhost' && !host.endsWith('.localhost')) return undefined;
  return (_host, options, callback) => {
    if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
}

module.exports = { HttpExchange };
