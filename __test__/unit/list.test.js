'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const { client, serve } = require('./loopback');

const object = (key, more = '') =>
  `<Contents><Key>${key}</Key><LastModified>2015-02-19T08:39:44.000Z</LastModified><ETag>"5B3C"</ETag>` +
  `<Type>Normal</Type><Size>344606</Size><StorageClass>Archive</StorageClass>${more}</Contents>`;
const owner = '<Owner><ID>1</ID><DisplayName>me</DisplayName></Owner>';
const restoring = '<RestoreInfo>ongoing-request="true"</RestoreInfo>';
const restored =
  '<RestoreInfo>ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"</RestoreInfo>';
const page = (content) =>
  `<?xml version="1.0"?>\n<ListBucketResult><Name>my-bucket</Name><Prefix></Prefix>${content}</ListBucketResult>`;

const PAGES = [
  page('<IsTruncated>false</IsTruncated><KeyCount>0</KeyCount>'),
  page(`<IsTruncated>false</IsTruncated><KeyCount>1</KeyCount>${object('a &amp; 存储/b', owner)}`),
  page(
    `<IsTruncated>true</IsTruncated><NextMarker>c</NextMarker><NextContinuationToken>CgJj</NextContinuationToken>` +
      `<ContinuationToken>CgJi</ContinuationToken><KeyCount>4</KeyCount>${object('a', owner)}${object('b', owner + restoring)}` +
      `${object('c', owner + restored)}<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>`
  ),
  page(
    '<IsTruncated>false</IsTruncated><KeyCount>2</KeyCount><CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>' +
      '<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>'
  ),
];

/** What ours and ali-oss's client make of the same answer, and what they asked for. */
async function both(t, answer, call) {
  const { endpoint, requests } = await serve(t, (_, response) => response.end(answer));
  const ours = client({ endpoint });
  const theirs = new AliOSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket', endpoint });
  const results = [];
  for (const made of [ours, theirs]) {
    const { res, ...result } = await call(made);
    assert.strictEqual(res.data.toString(), answer);
    results.push(result);
  }
  return { results, urls: requests.map(({ url }) => url) };
}

test('pages of objects have the shapes of ali-oss', async (t) => {
  for (const answer of PAGES) {
    for (const method of ['list', 'listV2']) {
      const { results } = await both(t, answer, (made) => made[method]());
      assert.deepStrictEqual(results[0], results[1], method);
    }
  }
});

test('a page reads so', async (t) => {
  const { results } = await both(t, PAGES[2], (made) => made.listV2());
  const { objects, ...rest } = results[0];
  assert.deepStrictEqual(rest, {
    prefixes: ['d/'],
    isTruncated: true,
    keyCount: 4,
    continuationToken: 'CgJi',
    nextContinuationToken: 'CgJj',
  });
  assert.strictEqual(objects.length, 3);
  assert.deepStrictEqual(
    objects.map(({ restoreInfo }) => restoreInfo),
    [
      undefined,
      { ongoingRequest: true },
      { ongoingRequest: false, expiryDate: new Date('2017-04-16T08:12:33Z') },
    ]
  );
});

test('an owner that is not told is null in the second version', async (t) => {
  const answer = page(`<IsTruncated>false</IsTruncated><KeyCount>1</KeyCount>${object('a')}`);
  const { results } = await both(t, answer, (made) => made.listV2());
  assert.strictEqual(results[0].objects[0].owner, null);
  assert.deepStrictEqual(results[0], results[1]);
});

test('queries are sent as ali-oss sends them', async (t) => {
  for (const [method, query] of [
    ['list', null],
    ['list', { prefix: 'fun/', delimiter: '/', marker: 'a b', 'max-keys': 10, 'encoding-type': 'url' }],
    ['list', { prefix: '存储 +', 'max-keys': '5' }],
    ['listV2', undefined],
    ['listV2', { prefix: 'a', 'start-after': 'b', 'fetch-owner': true, 'max-keys': 3 }],
    ['listV2', { 'continuation-token': 'CgJi+/==' }],
    ['listV2', { continuationToken: 'CgJi', prefix: 'a' }],
  ]) {
    const answer = page('<IsTruncated>false</IsTruncated><KeyCount>0</KeyCount>');
    const { urls } = await both(t, answer, (made) => made[method](query && { ...query }));
    assert.strictEqual(urls[0], urls[1]);
  }
});
