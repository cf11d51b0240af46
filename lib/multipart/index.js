'use strict';

const { later } = require('../later');

/** The steps of an upload in parts. */
module.exports = {
  ...later(() => require('./init'), ['abortMultipartUpload', 'initMultipartUpload']),
  ...later(() => require('./part'), ['_uploadPart', 'uploadPart']),
  ...later(() => require('./part-copy'), ['uploadPartCopy']),
  ...later(() => require('./complete'), ['completeMultipartUpload']),
  ...later(() => require('./lists'), ['listParts', 'listUploads']),
};
