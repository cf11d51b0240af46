'use strict';

// Public methods that send nothing, or nothing whose reply they wait for.

module.exports = [
  'asyncSignatureUrl',
  'authorization',
  'authorizationV4',
  'calculatePostSignature',
  'cancel',
  'checkBrowserAndVersion',
  'generateObjectUrl',
  'getBucket',
  'getObjectUrl',
  'getRtmpUrl',
  'isCancel',
  'parseXML',
  'requestError',
  'resetCancelFlag',
  'setBucket',
  'setSLDEnabled',
  'signPostObjectPolicyV4',
  'signature',
  'signatureUrl',
  'signatureUrlV4',
  'useBucket',
  'ClusterClient.chooseAvailable',
  'ClusterClient.close',
  'ClusterClient.getObjectUrl',
  'ClusterClient.ready',
  'ClusterClient.signatureUrl',
  'ImageClient.signatureUrl',
];
