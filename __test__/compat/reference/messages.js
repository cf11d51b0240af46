'use strict';

// Every message with which ali-oss@6.23.0 refuses what it is given: message → the calls that it refuses with it, by name.
// `it` holds the library, clients of it and paths. `<dir>` stands for the directory of the test.

const KEYS = { accessKeyId: 'fake-key-id', accessKeySecret: 'fake-key-secret' };
const SIZE = 100 * 1024;
const BYTES = Buffer.from('hello');

const make = (options) => (it) => new it.OSS({ ...KEYS, ...options });
const call =
  (method, ...given) =>
  (it) =>
    it.client()[method](...given);
const atIp =
  (method, ...given) =>
  (it) =>
    it.client({ endpoint: 'http://127.0.0.1:1' })[method](...given);
const rule = (change) => call('putBucketLifecycle', 'my-bucket', [{ ...RULE, ...change }]);
const objectTags = (tag) => call('putObjectTagging', 'a', tag);
const bucketTags = (tag) => call('putBucketTags', 'my-bucket', tag);
const many = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'value']));

const RULE = { id: 'rule', prefix: 'a/', status: 'Enabled', expiration: { days: 3 } };
const BARE = { expiration: undefined };
const SOURCE = { sourceKey: 'a', sourceBucketName: 'other-bucket' };
const FOR_BUCKETS = {
  abortBucketWorm: [],
  completeBucketWorm: ['1'],
  deleteBucket: [],
  deleteBucketCORS: [],
  deleteBucketEncryption: [],
  deleteBucketInventory: ['i'],
  deleteBucketLifecycle: [],
  deleteBucketLogging: [],
  deleteBucketPolicy: [],
  deleteBucketReferer: [],
  deleteBucketTags: [],
  deleteBucketWebsite: [],
  extendBucketWorm: ['1', 2],
  getBucketACL: [],
  getBucketCORS: [],
  getBucketEncryption: [],
  getBucketInfo: [],
  getBucketInventory: ['i'],
  getBucketLifecycle: [],
  getBucketLocation: [],
  getBucketLogging: [],
  getBucketPolicy: [],
  getBucketReferer: [],
  getBucketRequestPayment: [],
  getBucketStat: [],
  getBucketTags: [],
  getBucketVersioning: [],
  getBucketWebsite: [],
  getBucketWorm: [],
  initiateBucketWorm: [1],
  listBucketInventory: [],
  putBucket: [],
  putBucketACL: ['private'],
  putBucketCORS: [[{ allowedOrigin: '*', allowedMethod: 'GET' }]],
  putBucketEncryption: [{ SSEAlgorithm: 'AES256' }],
  putBucketInventory: [{}],
  putBucketLifecycle: [[RULE]],
  putBucketLogging: ['a'],
  putBucketPolicy: [{}],
  putBucketReferer: [true, []],
  putBucketRequestPayment: ['Requester'],
  putBucketTags: [{}],
  putBucketVersioning: ['Enabled'],
  putBucketWebsite: [{}],
  setBucket: [],
  useBucket: [],
};
const OF_OBJECTS = {
  append: ['a', BYTES],
  copy: ['a', 'b'],
  delete: ['a'],
  deleteMulti: [['a']],
  get: ['a'],
  getACL: ['a'],
  getStream: ['a'],
  head: ['a'],
  initMultipartUpload: ['a'],
  list: [{}],
  listUploads: [{}],
  put: ['a', BYTES],
  putMeta: ['a', {}],
  restore: ['a'],
};

const refreshed = (credential) => (it) =>
  it
    .client({ stsToken: 'fake-token', refreshSTSTokenInterval: 0, refreshSTSToken: async () => credential })
    .get('a');

module.exports = {
  'require accessKeyId, accessKeySecret': {
    'new OSS()': (it) => new it.OSS(),
    'new OSS without a secret': (it) => new it.OSS({ accessKeyId: 'a' }),
    initOptions: (it) => it.OSS.initOptions({ accessKeySecret: 'a' }),
    'new STS': (it) => new it.OSS.STS({ accessKeyId: 'a' }),
    'new ImageClient': (it) => new it.OSS.ImageClient({ bucket: 'my-bucket', imageHost: 'img.localhost' }),
  },
  'refreshSTSToken must return contains accessKeySecret': { get: refreshed({}) },
  'refreshSTSToken must return contains accessKeyId': { get: refreshed({ accessKeySecret: 'a' }) },
  'refreshSTSToken must return contains stsToken': {
    get: refreshed({ accessKeySecret: 'a', accessKeyId: 'b' }),
  },
  'require options.endpoint or options.region': {
    'an empty region': make({ region: '' }),
    'no region': make({ region: undefined }),
  },
  'The region must be conform to the specifications': {
    'a blank': make({ region: 'oss cn' }),
    'a dot': make({ region: 'oss.cn' }),
  },
  'The endpoint must be conform to the specifications': {
    'a blank': make({ endpoint: 'http://oss example.com' }),
    'a bar': make({ endpoint: 'oss|example.com' }),
    'written into options': (it) => {
      const client = it.client();
      client.options.endpoint = {
        host: 'a b',
        hostname: 'a b',
        protocol: 'http:',
        format: () => 'http://a b',
      };
      return client._getReqUrl({ bucket: 'b', object: 'a' });
    },
  },
  'Endpoint protocol must be http or https.': {
    ftp: make({ endpoint: 'ftp://oss.example.com' }),
    'a host and a port': make({ endpoint: 'oss.example.com:8080' }),
  },
  'The bucket must be conform to the specifications': {
    'new OSS': make({ bucket: 'My-Bucket' }),
    'putBucket with an underscore': call('putBucket', 'my_bucket'),
    copy: call('copy', 'a', 'b', 'Bad'),
    processObjectSave: call('processObjectSave', 'a', 'b', 'x', 'Bad'),
    multipartUploadCopy: call('multipartUploadCopy', 'a', { ...SOURCE, sourceBucketName: 'Bad' }),
    ...Object.fromEntries(
      Object.entries(FOR_BUCKETS).map(([method, given]) => [method, call(method, 'Bad', ...given)])
    ),
  },
  'Please create a bucket first': Object.fromEntries(
    Object.entries(OF_OBJECTS).map(([method, given]) => [
      method,
      (it) => it.client({ bucket: undefined })[method](...given),
    ])
  ),
  'Must provide String/Buffer/ReadableStream for put.': {
    nothing: call('put', 'a'),
    null: call('put', 'a', null),
    'a number': call('put', 'a', 5),
    'an object': call('put', 'a', {}),
    'a Uint8Array': call('put', 'a', new Uint8Array(1)),
  },
  '<dir> is not file': { put: (it) => it.client().put('a', it.dir.root) },
  "ENOENT: no such file or directory, stat '<dir>/none'": {
    put: (it) => it.client().put('a', it.dir.path('none')),
    multipartUpload: (it) => it.client().multipartUpload('a', it.dir.path('none')),
  },
  'names is required': { nothing: call('deleteMulti'), 'an empty list': call('deleteMulti', []) },
  'A version-id marker cannot be specified without a key marker': {
    getBucketVersions: call('getBucketVersions', { versionIdMarker: 'v' }),
    listObjectVersions: call('listObjectVersions', { versionIdMarker: 'v' }),
  },
  'can not get the object URL when endpoint is IP': {
    getObjectUrl: atIp('getObjectUrl', 'a'),
    generateObjectUrl: atIp('generateObjectUrl', 'a'),
    signatureUrl: atIp('signatureUrl', 'a'),
    asyncSignatureUrl: atIp('asyncSignatureUrl', 'a'),
  },
  'Invalid object name ?a': {
    signatureUrl: call('signatureUrl', '?a'),
    asyncSignatureUrl: call('asyncSignatureUrl', '?a'),
  },
  'policy must be JSON string or Object': {
    calculatePostSignature: call('calculatePostSignature', '{"a"'),
    'with a number': call('calculatePostSignature', 5),
  },
  'Policy string is not a valid JSON: *': {
    signPostObjectPolicyV4: call('signPostObjectPolicyV4', '{"a"', new Date(0)),
    assumeRole: (it) => new it.OSS.STS(KEYS).assumeRole('acs:ram::1:role/a', '{"a"'),
  },
  "Can't find additional header a in request headers.": {
    authorizationV4: call(
      'authorizationV4',
      'GET',
      { headers: { 'x-oss-date': '20261123T123456Z' } },
      'b',
      'k',
      ['a']
    ),
    signatureUrlV4: call('signatureUrlV4', 'GET', 60, {}, 'a', ['a']),
    get: (it) => it.client({ authorizationV4: true }).get('a', { additionalHeaders: ['a'] }),
  },
  'Please ensure that bucketName is passed into getCanonicalRequest.': {
    authorizationV4: call(
      'authorizationV4',
      'GET',
      { headers: { 'x-oss-date': '20261123T123456Z' } },
      undefined,
      'k'
    ),
  },
  'rules is required': { putBucketCORS: call('putBucketCORS', 'my-bucket', []) },
  'allowedOrigin is required': {
    putBucketCORS: call('putBucketCORS', 'my-bucket', [{ allowedMethod: 'GET' }]),
  },
  'allowedMethod is required': {
    putBucketCORS: call('putBucketCORS', 'my-bucket', [{ allowedOrigin: '*' }]),
  },
  'RoutingRules must be Array': {
    putBucketWebsite: call('putBucketWebsite', 'my-bucket', { routingRules: {} }),
  },
  'rules must be Array': {
    'an object': call('putBucketLifecycle', 'my-bucket', {}),
    nothing: call('putBucketLifecycle', 'my-bucket'),
  },
  'ID is composed of 255 bytes at most': { putBucketLifecycle: rule({ id: 'a'.repeat(256) }) },
  'Rule must includes prefix': { putBucketLifecycle: rule({ prefix: undefined }) },
  'Status must be Enabled or Disabled': { putBucketLifecycle: rule({ status: 'on' }) },
  'Rule must includes expiration or noncurrentVersionExpiration or abortMultipartUpload or transition or noncurrentVersionTransition':
    { putBucketLifecycle: rule(BARE) },
  'StorageClass must be IA or Archive or ColdArchive or DeepColdArchive': {
    transition: rule({ ...BARE, transition: { days: 1, storageClass: 'Standard' } }),
    'of older versions': rule({
      ...BARE,
      noncurrentVersionTransition: { noncurrentDays: 1, storageClass: 'x' },
    }),
  },
  'Transition must includes days or createdBeforeDate': {
    putBucketLifecycle: rule({ transition: { storageClass: 'IA' } }),
  },
  'Expiration must includes days or createdBeforeDate': { putBucketLifecycle: rule({ expiration: {} }) },
  'AbortMultipartUpload must includes days or createdBeforeDate': {
    putBucketLifecycle: rule({ abortMultipartUpload: {} }),
  },
  'days must be a positive integer': {
    'a fraction': rule({ expiration: { days: 1.5 } }),
    'a list': rule({ expiration: { days: [1] } }),
  },
  'createdBeforeDate must be date and conform to iso8601 format': {
    putBucketLifecycle: rule({ expiration: { createdBeforeDate: '2026-12-01' } }),
  },
  'expiredObjectDeleteMarker cannot be used with days or createdBeforeDate': {
    putBucketLifecycle: rule({ expiration: { expiredObjectDeleteMarker: 'true', days: 1 } }),
  },
  'NoncurrentVersionTransition must includes noncurrentDays': {
    putBucketLifecycle: rule({ noncurrentVersionTransition: { storageClass: 'IA' } }),
  },
  'NoncurrentVersionExpiration must includes noncurrentDays': {
    putBucketLifecycle: rule({ noncurrentVersionExpiration: {} }),
  },
  'noncurrentDays must be a positive integer': {
    putBucketLifecycle: rule({ noncurrentVersionExpiration: { noncurrentDays: -1 } }),
  },
  'Tag cannot be used with abortMultipartUpload': {
    putBucketLifecycle: rule({ ...BARE, abortMultipartUpload: { days: 1 }, tag: { key: 'a', value: 'b' } }),
  },
  'tag must be Object or Array': { putBucketLifecycle: rule({ tag: 'a' }) },
  'policy is not Object': {
    text: call('putBucketPolicy', 'my-bucket', '{}'),
    nothing: call('putBucketPolicy', 'my-bucket'),
  },
  'bucket tag must be Object': {
    text: bucketTags('a'),
    nothing: bucketTags(undefined),
    'a list': bucketTags([]),
  },
  'maximum of 20 tags for a bucket': { putBucketTags: bucketTags(many(21)) },
  'tag key can be a maximum of 64 bytes in length': { putBucketTags: bucketTags({ ['a'.repeat(65)]: 'b' }) },
  'tag key can not startsWith: http://, https://, Aliyun': {
    http: bucketTags({ 'http://a': 'b' }),
    https: bucketTags({ 'https://a': 'b' }),
    Aliyun: bucketTags({ Aliyun: 'b' }),
  },
  'tag value can be a maximum of 128 bytes in length': { putBucketTags: bucketTags({ a: 'b'.repeat(129) }) },
  'the key and value of the tag must be String': {
    putBucketTags: bucketTags({ a: 1 }),
    putObjectTagging: objectTags({ a: null }),
  },
  'tag must be Object': { text: objectTags('a'), nothing: objectTags(undefined) },
  'maximum of 10 tags for a object': { putObjectTagging: objectTags(many(11)) },
  'tag can contain letters, numbers, spaces, and the following symbols: plus sign (+), hyphen (-), equal sign (=), period (.), underscore (_), colon (:), and forward slash (/)':
    {
      'a key': objectTags({ 'a!': 'b' }),
      'an empty value': objectTags({ a: '' }),
      'of a rule': rule({ tag: { key: 'a', value: '中' } }),
    },
  'tag key can be a maximum of 128 bytes in length': {
    putObjectTagging: objectTags({ ['a'.repeat(129)]: 'b' }),
  },
  'tag value can be a maximum of 256 bytes in length': {
    putObjectTagging: objectTags({ a: 'b'.repeat(257) }),
  },
  'payer must be BucketOwner or Requester': {
    'another payer': call('putBucketRequestPayment', 'my-bucket', 'Somebody'),
    'before the bucket': call('putBucketRequestPayment', 'Bad', 'Somebody'),
  },
  'status must be Enabled or Suspended': {
    putBucketVersioning: call('putBucketVersioning', 'my-bucket', 'On'),
  },
  'sourceObject is required': { processObjectSave: call('processObjectSave', '', 'b', 'x') },
  'targetObject is required': { processObjectSave: call('processObjectSave', 'a', '', 'x') },
  'process is required': { processObjectSave: call('processObjectSave', 'a', 'b') },
  'sourceObject must be String': { processObjectSave: call('processObjectSave', 5, 'b', 'x') },
  'targetObject must be String': { processObjectSave: call('processObjectSave', 'a', {}, 'x') },
  'process must be String': { processObjectSave: call('processObjectSave', 'a', 'b', ['x']) },
  'partSize must be int number': {
    'a fraction': call('multipartUpload', 'a', Buffer.alloc(SIZE), { partSize: SIZE + 0.5 }),
    text: call('multipartUpload', 'a', Buffer.alloc(SIZE), { partSize: String(SIZE) }),
  },
  'partSize must not be smaller than 102400': {
    multipartUpload: call('multipartUpload', 'a', Buffer.alloc(SIZE), { partSize: SIZE - 1 }),
    multipartUploadCopy: (it) =>
      sized(it, SIZE).multipartUploadCopy('a', { ...SOURCE }, { partSize: SIZE - 1 }),
  },
  'copySize must not be smaller than 102400': {
    multipartUploadCopy: (it) => sized(it, SIZE - 1).multipartUploadCopy('a', { ...SOURCE }),
  },
  '_getFileSize requires Buffer/File/String.': { _getFileSize: call('_getFileSize', 5) },
  '_createStream requires Buffer/File/String.': { _createStream: call('_createStream', 5) },
  'require options.cluster to be an array': { 'new ClusterClient': (it) => new it.OSS.ClusterClient({}) },
  'require bucket for image service instance': { 'new ImageClient': (it) => new it.OSS.ImageClient(KEYS) },
  'require imageHost for image service instance': {
    'new ImageClient': (it) => new it.OSS.ImageClient({ ...KEYS, bucket: 'my-bucket' }),
  },
};

/** A client that takes every object for one of that size. */
function sized(it, size) {
  const client = it.client();
  client._getObjectMeta = async () => ({ res: { headers: { 'content-length': String(size) } } });
  return client;
}
