'use strict';

// The behaviours every client must show against the emulator, whatever its library, signature and addressing style.
// Each is `{ name, run(world) }`; a `world` (world.js) has its own empty bucket.

module.exports = {
  objects: require('./suite/objects.js'),
  keys: require('./suite/keys.js'),
  lists: require('./suite/lists.js'),
  buckets: require('./suite/buckets.js'),
  urls: require('./suite/urls.js'),
  sts: require('./suite/sts.js'),
};
