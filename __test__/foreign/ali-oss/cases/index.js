'use strict';

// The cases by subject: each is a name and what it does in a world (../world.js).

module.exports = {
  buckets: require('./buckets.js'),
  objects: require('./objects.js'),
  files: require('./files.js'),
  headers: require('./headers.js'),
  conditions: require('./conditions.js'),
  ranges: require('./ranges.js'),
  keys: require('./keys.js'),
  lists: require('./lists.js'),
  copies: require('./copies.js'),
  append: require('./append.js'),
  deletes: require('./deletes.js'),
  multipart: require('./multipart.js'),
  'multipart transfers': require('./multipart-transfers.js'),
  'multipart errors': require('./multipart-errors.js'),
  access: require('./access.js'),
  tags: require('./tags.js'),
  links: require('./links.js'),
  archives: require('./archives.js'),
  urls: require('./urls.js'),
  tokens: require('./tokens.js'),
  'token errors': require('./token-errors.js'),
  credentials: require('./credentials.js'),
};
