'use strict';

// All subpaths that package.json does not export lead here. The code is that of Node.js for such paths.
throw Object.assign(
  new Error(
    'ali-oss-native has no files to import but itself and lib/client. What signs in ali-oss/lib/common is in the methods ' +
      'signature, authorization, authorizationV4, signatureUrlV4 and signPostObjectPolicyV4 of the client, the client of the ' +
      'token service is OSS.STS, and for browsers (dist) there is only ali-oss itself'
  ),
  { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' }
);
