'use strict';

// More keys than the service takes at once (DESIGN, F17).

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const { client, errorDocument, rejection, serve } = require('./loopback');

const keys = (count) => Array.from({ length: count }, (_, n) => `key-${n}`);
const asked = ({ body }) => [...body.toString().matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);
const deleted = (request) =>
  `<DeleteResult>${asked(request)
    .map((key) => `<Deleted><Key>${key}</Key></Deleted>`)
    .join('')}</DeleteResult>`;

test('2,500 keys go out in three requests, in order, one after the other', async (t) => {
  const { endpoint, requests } = await serve(t, (request, response) => response.end(deleted(request)));
  const result = await client({ endpoint }).deleteMulti(keys(2500));
  assert.deepStrictEqual(
    requests.map((request) => asked(request).length),
    [1000, 1000, 500]
  );
  assert.deepStrictEqual(requests.flatMap(asked), keys(2500));
  assert.deepStrictEqual(
    result.deleted,
    keys(2500).map((Key) => ({ Key }))
  );
  assert.strictEqual(result.res.status, 200);
});

test('an error of a later request says what is gone already, and nothing more is sent', async (t) => {
  const { endpoint, requests } = await serve(t, (request, response) => {
    if (requests.length < 2) return response.end(deleted(request));
    response.statusCode = 403;
    return response.end(errorDocument('AccessDenied'));
  });
  const error = await rejection(client({ endpoint }).deleteMulti(keys(3000)));
  assert.strictEqual(error.name, 'AccessDeniedError');
  assert.deepStrictEqual(
    error.deleted,
    keys(1000).map((Key) => ({ Key }))
  );
  assert.strictEqual(requests.length, 2);
});

test('an error of the first request says nothing of what is gone', async (t) => {
  const { endpoint } = await serve(t, (_, response) => {
    response.statusCode = 403;
    response.end(errorDocument('AccessDenied'));
  });
  const error = await rejection(client({ endpoint }).deleteMulti(keys(3)));
  assert.ok(!('deleted' in error));
});

test('ali-oss sends all of them at once', async (t) => {
  const { endpoint, requests } = await serve(t, (request, response) => response.end(deleted(request)));
  const theirs = new AliOSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket', endpoint });
  await theirs.deleteMulti(keys(1001));
  assert.strictEqual(asked(requests[0]).length, 1001);
});
