'use strict';

const { later } = require('../later');

/** What callers of ali-oss use beside its operations. */
module.exports = {
  ...later(() => require('./address'), ['_getResource', 'setSLDEnabled']),
  ...later(() => require('./browser'), ['checkBrowserAndVersion']),
  ...later(
    () => require('./cancel'),
    ['_makeAbortEvent', '_makeCancelEvent', '_stop', 'cancel', 'isCancel', 'resetCancelFlag']
  ),
  ...later(() => require('./files'), ['_createStream', '_deleteFileSafe', '_getFileSize', '_statFile']),
  ...later(() => require('./request-error'), ['requestError']),
  ...later(() => require('./signing'), ['authorization', 'authorizationV4', 'signature']),
  ...later(() => require('./xml'), ['parseXML']),
};
