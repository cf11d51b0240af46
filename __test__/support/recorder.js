'use strict';

// A raw TCP server that keeps the bytes of every request and answers from a script. A reply is one of
//   { status, reason, headers, body, framing: 'length' | 'chunked' | 'close', cut }   `cut`: body bytes before a reset
//   { raw }                 these bytes, nothing added
//   { destroy: true }       the connection is closed once the request is in
//   { destroy: 'head' }     the connection is closed once the request's head is in
//   { never: true }         silence
//   { …, stall: n }         the head and n bytes of the body, then silence
//   { …, after: ms }        a slow server: the reply comes that long after the request
//   { …, hold: true }       the connection is not read beyond the head until `request.release()` is called
// The last reply of the script serves every further request too.

const { EventEmitter, once } = require('node:events');
const net = require('node:net');
const { STATUS_CODES } = require('node:http');
const { RequestReader } = require('./request-reader.js');

const BODILESS_STATUSES = [204, 304];

function replyHead(reply, extra) {
  const status = reply.status ?? 200;
  const headers = [...Object.entries(reply.headers ?? {}), ...extra];
  const lines = headers.flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  const reason = reply.reason ?? STATUS_CODES[status] ?? '';
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n`, 'latin1');
}

/** The bytes of a reply to `request`, and whether the connection ends behind them. */
function encodeReply(request, reply) {
  if (reply.raw !== undefined) return { bytes: Buffer.from(reply.raw, 'latin1'), end: true };
  const body = Buffer.from(reply.body ?? '');
  if (request.method === 'HEAD' || BODILESS_STATUSES.includes(reply.status)) {
    return { bytes: replyHead(reply, []), end: false };
  }
  if (reply.framing === 'chunked') {
    const size = Buffer.from(`${body.length.toString(16)}\r\n`);
    const chunk = body.length ? [size, body, Buffer.from('\r\n')] : [];
    const head = replyHead(reply, [['Transfer-Encoding', 'chunked']]);
    return { bytes: Buffer.concat([head, ...chunk, Buffer.from('0\r\n\r\n')]), end: false };
  }
  if (reply.framing === 'close') {
    return { bytes: Buffer.concat([replyHead(reply, [['Connection', 'close']]), body]), end: true };
  }
  const head = replyHead(reply, [['Content-Length', body.length]]);
  const sent = body.subarray(0, reply.cut ?? reply.stall);
  return { bytes: Buffer.concat([head, sent]), end: reply.cut !== undefined };
}

/**
 * Events: `head` (request) when a request's head has been read, `request` (request) when its body has.
 */
class Recorder extends EventEmitter {
  #server = net.createServer((socket) => this.#serve(socket));
  #sockets = new Set();
  #script = [{ status: 200 }];
  #asked = 0;
  #requests = [];
  connections = 0;

  async listen() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = this.#server.address().port;
    return this;
  }

  /** Sets the replies to come, forgetting what was recorded. */
  script(replies) {
    this.#script = replies;
    this.#asked = 0;
    this.#requests = [];
  }

  /** The requests recorded since the last `script` or `take`. */
  take() {
    return this.#requests.splice(0);
  }

  /** Waits until the last of the connections is closed. */
  async closed() {
    await Promise.all([...this.#sockets].map((socket) => once(socket, 'close')));
  }

  async close() {
    if (!this.#server.listening) return;
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #serve(socket) {
    const reader = new RequestReader();
    const waiting = [];
    const connection = this.connections++;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      reader.push(
        chunk,
        (request) => {
          request.connection = connection;
          request.release = () => socket.resume();
          const reply = this.#script[Math.min(this.#asked++, this.#script.length - 1)];
          waiting.push(reply);
          this.emit('head', request);
          if (reply.destroy === 'head') this.#reset(socket, request);
          if (reply.hold) socket.pause();
        },
        (request) => {
          if (!socket.destroyed) this.#answer(socket, request, waiting.shift());
        }
      );
    });
  }

  #reset(socket, request) {
    this.#requests.push(request);
    socket.destroy();
  }

  #answer(socket, request, reply) {
    this.#requests.push(request);
    this.emit('request', request);
    if (reply.never) return;
    if (reply.destroy) {
      socket.destroy();
      return;
    }
    const { bytes, end } = encodeReply(request, reply);
    const send = () => (end ? socket.end(bytes) : socket.write(bytes));
    if (reply.after) this.#later(socket, send, reply.after);
    else send();
  }

  #later(socket, send, delay) {
    const timer = setTimeout(() => socket.writable && send(), delay);
    socket.on('close', () => clearTimeout(timer));
  }
}

/** Starts a recorder on a free port of 127.0.0.1. */
function startRecorder(replies) {
  const recorder = new Recorder();
  if (replies) recorder.script(replies);
  return recorder.listen();
}

module.exports = { startRecorder };
