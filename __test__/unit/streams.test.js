'use strict';

const assert = require('node:assert');
const { PassThrough, Readable, Writable } = require('node:stream');
const { test } = require('node:test');
const { client, errorDocument, rejection, serve } = require('./loopback');

const CONTENT = Buffer.from(Array.from({ length: 600_000 }, (_, index) => index % 251));

/** The content in pieces of odd sizes. */
function* pieces() {
  for (let at = 0, size = 1; at < CONTENT.length; at += size, size = ((size * 7) % 90_001) + 1)
    yield CONTENT.subarray(at, at + size);
}

function gathered() {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

test('every kind of source is stored as it is', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  const sources = {
    readable: () => Readable.from(pieces()),
    'web stream': () => Readable.toWeb(Readable.from(pieces())),
    'async generator': async function* () {
      yield* pieces();
    },
    blob: () => new Blob([CONTENT]),
    response: () => new Response(CONTENT),
    Uint8Array: () => new Uint8Array(CONTENT),
    ArrayBuffer: () => CONTENT.buffer.slice(CONTENT.byteOffset, CONTENT.byteOffset + CONTENT.length),
  };
  for (const [name, make] of Object.entries(sources)) {
    const result = await made.put('a.txt', make());
    assert.strictEqual(result.name, 'a.txt', name);
    const { headers, body } = requests.at(-1);
    assert.ok(body.equals(CONTENT), name);
    assert.strictEqual(headers['content-type'], 'text/plain', name);
    const known = ['blob', 'Uint8Array', 'ArrayBuffer'].includes(name);
    assert.strictEqual(headers['content-length'], known ? String(CONTENT.length) : undefined, name);
  }
});

test('strings and empty streams are bodies too', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  await made.putStream('a', Readable.from(['é', '', 'b']));
  await made.putStream('b', Readable.from([]));
  await made.putStream('c', Readable.from(['123']), { contentLength: 3 });
  assert.deepStrictEqual(
    requests.map(({ body, headers }) => [String(body), headers['content-length']]),
    [
      ['éb', undefined],
      ['', undefined],
      ['123', '3'],
    ]
  );
});

test('a stream is appended', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) =>
    response.writeHead(200, { 'x-oss-next-append-position': '15' }).end()
  );
  const made = client({ endpoint });
  const result = await made.append('a', Readable.from(['he', 'llo']), { position: 10 });
  assert.strictEqual(result.nextAppendPosition, '15');
  const [{ body, method, url }] = requests;
  assert.strictEqual(`${method} ${url} ${body}`, 'POST /a?append=&position=10 hello');
});

test('a source that fails breaks the request off, and is the cause', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const reason = new Error('the disk is gone');
  const source = new Readable({
    read() {
      this.push(CONTENT);
      this.destroy(reason);
    },
  });
  const error = await rejection(client({ endpoint }).putStream('a', source));
  assert.strictEqual(error.name, 'ResponseError');
  assert.match(error.message, /^the disk is gone, PUT /);
  assert.strictEqual(error.cause, reason);
  assert.strictEqual(requests.length, 0);
});

test('a source of another length than was said stores nothing', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  for (const [text, contentLength, message] of [
    ['123', 5, /^the stream of the body ended 2 bytes before its content length/],
    ['123456', 5, /^the stream of the body is longer than its content length/],
  ]) {
    const error = await rejection(made.putStream('a', Readable.from([text]), { contentLength }));
    assert.strictEqual(error.name, 'ResponseError');
    assert.match(error.message, message);
  }
  assert.strictEqual(requests.length, 0);
});

test('a source is given up when the request fails', async (t) => {
  const { endpoint } = await serve(t, () => {});
  const source = new PassThrough();
  source.write(CONTENT.subarray(0, 100));
  const error = await rejection(client({ endpoint }).putStream('a', source, { timeout: 50 }));
  assert.strictEqual(error.name, 'ResponseTimeoutError');
  assert.ok(source.destroyed);
});

test('a source is given up when nothing is sent', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  for (const options of [
    { signal: AbortSignal.abort() },
    { mime: 5 },
    { contentLength: 3, headers: { 'a\u0100': '1' } },
  ]) {
    const source = new PassThrough();
    assert.ok((await rejection(made.putStream('a', source, options))) instanceof Error);
    assert.ok(source.destroyed);
  }
  assert.strictEqual(requests.length, 0);
});

test('a source is read no faster than it is sent', async (t) => {
  let socket;
  const { endpoint } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  const server = require('node:net').createServer((connection) => {
    socket = connection;
    connection.pause();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    socket.destroy();
    server.close();
  });
  made.options.endpoint = require('node:url').parse(`http://127.0.0.1:${server.address().port}`);
  let read = 0;
  const source = new Readable({
    read(size) {
      read += size;
      this.push(Buffer.alloc(size));
    },
    highWaterMark: 64 * 1024,
  });
  const error = await rejection(made.putStream('a', source, { timeout: 300 }));
  assert.strictEqual(error.name, 'ResponseTimeoutError');
  assert.ok(read < 32 * 1024 * 1024, `${read} bytes were read`);
});

test('an object is read as a stream', async (t) => {
  const { endpoint } = await serve(t, (_, response) => response.writeHead(200, { etag: '"x"' }).end(CONTENT));
  const made = client({ endpoint });
  const { stream, res } = await made.getStream('a');
  assert.deepStrictEqual([res.status, res.headers.etag], [200, '"x"']);
  assert.ok(Buffer.concat(await stream.toArray()).equals(CONTENT));
  const web = Readable.toWeb((await made.getStream('a')).stream);
  assert.ok(Buffer.from(await new Response(web).arrayBuffer()).equals(CONTENT));
  const { stream: target, bytes } = gathered();
  const result = await made.get('a', target);
  assert.strictEqual(result.content, null);
  assert.ok(bytes().equals(CONTENT) && target.writableFinished);
});

test('an error document never reaches the stream of the caller', async (t) => {
  const { endpoint } = await serve(t, (_, response) =>
    response.writeHead(404).end(errorDocument('NoSuchKey'))
  );
  const made = client({ endpoint });
  const { stream, bytes } = gathered();
  assert.strictEqual((await rejection(made.get('a', stream))).code, 'NoSuchKey');
  assert.strictEqual((await rejection(made.getStream('a'))).code, 'NoSuchKey');
  assert.strictEqual(bytes().length, 0);
});

test('a body that breaks off, or is not what was stored, fails the stream', async (t) => {
  let crc;
  const { endpoint } = await serve(t, (_, response) => {
    response.writeHead(200, {
      'content-length': CONTENT.length,
      ...(crc && { 'x-oss-hash-crc64ecma': crc }),
    });
    if (crc) response.end(CONTENT);
    else response.write(CONTENT.subarray(0, 300_000), () => response.destroy());
  });
  const made = client({ endpoint });
  const broken = await rejection((await made.getStream('a')).stream.toArray());
  assert.strictEqual(broken.status, -1);
  crc = '1';
  const wrong = await rejection((await made.getStream('a')).stream.toArray());
  assert.strictEqual(wrong.name, 'CrcMismatchError');
  const { stream } = gathered();
  assert.strictEqual((await rejection(made.get('a', stream))).name, 'CrcMismatchError');
  assert.ok(stream.destroyed);
});

test('a stream that is destroyed closes its connection, one that ends gives it back', async (t) => {
  const { endpoint, requests } = await serve(t, (request, response) => {
    if (request.url === '/long') response.write(CONTENT);
    else response.end('short');
  });
  const made = client({ endpoint });
  const { stream } = await made.getStream('long');
  const closed = new Promise((resolve) => requests[0].socket.once('close', resolve));
  stream.destroy();
  await closed;
  await (await made.getStream('short')).stream.toArray();
  await made.get('short');
  assert.strictEqual(requests[1].socket, requests[2].socket);
});

test('time in which nobody reads does not count as idle', async (t) => {
  const { endpoint } = await serve(t, async (_, response) => {
    response.write(CONTENT.subarray(0, 10));
    setTimeout(() => response.end(CONTENT.subarray(10, 20)), 150);
  });
  const { stream } = await client({ endpoint, timeout: 100 }).getStream('a');
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.strictEqual(Buffer.concat(await stream.toArray()).length, 20);
});
