'use strict';

/** Files of methods that are read when one of them is first called, and the methods: the rest of a client is read at once. */
module.exports = /** @type {[() => Record<string, (...given: any[]) => any>, string[]][]} */ ([
  // Addresses and lists.
  [() => require('./sign-url'), ['asyncSignatureUrl', 'signatureUrl', 'signatureUrlV4']],
  [() => require('./list'), ['list', 'listV2']],
  [() => require('./iterators/objects'), ['listAll', 'listVersionsAll']],
  [() => require('./iterators/uploads'), ['listPartsAll', 'listUploadsAll']],
  [
    () => require('./bucket'),
    [
      '_bucketRequestParams',
      'deleteBucket',
      'getBucket',
      'listBuckets',
      'putBucket',
      'setBucket',
      'useBucket',
    ],
  ],
  // Connections.
  [() => require('./connections'), ['close', 'stats']],
  // What can be done with objects beside storing, fetching and deleting one.
  [() => require('./objects/acl'), ['getACL', 'putACL']],
  [() => require('./objects/append'), ['append']],
  [() => require('./objects/async-fetch'), ['getAsyncFetch', 'postAsyncFetch']],
  [() => require('./objects/copy'), ['_getSourceName', 'copy', 'putMeta']],
  [() => require('./objects/delete-multi'), ['deleteMulti']],
  [() => require('./objects/delete-prefix'), ['deletePrefix']],
  [() => require('./objects/exists'), ['exists']],
  [() => require('./objects/meta'), ['getObjectMeta']],
  [() => require('./objects/post-policy'), ['calculatePostSignature', 'signPostObjectPolicyV4']],
  [() => require('./objects/presign'), ['presign']],
  [() => require('./objects/process'), ['processObjectSave']],
  [() => require('./objects/restore'), ['restore']],
  [() => require('./objects/symlink'), ['getSymlink', 'putSymlink']],
  [() => require('./objects/tagging'), ['deleteObjectTagging', 'getObjectTagging', 'putObjectTagging']],
  [() => require('./objects/url'), ['generateObjectUrl', 'getObjectUrl']],
  [() => require('./objects/versions'), ['getBucketVersions', 'listObjectVersions']],
  // The settings of a bucket.
  [() => require('./buckets/acl'), ['getBucketACL', 'putBucketACL']],
  [() => require('./buckets/cors'), ['deleteBucketCORS', 'getBucketCORS', 'putBucketCORS']],
  [
    () => require('./buckets/encryption'),
    ['deleteBucketEncryption', 'getBucketEncryption', 'putBucketEncryption'],
  ],
  [() => require('./buckets/info'), ['getBucketInfo', 'getBucketLocation', 'getBucketStat']],
  [
    () => require('./buckets/inventory'),
    ['deleteBucketInventory', 'getBucketInventory', 'listBucketInventory', 'putBucketInventory'],
  ],
  [
    () => require('./buckets/lifecycle'),
    ['deleteBucketLifecycle', 'getBucketLifecycle', 'putBucketLifecycle'],
  ],
  [() => require('./buckets/logging'), ['deleteBucketLogging', 'getBucketLogging', 'putBucketLogging']],
  [() => require('./buckets/policy'), ['deleteBucketPolicy', 'getBucketPolicy', 'putBucketPolicy']],
  [() => require('./buckets/referer'), ['deleteBucketReferer', 'getBucketReferer', 'putBucketReferer']],
  [() => require('./buckets/request-payment'), ['getBucketRequestPayment', 'putBucketRequestPayment']],
  [() => require('./buckets/tags'), ['deleteBucketTags', 'getBucketTags', 'putBucketTags']],
  [() => require('./buckets/versioning'), ['getBucketVersioning', 'putBucketVersioning']],
  [() => require('./buckets/website'), ['deleteBucketWebsite', 'getBucketWebsite', 'putBucketWebsite']],
  [
    () => require('./buckets/worm'),
    ['abortBucketWorm', 'completeBucketWorm', 'extendBucketWorm', 'getBucketWorm', 'initiateBucketWorm'],
  ],
  // Uploads in parts: the steps, and copies.
  [() => require('./multipart/init'), ['abortMultipartUpload', 'initMultipartUpload']],
  [() => require('./multipart/part'), ['_uploadPart', 'uploadPart']],
  [() => require('./multipart/upload'), ['_parallel', '_resumeMultipart', 'multipartUpload']],
  [() => require('./multipart/part-copy'), ['uploadPartCopy']],
  [() => require('./multipart/sizes'), ['_divideMultipartCopyParts', '_divideParts', '_getPartSize']],
  [
    () => require('./multipart/upload-copy'),
    ['_getObjectMeta', '_parallelNode', '_resumeMultipartCopy', 'multipartUploadCopy'],
  ],
  [() => require('./multipart/complete'), ['completeMultipartUpload']],
  [() => require('./multipart/lists'), ['listParts', 'listUploads']],
  // Objects of any size, moved in parts, and whole folders.
  [() => require('./transfers/upload'), ['upload']],
  [() => require('./transfers/download'), ['download']],
  [() => require('./transfers/copy-large'), ['copyLarge']],
  [() => require('./transfers/upload-directory'), ['uploadDirectory']],
  [() => require('./transfers/download-directory'), ['downloadDirectory']],
  // Live channels: what is streamed to them by RTMP is stored.
  [
    () => require('./live/channels'),
    [
      'createVod',
      'deleteChannel',
      'getChannel',
      'getChannelHistory',
      'getChannelStatus',
      'listChannels',
      'putChannel',
      'putChannelStatus',
    ],
  ],
  [() => require('./live/url'), ['getRtmpUrl']],
  // What callers of ali-oss use beside its operations.
  [() => require('./helpers/address'), ['_getResource', 'setSLDEnabled']],
  [() => require('./helpers/browser'), ['checkBrowserAndVersion']],
  [
    () => require('./helpers/cancel'),
    ['_makeAbortEvent', '_makeCancelEvent', '_stop', 'cancel', 'isCancel', 'resetCancelFlag'],
  ],
  [() => require('./helpers/files'), ['_createStream', '_deleteFileSafe', '_getFileSize', '_statFile']],
  [() => require('./helpers/request-error'), ['requestError']],
  [() => require('./helpers/signing'), ['authorization', 'authorizationV4', 'signature']],
  [() => require('./helpers/xml'), ['parseXML']],
]);
