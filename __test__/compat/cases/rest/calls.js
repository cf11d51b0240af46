'use strict';

// The plainest call of every further method, with the reply it expects: `run(client, options)`.

const { GONE, STORED, document, reply, xml } = require('../replies.js');

const root = (name, inner, headers) => xml(200, document(`<${name}>${inner}</${name}>`), headers);
const OK = reply(200);
const OWNER = '<Owner><ID>1234</ID><DisplayName>owner</DisplayName></Owner>';
const TAGGING = root(
  'Tagging',
  '<TagSet><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>c</Key><Value></Value></Tag></TagSet>'
);
const ACL = root(
  'AccessControlPolicy',
  `${OWNER}<AccessControlList><Grant>private</Grant></AccessControlList>`
);
const COPIED = root(
  'CopyObjectResult',
  '<LastModified>2026-11-23T12:00:00.000Z</LastModified><ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag>'
);
const VERSION = `
  <Version>
    <Key>a.txt</Key><VersionId>CAEQ2</VersionId><IsLatest>true</IsLatest>
    <LastModified>2026-11-23T12:00:00.000Z</LastModified><ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag>
    <Type>Normal</Type><Size>5</Size><StorageClass>Standard</StorageClass>${OWNER}
  </Version>`;
const MARKER = `
  <DeleteMarker>
    <Key>b.txt</Key><VersionId>CAEQ1</VersionId><IsLatest>true</IsLatest>
    <LastModified>2026-11-23T12:00:00.000Z</LastModified>${OWNER}
  </DeleteMarker>`;
const VERSIONS = root('ListVersionsResult', `<Name>my-bucket</Name>${VERSION}${MARKER}`);
const CHANNEL_URLS =
  '<PublishUrls><Url>rtmp://a/live/c</Url></PublishUrls><PlayUrls><Url>http://a/c/p.m3u8</Url></PlayUrls>';

/** Methods on objects; all take options last. */
const OBJECTS = {
  append: {
    reply: reply(200, { 'x-oss-next-append-position': '5', ETag: '"A"' }),
    run: (client, options) => client.append('a.txt', Buffer.from('hello'), options),
  },
  copy: { reply: COPIED, run: (client, options) => client.copy('b.txt', 'a.txt', options) },
  putMeta: { reply: COPIED, run: (client, options) => client.putMeta('a.txt', { uid: 1 }, options) },
  deleteMulti: {
    reply: root('DeleteResult', '<Deleted><Key>a.txt</Key></Deleted><Deleted><Key>b.txt</Key></Deleted>'),
    run: (client, options) => client.deleteMulti(['a.txt', 'b.txt'], options),
  },
  getObjectMeta: {
    reply: reply(200, { ETag: '"A"', 'Content-Length': 5 }),
    run: (client, options) => client.getObjectMeta('a.txt', options),
  },
  restore: { reply: reply(202), run: (client, options) => client.restore('a.txt', options) },
  putACL: { reply: OK, run: (client, options) => client.putACL('a.txt', 'private', options) },
  getACL: { reply: ACL, run: (client, options) => client.getACL('a.txt', options) },
  putSymlink: { reply: STORED, run: (client, options) => client.putSymlink('a.txt', 'b c.txt', options) },
  getSymlink: {
    reply: reply(200, { 'x-oss-symlink-target': 'b%20%E4%B8%AD.txt', ETag: '"A"' }),
    run: (client, options) => client.getSymlink('a.txt', options),
  },
  putObjectTagging: {
    reply: OK,
    run: (client, options) => client.putObjectTagging('a.txt', { a: 'b', c: 'd' }, options),
  },
  getObjectTagging: { reply: TAGGING, run: (client, options) => client.getObjectTagging('a.txt', options) },
  deleteObjectTagging: {
    reply: GONE,
    run: (client, options) => client.deleteObjectTagging('a.txt', options),
  },
  getBucketVersions: {
    reply: VERSIONS,
    run: (client, options) => client.getBucketVersions({ prefix: 'a', maxKeys: 5 }, options),
  },
  listObjectVersions: {
    reply: VERSIONS,
    run: (client, options) => client.listObjectVersions({ keyMarker: 'a' }, options),
  },
  postAsyncFetch: {
    reply: root('AsyncFetchTaskResult', '<TaskId>task-1</TaskId>'),
    run: (client, options) => client.postAsyncFetch('a.txt', 'http://elsewhere.localhost/a', options),
  },
  getAsyncFetch: {
    reply: root(
      'AsyncFetchTaskInfo',
      '<TaskId>task-1</TaskId><State>Running</State><ErrorMsg/><TaskInfo><Url>http://a</Url><Object>a.txt</Object><ContentMD5/></TaskInfo>'
    ),
    run: (client, options) => client.getAsyncFetch('task-1', options),
  },
};

/** Steps of uploads in parts. */
const MULTIPART = {
  initMultipartUpload: {
    reply: root(
      'InitiateMultipartUploadResult',
      '<Bucket>my-bucket</Bucket><Key>a.txt</Key><UploadId>B4D9</UploadId>'
    ),
    run: (client, options) => client.initMultipartUpload('a.txt', options),
  },
  uploadPart: {
    reply: STORED,
    run: (client, options) =>
      client.uploadPart('a.txt', 'B4D9', 2, Buffer.from('hello world'), 6, 11, options),
  },
  uploadPartCopy: {
    reply: {
      ...root('CopyPartResult', '<ETag>"B"</ETag>', { ETag: '"B"', 'Content-Range': 'bytes 0-4/9' }),
    },
    run: (client, options) =>
      client.uploadPartCopy(
        'b.txt',
        'B4D9',
        1,
        '0-4',
        { sourceKey: 'dir/a b.txt', sourceBucketName: 'other-bucket' },
        options
      ),
  },
  completeMultipartUpload: {
    reply: root(
      'CompleteMultipartUploadResult',
      '<Location>http://my-bucket/a.txt</Location><Bucket>my-bucket</Bucket><Key>a.txt</Key><ETag>"C-2"</ETag>',
      { ETag: '"C-2"' }
    ),
    run: (client, options) =>
      client.completeMultipartUpload(
        'a.txt',
        'B4D9',
        [
          { number: 2, etag: '"B"' },
          { number: 1, etag: '"A"' },
        ],
        options
      ),
  },
  abortMultipartUpload: {
    reply: GONE,
    run: (client, options) => client.abortMultipartUpload('a.txt', 'B4D9', options),
  },
  listUploads: {
    reply: root(
      'ListMultipartUploadsResult',
      '<Bucket>my-bucket</Bucket><NextKeyMarker></NextKeyMarker><NextUploadIdMarker/><IsTruncated>false</IsTruncated>' +
        '<Upload><Key>a.txt</Key><UploadId>B4D9</UploadId><Initiated>2026-11-23T12:00:00.000Z</Initiated></Upload>'
    ),
    run: (client, options) => client.listUploads({ 'max-uploads': 10, prefix: 'a' }, options),
  },
  listParts: {
    reply: root(
      'ListPartsResult',
      '<Bucket>my-bucket</Bucket><Key>a.txt</Key><UploadId>B4D9</UploadId><PartNumberMarker/>' +
        '<NextPartNumberMarker>1</NextPartNumberMarker><MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated>' +
        '<Part><PartNumber>1</PartNumber><ETag>"A"</ETag><Size>5</Size></Part>'
    ),
    run: (client, options) => client.listParts('a.txt', 'B4D9', { 'max-parts': 10 }, options),
  },
};

/** Live channels. */
const LIVE = {
  putChannel: {
    reply: root('CreateLiveChannelResult', CHANNEL_URLS),
    run: (client, options) =>
      client.putChannel(
        'channel',
        {
          Description: 'a & b',
          Status: 'enabled',
          Target: { Type: 'HLS', FragDuration: '10', FragCount: 5, PlaylistName: 'playlist.m3u8' },
        },
        options
      ),
  },
  getChannel: {
    reply: root('LiveChannelConfiguration', '<Description>a</Description><Target><Type>HLS</Type></Target>'),
    run: (client, options) => client.getChannel('channel', options),
  },
  deleteChannel: { reply: GONE, run: (client, options) => client.deleteChannel('channel', options) },
  putChannelStatus: {
    reply: OK,
    run: (client, options) => client.putChannelStatus('channel', 'disabled', options),
  },
  getChannelStatus: {
    reply: root('LiveChannelStat', '<Status>Idle</Status>'),
    run: (client, options) => client.getChannelStatus('channel', options),
  },
  listChannels: {
    reply: root(
      'ListLiveChannelResult',
      `<LiveChannel><Name>c</Name><Status>enabled</Status>${CHANNEL_URLS}</LiveChannel><IsTruncated>false</IsTruncated>`
    ),
    run: (client, options) => client.listChannels({ prefix: 'c', 'max-keys': 2 }, options),
  },
  getChannelHistory: {
    reply: root('LiveChannelHistory', '<LiveRecord><StartTime>a</StartTime></LiveRecord>'),
    run: (client, options) => client.getChannelHistory('channel', options),
  },
  createVod: {
    reply: OK,
    run: (client, options) =>
      client.createVod('channel', 'vod.m3u8', { startTime: 1_795_437_000, endTime: 1_795_437_600 }, options),
  },
};

const INVENTORY = {
  id: 'report-1',
  isEnabled: true,
  prefix: 'a/',
  OSSBucketDestination: {
    format: 'CSV',
    accountId: '1234567890123456',
    rolename: 'AliyunOSSRole',
    bucket: 'reports',
    prefix: 'out/',
    encryption: { 'SSE-OSS': '' },
  },
  frequency: 'Daily',
  includedObjectVersions: 'All',
  optionalFields: { field: ['Size', 'ETag'] },
};
const INVENTORY_NODE =
  '<Id>report-1</Id><IsEnabled>true</IsEnabled><Filter><Prefix>a/</Prefix></Filter><Destination><OSSBucketDestination>' +
  '<Format>CSV</Format><AccountId>1234567890123456</AccountId><RoleArn>acs:ram::1234567890123456:role/AliyunOSSRole</RoleArn>' +
  '<Bucket>acs:oss:::reports</Bucket><Prefix>out/</Prefix><Encryption><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>' +
  '</OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule>' +
  '<IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields><Field>Size</Field></OptionalFields>';

const RULE = { id: 'rule-1', prefix: 'logs/', status: 'Enabled', expiration: { days: 3 } };
const rules = (inner) => root('LifecycleConfiguration', inner);

/** Settings of a bucket: `run(client, name, options)`; `silent` methods take no options. */
const BUCKETS = {
  putBucketACL: {
    reply: reply(200, { Location: '/my-bucket' }),
    run: (client, name, options) => client.putBucketACL(name, 'public-read', options),
  },
  getBucketACL: { reply: ACL, run: (client, name, options) => client.getBucketACL(name, options) },
  getBucketInfo: {
    reply: root('BucketInfo', `<Bucket><Name>my-bucket</Name>${OWNER}<Comment/></Bucket>`),
    run: (client, name, options) => client.getBucketInfo(name, options),
  },
  getBucketLocation: {
    reply: xml(200, document('<LocationConstraint>oss-cn-hangzhou</LocationConstraint>')),
    run: (client, name, options) => client.getBucketLocation(name, options),
  },
  getBucketStat: {
    reply: root('BucketStat', '<Storage>1600</Storage><ObjectCount>230</ObjectCount>'),
    run: (client, name, options) => client.getBucketStat(name, options),
  },
  putBucketLogging: {
    reply: OK,
    run: (client, name, options) => client.putBucketLogging(name, 'logs/', options),
  },
  getBucketLogging: {
    reply: root(
      'BucketLoggingStatus',
      '<LoggingEnabled><TargetBucket>my-bucket</TargetBucket><TargetPrefix>logs/</TargetPrefix></LoggingEnabled>'
    ),
    run: (client, name, options) => client.getBucketLogging(name, options),
  },
  deleteBucketLogging: {
    reply: GONE,
    run: (client, name, options) => client.deleteBucketLogging(name, options),
  },
  putBucketWebsite: {
    reply: OK,
    run: (client, name, options) =>
      client.putBucketWebsite(name, { index: 'a.html', error: 'e.html' }, options),
  },
  getBucketWebsite: {
    reply: root(
      'WebsiteConfiguration',
      '<IndexDocument><Suffix>a.html</Suffix><SupportSubDir>true</SupportSubDir><Type>1</Type></IndexDocument>' +
        '<ErrorDocument><Key>e.html</Key></ErrorDocument><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber></RoutingRule></RoutingRules>'
    ),
    run: (client, name, options) => client.getBucketWebsite(name, options),
  },
  deleteBucketWebsite: {
    reply: GONE,
    run: (client, name, options) => client.deleteBucketWebsite(name, options),
  },
  putBucketReferer: {
    reply: OK,
    run: (client, name, options) => client.putBucketReferer(name, true, ['http://a', 'http://b'], options),
  },
  getBucketReferer: {
    reply: root(
      'RefererConfiguration',
      '<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>a</Referer></RefererList>'
    ),
    run: (client, name, options) => client.getBucketReferer(name, options),
  },
  deleteBucketReferer: {
    reply: OK,
    run: (client, name, options) => client.deleteBucketReferer(name, options),
  },
  putBucketCORS: {
    reply: OK,
    run: (client, name, options) =>
      client.putBucketCORS(name, [{ allowedOrigin: '*', allowedMethod: ['GET', 'PUT'] }], options),
  },
  getBucketCORS: {
    reply: root(
      'CORSConfiguration',
      '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod></CORSRule>'
    ),
    run: (client, name, options) => client.getBucketCORS(name, options),
  },
  deleteBucketCORS: { reply: GONE, run: (client, name, options) => client.deleteBucketCORS(name, options) },
  putBucketLifecycle: {
    reply: OK,
    run: (client, name, options) => client.putBucketLifecycle(name, [structuredClone(RULE)], options),
  },
  getBucketLifecycle: {
    reply: rules(
      '<Rule><ID>r</ID><Prefix/><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>'
    ),
    run: (client, name, options) => client.getBucketLifecycle(name, options),
  },
  deleteBucketLifecycle: {
    reply: GONE,
    run: (client, name, options) => client.deleteBucketLifecycle(name, options),
  },
  putBucketPolicy: {
    reply: OK,
    run: (client, name, options) => client.putBucketPolicy(name, { Version: '1', Statement: [] }, options),
  },
  getBucketPolicy: {
    reply: reply(200, { 'Content-Type': 'application/json' }, '{"Version":"1","Statement":[]}'),
    run: (client, name, options) => client.getBucketPolicy(name, options),
  },
  deleteBucketPolicy: {
    reply: GONE,
    run: (client, name, options) => client.deleteBucketPolicy(name, options),
  },
  putBucketEncryption: {
    reply: OK,
    run: (client, name, options) => client.putBucketEncryption(name, { SSEAlgorithm: 'AES256', ...options }),
  },
  getBucketEncryption: {
    silent: true,
    reply: root(
      'ServerSideEncryptionRule',
      '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm></ApplyServerSideEncryptionByDefault>'
    ),
    run: (client, name) => client.getBucketEncryption(name),
  },
  deleteBucketEncryption: {
    silent: true,
    reply: GONE,
    run: (client, name) => client.deleteBucketEncryption(name),
  },
  putBucketTags: {
    reply: OK,
    run: (client, name, options) => client.putBucketTags(name, { a: 'b' }, options),
  },
  getBucketTags: { reply: TAGGING, run: (client, name, options) => client.getBucketTags(name, options) },
  deleteBucketTags: { reply: GONE, run: (client, name, options) => client.deleteBucketTags(name, options) },
  putBucketRequestPayment: {
    reply: OK,
    run: (client, name, options) => client.putBucketRequestPayment(name, 'Requester', options),
  },
  getBucketRequestPayment: {
    reply: root('RequestPaymentConfiguration', '<Payer>BucketOwner</Payer>'),
    run: (client, name, options) => client.getBucketRequestPayment(name, options),
  },
  putBucketVersioning: {
    reply: OK,
    run: (client, name, options) => client.putBucketVersioning(name, 'Enabled', options),
  },
  getBucketVersioning: {
    reply: root('VersioningConfiguration', '<Status>Suspended</Status>'),
    run: (client, name, options) => client.getBucketVersioning(name, options),
  },
  putBucketInventory: {
    reply: OK,
    run: (client, name, options) => client.putBucketInventory(name, INVENTORY, options),
  },
  getBucketInventory: {
    reply: root('InventoryConfiguration', INVENTORY_NODE),
    run: (client, name, options) => client.getBucketInventory(name, 'report-1', options),
  },
  listBucketInventory: {
    reply: root(
      'ListInventoryConfigurationsResult',
      `<InventoryConfiguration>${INVENTORY_NODE}</InventoryConfiguration><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>`
    ),
    run: (client, name, options) =>
      client.listBucketInventory(name, { continuationToken: 'c/+', ...options }),
  },
  deleteBucketInventory: {
    reply: GONE,
    run: (client, name, options) => client.deleteBucketInventory(name, 'report-1', options),
  },
  initiateBucketWorm: {
    reply: reply(200, { 'x-oss-worm-id': '1666' }),
    run: (client, name, options) => client.initiateBucketWorm(name, 1, options),
  },
  abortBucketWorm: { reply: GONE, run: (client, name, options) => client.abortBucketWorm(name, options) },
  completeBucketWorm: {
    reply: OK,
    run: (client, name, options) => client.completeBucketWorm(name, '1666', options),
  },
  extendBucketWorm: {
    reply: OK,
    run: (client, name, options) => client.extendBucketWorm(name, '1666', '30', options),
  },
  getBucketWorm: {
    reply: root(
      'WormConfiguration',
      '<WormId>1666</WormId><State>Locked</State><RetentionPeriodInDays>1</RetentionPeriodInDays><CreationDate>d</CreationDate>'
    ),
    run: (client, name, options) => client.getBucketWorm(name, options),
  },
};

module.exports = {
  BUCKETS,
  INVENTORY,
  INVENTORY_NODE,
  LIVE,
  MULTIPART,
  OBJECTS,
  OWNER,
  RULE,
  TAGGING,
  VERSION,
  root,
};
