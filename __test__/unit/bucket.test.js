'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const { client, rejection, serve } = require('./loopback');

const refused = { message: 'The bucket must be conform to the specifications' };
const bucket = (name, more = '') =>
  `<Bucket><Name>${name}</Name><Location>oss-cn-hangzhou</Location><CreationDate>2015-02-19T08:39:44.000Z</CreationDate>` +
  `<StorageClass>Standard</StorageClass>${more}</Bucket>`;
const account = (content) =>
  `<?xml version="1.0"?>\n<ListAllMyBucketsResult><Owner><ID>1</ID><DisplayName>me</DisplayName></Owner>${content}</ListAllMyBucketsResult>`;
const tag = (key, value) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;

const ACCOUNTS = [
  account(''),
  account('<Buckets></Buckets>'),
  account(`<IsTruncated>false</IsTruncated><Buckets>${bucket('a')}</Buckets>`),
  account(
    `<IsTruncated>true</IsTruncated><NextMarker>c</NextMarker><Buckets>${bucket('b', `<Tagging><TagSet>${tag('k', 'v')}</TagSet></Tagging>`)}` +
      `${bucket('c', `<Tagging><TagSet>${tag('k', 'v')}${tag('l', 'w')}</TagSet></Tagging>`)}</Buckets>`
  ),
];

/** What ours and ali-oss's client make of the same answer, and what they sent. */
async function both(t, answer, call) {
  const { endpoint, requests } = await serve(t, (_, response) => answer(response));
  const results = [];
  for (const made of [
    client({ endpoint }),
    new AliOSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket', endpoint }),
  ]) {
    const { res, ...result } = await call(made);
    assert.strictEqual(res.status, res.statusCode);
    results.push(result);
  }
  const sent = requests.map(({ method, url, headers, body }) => ({
    line: `${method} ${url}`,
    host: headers.host,
    type: headers['content-type'],
    acl: headers['x-oss-acl'],
    body: body.toString(),
  }));
  return { results, sent };
}

test('lists of buckets have the shapes of ali-oss', async (t) => {
  for (const answer of ACCOUNTS) {
    const query = { prefix: 'a', 'max-keys': 10, subres: { tagging: 'a' } };
    const { results, sent } = await both(
      t,
      (response) => response.end(answer),
      (made) => made.listBuckets({ ...query }, { subres: { more: 'b' } })
    );
    assert.deepStrictEqual(results[0], results[1]);
    assert.deepStrictEqual(sent[0], sent[1]);
  }
});

test('a bucket is created with what the options say', async (t) => {
  for (const options of [
    undefined,
    {},
    { acl: 'public-read', headers: { 'x-oss-a': '1' } },
    { storageClass: 'IA', dataRedundancyType: 'ZRS' },
    { StorageClass: 'Archive' },
    { DataRedundancyType: 'LRS', acl: 'private' },
  ]) {
    const { results, sent } = await both(
      t,
      (response) => response.setHeader('location', '/my-bucket').end(),
      (made) => made.putBucket('my-bucket', options)
    );
    assert.deepStrictEqual(results[0], { bucket: 'my-bucket' });
    assert.deepStrictEqual(results[0], results[1]);
    const [ours, theirs] = sent.map((request) => ({
      ...request,
      body: request.body.replace(/>\s+</g, '><').trim(),
    }));
    assert.deepStrictEqual(ours, theirs);
  }
});

test('without a location there is no name', async (t) => {
  const { results } = await both(
    t,
    (response) => response.end(),
    (made) => made.putBucket('my-bucket')
  );
  assert.deepStrictEqual(results, [{ bucket: null }, { bucket: null }]);
});

test('a bucket is deleted', async (t) => {
  for (const status of [200, 204]) {
    const { results, sent } = await both(
      t,
      (response) => response.writeHead(status).end(),
      (made) => made.deleteBucket('my-bucket')
    );
    assert.deepStrictEqual(results, [{}, {}]);
    assert.deepStrictEqual(sent[0], sent[1]);
  }
});

test('the bucket of object calls can be changed', () => {
  const made = client();
  assert.strictEqual(made.useBucket('bucket-1'), made);
  assert.strictEqual(made.getBucket(), 'bucket-1');
  assert.strictEqual(made.setBucket('bucket_2').getBucket(), 'bucket_2');
  assert.strictEqual(made.options.bucket, 'bucket_2');
  assert.throws(() => made.useBucket('B'), refused);
  assert.throws(() => made.setBucket(undefined), refused);
  assert.strictEqual(made.getBucket(), 'bucket_2');
});

test('malformed names are refused before anything is sent', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = client({ endpoint });
  for (const name of ['B', 'a', undefined, null, 'a/b']) {
    assert.strictEqual((await rejection(made.putBucket(name))).message, refused.message);
    assert.strictEqual((await rejection(made.deleteBucket(name))).message, refused.message);
  }
  assert.strictEqual((await rejection(made.putBucket('my_bucket'))).message, refused.message);
  assert.strictEqual(requests.length, 0);
});
