'use strict';

// The plainest call of every method that sends a request, for the axes that all of them share.

const { GONE, STORED, bucketEntry, bucketListing, entry, listing, object, reply } = require('./replies.js');

const CALLS = {
  put: { reply: STORED, run: (client, options) => client.put('a.txt', Buffer.from('hello'), options) },
  'put(file)': {
    reply: STORED,
    run: (client, options, it) => client.put('a.txt', it.dir.write('local.txt', 'hello'), options),
  },
  get: { reply: object(), run: (client, options) => client.get('a.txt', options) },
  'get(file)': {
    reply: object(),
    run: (client, options, it) => client.get('a.txt', it.dir.path('local.txt'), options),
  },
  head: { reply: object(), run: (client, options) => client.head('a.txt', options) },
  delete: { reply: GONE, run: (client, options) => client.delete('a.txt', options) },
  list: { reply: listing(entry('a.txt')), run: (client, options) => client.list({ prefix: 'a' }, options) },
  listV2: {
    reply: listing(entry('a.txt')),
    run: (client, options) => client.listV2({ prefix: 'a' }, options),
  },
  putBucket: {
    reply: reply(200, { Location: '/new-bucket' }),
    run: (client, options) => client.putBucket('new-bucket', options),
  },
  deleteBucket: { reply: GONE, run: (client, options) => client.deleteBucket('old-bucket', options) },
  listBuckets: {
    reply: bucketListing(bucketEntry('my-bucket')),
    run: (client, options) => client.listBuckets({ prefix: 'my' }, options),
  },
  request: {
    reply: reply(200, {}, 'anything'),
    run: (client, options) =>
      client.request({
        method: 'GET',
        bucket: 'my-bucket',
        object: 'a.txt',
        successStatuses: [200],
        ...options,
      }),
  },
};

/** The methods above that name an object. */
const OBJECT_METHODS = ['put', 'put(file)', 'get', 'get(file)', 'head', 'delete'];

module.exports = { CALLS, OBJECT_METHODS };
