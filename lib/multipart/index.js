'use strict';

const { later } = require('../later');

/** Uploads in parts: the steps, and copies. */
module.exports = {
  ...later(() => require('./init'), ['abortMultipartUpload', 'initMultipartUpload']),
  ...later(() => require('./part'), ['_uploadPart', 'uploadPart']),
  ...later(() => require('./upload'), ['_parallel', '_resumeMultipart', 'multipartUpload']),
  ...later(() => require('./part-copy'), ['uploadPartCopy']),
  ...later(() => require('./sizes'), ['_divideMultipartCopyParts', '_divideParts', '_getPartSize']),
  ...later(
    () => require('./upload-copy'),
    ['_getObjectMeta', '_parallelNode', '_resumeMultipartCopy', 'multipartUploadCopy']
  ),
  ...later(() => require('./complete'), ['completeMultipartUpload']),
  ...later(() => require('./lists'), ['listParts', 'listUploads']),
};
