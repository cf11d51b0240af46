'use strict';

// The options of a client that have an effect in Node: those that `initOptions` of ali-oss@6.23.0 knows, and those that its
// code reads beside them.

module.exports = [
  'accessKeyId',
  'accessKeySecret',
  'agent',
  'amendTimeSkewed',
  'authorizationV4',
  'bucket',
  'cloudBoxId',
  'cname',
  'enableProxy',
  'endpoint',
  'headerEncoding',
  'httpsAgent',
  'internal',
  'isRequestPay',
  'maxSockets',
  'proxy',
  'refreshSTSToken',
  'refreshSTSTokenInterval',
  'region',
  'requestErrorRetryHandle',
  'retryMax',
  'secure',
  'sldEnable',
  'stsToken',
  'timeout',
  'urllib',
];
