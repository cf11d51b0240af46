'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { PassThrough, Readable } = require('node:stream');
const { test } = require('node:test');
const v8 = require('node:v8');
const vm = require('node:vm');
const { tempDir } = require('../support/temp.js');
const { client, rejection, serve } = require('./loopback');

v8.setFlagsFromString('--expose-gc');
/** Collects what nobody has any more. */
const gc = vm.runInNewContext('gc');

const CONTENT = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));

function* pieces() {
  for (let at = 0; at < CONTENT.length; at += 90_001) yield CONTENT.subarray(at, at + 90_001);
}

async function* generated() {
  yield* pieces();
}

/** Ways to bring the content, and whether its length is known before. */
function kinds(file, port) {
  const view = new Uint8Array(CONTENT);
  return {
    Buffer: [() => Buffer.from(CONTENT), true],
    Uint8Array: [() => view, true],
    DataView: [() => new DataView(view.buffer, 0, view.length), true],
    ArrayBuffer: [() => view.buffer.slice(0), true],
    path: [() => file, true],
    Blob: [() => new Blob([CONTENT]), true],
    // A global of Node 20.
    File: [() => new (globalThis.File ?? require('node:buffer').File)([CONTENT], 'content'), true],
    Readable: [() => Readable.from(pieces()), false],
    'file stream': [() => fs.createReadStream(file), false],
    'web stream': [() => Readable.toWeb(Readable.from(pieces())), false],
    'async generator': [() => generated(), false],
    'async iterable': [() => ({ [Symbol.asyncIterator]: generated }), false],
    'made Response': [() => new Response(Readable.toWeb(Readable.from(pieces()))), false],
    'fetched Response': [() => fetch(`http://127.0.0.1:${port}/`), true],
    'encoded Response': [() => fetch(`http://127.0.0.1:${port}/gzip`), false],
  };
}

async function world(t) {
  const gzipped = require('node:zlib').gzipSync(CONTENT);
  const { endpoint, port, requests } = await serve(t, ({ method, url }, response) => {
    if (method !== 'GET') response.writeHead(200, { etag: '"x"' }).end();
    else if (url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipped);
    else response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT);
  });
  const dir = tempDir();
  t.after(() => dir.remove());
  return { made: client({ endpoint }), requests, sources: kinds(dir.write('content', CONTENT), port) };
}

test('put and append take every kind of source, and send its length where they know it', async (t) => {
  const { made, requests, sources } = await world(t);
  for (const [kind, [make, known]] of Object.entries(sources)) {
    for (const method of ['put', 'append']) {
      const name = `${method} ${kind}`;
      await made[method]('a', await make());
      const { body, headers } = requests.at(-1);
      assert.ok(body.equals(CONTENT), name);
      const framing = [headers['content-length'], headers['transfer-encoding']];
      assert.deepStrictEqual(
        framing,
        known ? [String(CONTENT.length), undefined] : [undefined, 'chunked'],
        name
      );
    }
  }
});

test('putStream takes every kind that is a stream, with a length where one is said', async (t) => {
  const { made, requests, sources } = await world(t);
  const values = ['Buffer', 'Uint8Array', 'DataView', 'ArrayBuffer', 'path'];
  for (const [kind, [make]] of Object.entries(sources).filter(([name]) => !values.includes(name))) {
    await made.putStream('a', await make(), { contentLength: CONTENT.length });
    const { body, headers } = requests.at(-1);
    assert.ok(body.equals(CONTENT), kind);
    assert.strictEqual(headers['content-length'], String(CONTENT.length), kind);
  }
});

test('uploadPart takes a run of what has one, and streams that bring just the part', async (t) => {
  const { made, requests, sources } = await world(t);
  const runs = ['Buffer', 'Uint8Array', 'DataView', 'ArrayBuffer', 'path', 'Blob', 'File'];
  for (const [kind, [make]] of Object.entries(sources)) {
    const [start, end] = runs.includes(kind) ? [100_000, 300_000] : [0, CONTENT.length];
    await made.uploadPart('a', 'id', 1, await make(), start, end);
    const { body, headers } = requests.at(-1);
    assert.ok(body.equals(CONTENT.subarray(start, end)), kind);
    assert.strictEqual(headers['content-length'], String(end - start), kind);
  }
});

test('whatever the source is, it is given up when the request fails, even one that brings nothing', async (t) => {
  const { endpoint } = await serve(t, () => {});
  const made = client({ endpoint });
  const given = [];
  const silent = () => ({ cancel: () => given.push('web stream'), pull: () => new Promise(() => {}) });
  const node = new PassThrough();
  node.on('close', () => given.push('Readable'));
  const iterator = {
    next: () => new Promise(() => {}),
    async return() {
      given.push('async iterable');
      return { done: true, value: undefined };
    },
  };
  const sources = {
    Readable: node,
    'web stream': new ReadableStream(silent()),
    'async iterable': { [Symbol.asyncIterator]: () => iterator },
  };
  for (const [kind, source] of Object.entries(sources)) {
    given.length = 0;
    const error = await rejection(made.put('a', source, { timeout: 50 }));
    assert.strictEqual(error.name, 'ResponseTimeoutError', kind);
    await new Promise(setImmediate);
    assert.deepStrictEqual([...new Set(given)], [kind]);
  }
});

test('an error of any source is the cause', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const reason = new Error('no more');
  const failing = async function* () {
    yield CONTENT;
    throw reason;
  };
  const sources = [
    failing(),
    Readable.from(failing()),
    new ReadableStream({ pull: (controller) => controller.error(reason) }),
    new Response(new ReadableStream({ pull: (controller) => controller.error(reason) })),
  ];
  for (const source of sources) {
    const error = await rejection(client({ endpoint }).put('a', source));
    assert.strictEqual(error.cause, reason);
    assert.match(error.message, /^no more, PUT /);
  }
  assert.strictEqual(requests.length, 0);
});

test('what cannot be read is refused before anything is sent', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  const used = new Response('a');
  await used.text();
  const locked = new ReadableStream();
  locked.getReader();
  assert.match((await rejection(made.put('a', used))).message, /has been read already/);
  assert.match((await rejection(made.put('a', locked))).message, /locked/);
  const numbers = await rejection(made.put('a', Readable.from([1, 2])));
  assert.match(numbers.message, /^a stream of a body must bring bytes or strings, not number/);
  assert.strictEqual(requests.length, 0);
});

test('what is thrown away closes its connection', { timeout: 20_000 }, async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.write(CONTENT));
  const made = client({ endpoint });
  const { signal } = new AbortController();
  // In a function of its own, whose frame cannot keep the stream.
  await (async () => void (await made.getStream('a', { signal, onProgress: () => {} })))();
  let open = true;
  requests[0].socket.once('close', () => {
    open = false;
  });
  while (open) {
    gc();
    await new Promise(setImmediate);
  }
});
