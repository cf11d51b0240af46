'use strict';

const { define } = require('../harness/case.js');
const { GONE, bucketEntry, bucketListing, document, reply, xml } = require('./replies.js');

const BUCKET_NAMES = {
  'three characters': 'abc',
  '63 characters': 'a'.repeat(63),
  'digits and dashes': '1-2--3',
  'two characters': 'ab',
  '64 characters': 'a'.repeat(64),
  'an upper-case letter': 'My-bucket',
  'an underscore': 'my_bucket',
  'an underscore first': '_my-bucket',
  'a dash first': '-my-bucket',
  'a dash last': 'my-bucket-',
  'a dot': 'my.bucket',
  'a slash': 'my/bucket',
  'a line break last': 'my-bucket\n',
  Chinese: '中文桶',
  empty: '',
  undefined: undefined,
  null: null,
  'a number': 12345,
  'an object': {},
  'an array': ['my-bucket'],
};

const METHODS = {
  putBucket: define('putBucket', { replies: [reply(200, { Location: '/new-bucket' })] }),
  deleteBucket: define('deleteBucket', { replies: [GONE] }),
  useBucket: define('useBucket', { signatures: ['v1'] }),
  setBucket: define('setBucket', { signatures: ['v1'] }),
};
for (const [method, add] of Object.entries(METHODS)) {
  for (const [kind, name] of Object.entries(BUCKET_NAMES)) {
    add('bucket names', kind, async (client) => ({
      result: await client[method](name),
      bucket: client.options.bucket,
    }));
  }
}
METHODS.useBucket(
  'result',
  'is the client',
  (client) => client.useBucket('other', 'oss-cn-beijing') === client
);
define('getBucket', { signatures: ['v1'] })('result', 'is the name', (client) => [
  client.getBucket(),
  client.useBucket('other').getBucket(),
]);

const PUT_OPTIONS = {
  nothing: undefined,
  'an ACL': { acl: 'public-read' },
  'a storage class': { storageClass: 'IA' },
  'a storage class in Pascal case': { StorageClass: 'Archive' },
  'both cases': { StorageClass: 'Archive', storageClass: 'IA' },
  redundancy: { dataRedundancyType: 'ZRS' },
  'redundancy in Pascal case': { DataRedundancyType: 'LRS', storageClass: 'Standard', acl: 'private' },
  'a value with markup': { storageClass: '<IA>&' },
  headers: { headers: { 'x-oss-a': 'b' } },
  'headers and an ACL': { acl: 'private', headers: { 'x-oss-acl': 'public-read' } },
  'a string': 'oss-cn-hangzhou',
  null: null,
  'additional signed headers': { headers: { 'X-Extra': 'x' }, additionalHeaders: ['x-extra'] },
};
for (const [kind, options] of Object.entries(PUT_OPTIONS)) {
  METHODS.putBucket('options', kind, (client) => client.putBucket('new-bucket', options));
}
METHODS.putBucket('status', '200 without a location', { replies: [reply(200)] }, (client) =>
  client.putBucket('new-bucket')
);
METHODS.putBucket(
  'status',
  '200 with a body',
  { replies: [xml(200, '<A/>', { Location: '/b' })] },
  (client) => client.putBucket('new-bucket')
);
METHODS.putBucket('status', '201', { replies: [reply(201)] }, (client) => client.putBucket('new-bucket'));

METHODS.deleteBucket('status', '200', { replies: [reply(200)] }, (client) =>
  client.deleteBucket('old-bucket')
);
METHODS.deleteBucket('status', '202', { replies: [reply(202)] }, (client) =>
  client.deleteBucket('old-bucket')
);
METHODS.deleteBucket('options', 'headers', (client) =>
  client.deleteBucket('old-bucket', { headers: { 'x-oss-a': 'b' } })
);
METHODS.deleteBucket('options', 'null', (client) => client.deleteBucket('old-bucket', null));

const listBuckets = define('listBuckets');
const TAGS = '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>';
const TWO_TAGS = TAGS.replace('</Tag>', '</Tag><Tag><Key>c</Key><Value></Value></Tag>');

const LISTINGS = {
  none: bucketListing(''),
  one: bucketListing(bucketEntry('my-bucket')),
  two: bucketListing(bucketEntry('my-bucket') + bucketEntry('other-bucket')),
  'one with a tag': bucketListing(bucketEntry('my-bucket', TAGS)),
  'one with two tags': bucketListing(bucketEntry('my-bucket', TWO_TAGS)),
  'one with an empty tag set': bucketListing(bucketEntry('my-bucket', '<Tagging><TagSet/></Tagging>')),
  truncated: bucketListing(
    bucketEntry('my-bucket'),
    '<IsTruncated>true</IsTruncated><NextMarker>n</NextMarker>'
  ),
  'no Buckets': xml(
    200,
    document('<ListAllMyBucketsResult><Owner><ID>1</ID></Owner></ListAllMyBucketsResult>')
  ),
  'no Owner': xml(200, document('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>')),
  'broken XML': xml(200, '<ListAllMyBucketsResult>'),
  'no body': reply(200),
};
for (const [kind, one] of Object.entries(LISTINGS)) {
  listBuckets('listings', kind, { replies: [one], signatures: ['v1'] }, (client) => client.listBuckets());
}

const QUERIES = {
  'an empty object': {},
  'all parameters': { prefix: 'a', marker: 'b', 'max-keys': 10 },
  'odd characters': { prefix: "中 a+b%c'd&e" },
  'a subres': { prefix: 'a', subres: { tagging: '"k":"v"' } },
  'a resource group': { subres: { 'x-oss-resource-group-id': 'rg' } },
  'an empty prefix': { prefix: '' },
  'a null prefix': { prefix: null },
};
for (const [kind, query] of Object.entries(QUERIES)) {
  listBuckets('query', kind, { replies: [LISTINGS.one] }, (client) => client.listBuckets({ ...query }));
}
listBuckets('query', 'null', { replies: [LISTINGS.one] }, (client) => client.listBuckets(null));
listBuckets('query', 'a subres in both arguments', { replies: [LISTINGS.one] }, (client) =>
  client.listBuckets({ subres: { a: '1' } }, { subres: { b: '2' } })
);
listBuckets('options', 'headers', { replies: [LISTINGS.one] }, (client) =>
  client.listBuckets({}, { headers: { 'x-oss-a': 'b' } })
);
listBuckets('options', 'null', { replies: [LISTINGS.one] }, (client) => client.listBuckets({}, null));
listBuckets('options', 'no bucket', { replies: [LISTINGS.one], client: { bucket: undefined } }, (client) =>
  client.listBuckets()
);
