'use strict';

const assert = require('node:assert');
const { getEventListeners, once } = require('node:events');
const { test } = require('node:test');
const { client, errorDocument, rejection, serve } = require('./loopback');

/** Pages of one object each: `0`, `1` and so on; `hold` keeps a page back until it is called. */
async function pages(t, count) {
  const held = new Map();
  const { endpoint, requests } = await serve(t, ({ url }, response) => {
    const query = new URL(url, 'http://x').searchParams;
    const page = Number(query.get('continuation-token') ?? 0);
    const more = page + 1 < count;
    const next = more ? `<NextContinuationToken>${page + 1}</NextContinuationToken>` : '';
    const answer = () =>
      response.end(
        `<R><IsTruncated>${more}</IsTruncated>${next}<Contents><Key>a%2F${page}</Key><Size>1</Size></Contents></R>`
      );
    if (held.has(page)) held.get(page)(answer, response);
    else answer();
  });
  return { made: client({ endpoint }), requests, held };
}

async function taken(iterator) {
  const names = [];
  for await (const { name } of iterator) names.push(name);
  return names;
}

test('all pages are one list, asked for a thousand at a time', async (t) => {
  const { made, requests } = await pages(t, 3);
  assert.deepStrictEqual(await taken(made.listAll({ prefix: 'a/' })), ['a/0', 'a/1', 'a/2']);
  assert.deepStrictEqual(
    requests.map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams)),
    [undefined, '1', '2'].map((token) => ({
      'list-type': '2',
      'max-keys': '1000',
      prefix: 'a/',
      'encoding-type': 'url',
      ...(token && { 'continuation-token': token }),
    }))
  );
});

test('the page after the one that is consumed is on its way, and no other', async (t) => {
  const { made, requests, held } = await pages(t, 5);
  const asked = new Promise((resolve) => held.set(1, resolve));
  const iterator = made.listAll();
  assert.strictEqual(requests.length, 0);
  assert.strictEqual((await iterator.next()).value.name, 'a/0');
  const answer = await asked;
  assert.strictEqual(requests.length, 2);
  answer();
  assert.strictEqual((await iterator.next()).value.name, 'a/1');
  assert.deepStrictEqual(await taken(iterator), ['a/2', 'a/3', 'a/4']);
});

test('leaving the loop gives the next page up', async (t) => {
  const { made, requests, held } = await pages(t, 5);
  const closed = new Promise((resolve) =>
    held.set(1, (_, response) => resolve(once(response.socket, 'close')))
  );
  const { signal } = new AbortController();
  for await (const { name } of made.listAll({}, { signal })) {
    assert.strictEqual(name, 'a/0');
    assert.strictEqual(getEventListeners(signal, 'abort').length, 1);
    while (requests.length < 2) await new Promise(setImmediate);
    break;
  }
  await closed;
  assert.strictEqual(requests.length, 2);
  assert.strictEqual(getEventListeners(signal, 'abort').length, 0);
});

test('a signal ends the iteration, between two pages and in the middle of one', async (t) => {
  const { made, requests, held } = await pages(t, 5);
  const reason = new Error('no more');
  const early = await rejection(made.listAll({}, { signal: AbortSignal.abort(reason) }).next());
  assert.deepStrictEqual([early.name, early.cause], ['AbortError', reason]);
  assert.strictEqual(requests.length, 0);

  const stop = new AbortController();
  held.set(1, () => stop.abort(reason));
  const late = await rejection(taken(made.listAll({}, { signal: stop.signal })));
  assert.deepStrictEqual([late.name, late.cause], ['AbortError', reason]);
  assert.strictEqual(getEventListeners(stop.signal, 'abort').length, 0);
});

test('an error of any page ends the iteration, and goes unheard after a break', async (t) => {
  const { made, held } = await pages(t, 3);
  let refused;
  held.set(1, (_, response) => {
    response.writeHead(403).end(errorDocument('AccessDenied'));
    refused?.();
  });
  assert.strictEqual((await rejection(taken(made.listAll()))).code, 'AccessDenied');
  const answered = new Promise((resolve) => {
    refused = resolve;
  });
  const iterator = made.listAll();
  await iterator.next();
  await answered;
  await iterator.return();
});

const OWNER = '<Owner><ID>1</ID><DisplayName>1</DisplayName></Owner>';

test('versions and delete markers come in their order, prefixes between them', async (t) => {
  const { endpoint } = await serve(t, (_, response) =>
    response.end(
      `<R><IsTruncated>false</IsTruncated>
      <Version><Key>a</Key><VersionId>2</VersionId><IsLatest>false</IsLatest><LastModified>2026-01-02T00:00:00.000Z</LastModified>${OWNER}</Version>
      <Version><Key>%EF%BF%BD</Key><VersionId>9</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified>${OWNER}</Version>
      <Version><Key>%F0%90%80%80+%01</Key><VersionId>8</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified>${OWNER}</Version>
      <DeleteMarker><Key>a</Key><VersionId>3</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-02T00:00:00.000Z</LastModified>${OWNER}</DeleteMarker>
      <DeleteMarker><Key>a</Key><VersionId>1</VersionId><IsLatest>false</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified>${OWNER}</DeleteMarker>
      <CommonPrefixes><Prefix>a%2F</Prefix></CommonPrefixes></R>`
    )
  );
  const found = [];
  for await (const item of client({ endpoint }).listVersionsAll({ delimiter: '/' })) found.push(item);
  assert.deepStrictEqual(
    found.map(({ isDeleteMarker, name, prefix, versionId }) => prefix ?? [name, versionId, isDeleteMarker]),
    [
      ['a', '3', true],
      ['a', '2', false],
      ['a', '1', true],
      'a/',
      ['\ufffd', '9', false],
      ['\u{10000} \u0001', '8', false],
    ]
  );
});

test('what is missing is told from what is forbidden, with and without a word in the head', async (t) => {
  let answer;
  const { endpoint, requests } = await serve(t, ({ method }, response) => {
    const { code, status, told } = answer;
    const document = errorDocument(code);
    response.writeHead(status, told && code && { 'x-oss-err': Buffer.from(document).toString('base64') });
    response.end(method === 'GET' ? document : '');
  });
  const made = client({ endpoint });
  const asked = async (given) => {
    answer = given;
    requests.length = 0;
    const result = await made.exists('a', { versionId: 'v' }).catch(({ code }) => code);
    return [result, requests.map(({ method, url }) => `${method} ${url}`).join(', ')];
  };
  const head = 'HEAD /a?versionId=v';
  const both = `${head}, GET /a?versionId=v`;
  assert.deepStrictEqual(await asked({ status: 200 }), [true, head]);
  assert.deepStrictEqual(await asked({ status: 405 }), [false, head]);
  assert.deepStrictEqual(await asked({ status: 404, code: 'NoSuchKey', told: true }), [false, head]);
  assert.deepStrictEqual(await asked({ status: 404, code: 'NoSuchKey' }), [false, both]);
  assert.deepStrictEqual(await asked({ status: 404, code: 'NoSuchVersion', told: true }), [false, head]);
  assert.deepStrictEqual(await asked({ status: 404, code: 'NoSuchBucket', told: true }), [
    'NoSuchBucket',
    both,
  ]);
  assert.deepStrictEqual(await asked({ status: 404, code: 'NoSuchBucket' }), ['NoSuchBucket', both]);
  assert.deepStrictEqual(await asked({ status: 403, code: 'AccessDenied', told: true }), [
    'AccessDenied',
    head,
  ]);
});

test('a whole bucket is not deleted by mistake', async (t) => {
  const { made, requests } = await pages(t, 1);
  assert.match((await rejection(made.deletePrefix(''))).message, /everything: true/);
  assert.strictEqual(
    (await rejection(made.deletePrefix())).message,
    'prefix must be a string, not undefined'
  );
  assert.match((await rejection(made.deletePrefix('a', { concurrency: 0 }))).message, /^concurrency must be/);
  assert.strictEqual(requests.length, 0);
});
