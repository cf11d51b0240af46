'use strict';

const { later } = require('../later');

/** The settings of a bucket. */
module.exports = {
  ...later(() => require('./acl'), ['getBucketACL', 'putBucketACL']),
  ...later(() => require('./cors'), ['deleteBucketCORS', 'getBucketCORS', 'putBucketCORS']),
  ...later(
    () => require('./encryption'),
    ['deleteBucketEncryption', 'getBucketEncryption', 'putBucketEncryption']
  ),
  ...later(() => require('./info'), ['getBucketInfo', 'getBucketLocation', 'getBucketStat']),
  ...later(
    () => require('./inventory'),
    ['deleteBucketInventory', 'getBucketInventory', 'listBucketInventory', 'putBucketInventory']
  ),
  ...later(
    () => require('./lifecycle'),
    ['deleteBucketLifecycle', 'getBucketLifecycle', 'putBucketLifecycle']
  ),
  ...later(() => require('./logging'), ['deleteBucketLogging', 'getBucketLogging', 'putBucketLogging']),
  ...later(() => require('./policy'), ['deleteBucketPolicy', 'getBucketPolicy', 'putBucketPolicy']),
  ...later(() => require('./referer'), ['deleteBucketReferer', 'getBucketReferer', 'putBucketReferer']),
  ...later(() => require('./request-payment'), ['getBucketRequestPayment', 'putBucketRequestPayment']),
  ...later(() => require('./tags'), ['deleteBucketTags', 'getBucketTags', 'putBucketTags']),
  ...later(() => require('./versioning'), ['getBucketVersioning', 'putBucketVersioning']),
  ...later(() => require('./website'), ['deleteBucketWebsite', 'getBucketWebsite', 'putBucketWebsite']),
  ...later(
    () => require('./worm'),
    ['abortBucketWorm', 'completeBucketWorm', 'extendBucketWorm', 'getBucketWorm', 'initiateBucketWorm']
  ),
};
