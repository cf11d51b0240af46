'use strict';

const { later } = require('../later');

/** Objects of any size, moved in parts, and whole directories. */
module.exports = {
  ...later(() => require('./upload'), ['upload']),
  ...later(() => require('./download'), ['download']),
  ...later(() => require('./copy-large'), ['copyLarge']),
  ...later(() => require('./upload-directory'), ['uploadDirectory']),
  ...later(() => require('./download-directory'), ['downloadDirectory']),
};
