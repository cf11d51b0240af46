'use strict';

// The behaviours every client must show against the emulator, whatever its library, signature and addressing style.
// Each is `{ name, run(world) }`; a `world` (world.js) has its own empty bucket.

module.exports = {
  objects: require('./suite/objects.js'),
  keys: require('./suite/keys.js'),
  lists: require('./suite/lists.js'),
  buckets: require('./suite/buckets.js'),
  copies: require('./suite/copies.js'),
  attributes: require('./suite/attributes.js'),
  multipart: require('./suite/multipart.js'),
  streams: require('./suite/streams.js'),
  versions: require('./suite/versions.js'),
  settings: require('./suite/settings.js'),
  records: require('./suite/records.js'),
  live: require('./suite/live.js'),
  fetches: require('./suite/fetches.js'),
  urls: require('./suite/urls.js'),
  forms: require('./suite/forms.js'),
  ownRequests: require('./suite/own-requests.js'),
  sts: require('./suite/sts.js'),
};
