'use strict';

const { later } = require('../later');

/** What can be done with objects beside storing, fetching and deleting one. */
module.exports = {
  ...later(() => require('./acl'), ['getACL', 'putACL']),
  ...later(() => require('./append'), ['append']),
  ...later(() => require('./async-fetch'), ['getAsyncFetch', 'postAsyncFetch']),
  ...later(() => require('./copy'), ['_getSourceName', 'copy', 'putMeta']),
  ...later(() => require('./delete-multi'), ['deleteMulti']),
  ...later(() => require('./meta'), ['getObjectMeta']),
  ...later(() => require('./post-policy'), ['calculatePostSignature', 'signPostObjectPolicyV4']),
  ...later(() => require('./process'), ['processObjectSave']),
  ...later(() => require('./restore'), ['restore']),
  ...later(() => require('./symlink'), ['getSymlink', 'putSymlink']),
  ...later(() => require('./tagging'), ['deleteObjectTagging', 'getObjectTagging', 'putObjectTagging']),
  ...later(() => require('./url'), ['generateObjectUrl', 'getObjectUrl']),
  ...later(() => require('./versions'), ['getBucketVersions', 'listObjectVersions']),
};
