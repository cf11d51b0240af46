'use strict';

// Cuts a byte stream into HTTP/1.1 requests without judging them: names keep their case and order, values and the
// target keep their bytes (as latin1 text), and the body is what remains once its framing is removed (RFC 9112, 6).

const CRLF = '\r\n';
const HEAD_END = Buffer.from('\r\n\r\n');

function parseHead(text) {
  const [requestLine, ...lines] = text.split(CRLF);
  const [method, target, version] = requestLine.split(' ');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { method, target, version, headers, framing: 'none', body: Buffer.alloc(0) };
}

function valuesOf(request, name) {
  return request.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** Reads the chunks of a chunked body; returns undefined while bytes are missing. */
function takeChunked(bytes) {
  const parts = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf(CRLF, at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return { body: Buffer.concat(parts), length: start + 2 };
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

class RequestReader {
  #bytes = Buffer.alloc(0);
  #pending = [];
  #pendingLength = 0;
  #needed = 0;
  #request = null;

  /** Takes bytes; calls `onHead` once a head is complete and `onRequest` once its body is. */
  push(chunk, onHead, onRequest) {
    this.#pending.push(chunk);
    this.#pendingLength += chunk.length;
    if (this.#bytes.length + this.#pendingLength < this.#needed) return;
    this.#bytes = Buffer.concat([this.#bytes, ...this.#pending]);
    this.#pending = [];
    this.#pendingLength = 0;
    while (this.#step(onHead, onRequest));
  }

  #step(onHead, onRequest) {
    if (!this.#request) {
      const end = this.#bytes.indexOf(HEAD_END);
      if (end < 0) return false;
      this.#request = parseHead(this.#bytes.toString('latin1', 0, end));
      this.#bytes = this.#bytes.subarray(end + HEAD_END.length);
      onHead(this.#request);
    }
    const taken = this.#takeBody();
    if (!taken) return false;
    const request = this.#request;
    request.body = Buffer.from(taken.body);
    this.#bytes = this.#bytes.subarray(taken.length);
    this.#request = null;
    this.#needed = 0;
    onRequest(request);
    return this.#bytes.length > 0;
  }

  #takeBody() {
    const chunked = valuesOf(this.#request, 'transfer-encoding').some((value) => /chunked/i.test(value));
    if (chunked) {
      this.#request.framing = 'chunked';
      return takeChunked(this.#bytes);
    }
    const [length] = valuesOf(this.#request, 'content-length');
    if (length === undefined) return { body: this.#bytes.subarray(0, 0), length: 0 };
    this.#request.framing = 'length';
    // Large bodies are joined once, when they are complete.
    this.#needed = Number(length);
    if (this.#bytes.length < this.#needed) return undefined;
    return { body: this.#bytes.subarray(0, this.#needed), length: this.#needed };
  }
}

module.exports = { RequestReader, valuesOf };
