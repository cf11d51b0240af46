'use strict';

// Habits of callers: generators under co, callbacks on promises, tokens refreshed, options used twice.

const co = require('co');
const { define } = require('../harness/case.js');
const { settle } = require('../harness/observe.js');
const { STORED, listing, object, refusal } = require('./replies.js');

const put = define('put', { replies: [STORED] });
const get = define('get', { replies: [object()] });
const hello = () => Buffer.from('hello');

put('co', 'yield', (client) =>
  co(function* () {
    const first = yield client.put('a.txt', hello());
    return { first, rest: yield [client.put('b.txt', hello())] };
  })
);
get('co', 'an error thrown into the generator', { replies: [refusal(404, 'NoSuchKey', 'No.')] }, (client) =>
  co(function* () {
    try {
      return yield client.get('a.txt');
    } catch (error) {
      return { caught: error };
    }
  })
);
get('promise', 'is one', (client) => {
  const promise = client.get('a.txt');
  return promise.then((result) => ({ isPromise: promise instanceof Promise, result }));
});
get('promise', 'rejects, never throws', { client: { bucket: undefined } }, (client) => {
  let thrown = false;
  let promise;
  try {
    promise = client.get('a.txt');
  } catch {
    thrown = true;
  }
  return settle(() => promise).then((outcome) => ({ thrown, outcome }));
});

/** A client whose token is already due, and a refresh that gives `credentials`. */
const refreshing = (credentials) => ({
  client: { stsToken: 'old-token', refreshSTSTokenInterval: 0, refreshSTSToken: async () => credentials },
});
const FRESH = { accessKeyId: 'new-key-id', accessKeySecret: 'new-key-secret', stsToken: 'new-token' };
const REFRESHES = {
  'a whole credential': FRESH,
  'names in Pascal case': {
    AccessKeyId: 'new-key-id',
    AccessKeySecret: 'new-key-secret',
    SecurityToken: 'new-token',
  },
  'no secret': { accessKeyId: 'a', stsToken: 't' },
  'no id': { accessKeySecret: 'a', stsToken: 't' },
  'no token': { accessKeyId: 'a', accessKeySecret: 'b' },
  'more than a credential': { ...FRESH, bucket: 'other-bucket' },
};
for (const [kind, credentials] of Object.entries(REFRESHES)) {
  get('refreshSTSToken', kind, refreshing(credentials), async (client) => ({
    outcome: await settle(() => client.get('a.txt')),
    stsToken: client.options.stsToken,
  }));
}
get(
  'refreshSTSToken',
  'not due',
  { client: { ...refreshing(FRESH).client, refreshSTSTokenInterval: 60_000 } },
  (client) => client.get('a.txt')
);
get(
  'refreshSTSToken',
  'without a first token',
  { client: { ...refreshing(FRESH).client, stsToken: undefined } },
  (client) => client.get('a.txt')
);
get(
  'refreshSTSToken',
  'that is not async',
  { client: { ...refreshing(FRESH).client, refreshSTSToken: () => FRESH } },
  (client) => client.get('a.txt')
);
define('asyncSignatureUrl', { signatures: ['v1'] })(
  'refreshSTSToken',
  'a whole credential',
  refreshing(FRESH),
  (client) => client.asyncSignatureUrl('a.txt')
);
define('signatureUrlV4', { signatures: ['v4'] })(
  'refreshSTSToken',
  'a whole credential',
  refreshing(FRESH),
  (client) => client.signatureUrlV4('GET', 60, {}, 'a.txt')
);

/** Calls twice with the same options, and shows what became of them. */
const ARGUMENTS = {
  put: [STORED, (client, options) => client.put('a.txt', hello(), options), { meta: { a: 1 }, headers: {} }],
  'put(file)': [
    STORED,
    (client, options, it) => client.put('a.txt', it.dir.write('b.json', '{}'), options),
    { meta: { a: 1 }, headers: {} },
  ],
  get: [object(), (client, options) => client.get('a', options), { versionId: 'v', process: 'style/a' }],
  head: [object(), (client, options) => client.head('a', options), { versionId: 'v' }],
  list: [listing(), (client, options) => client.list(options), { prefix: 'a' }],
  listV2: [listing(), (client, options) => client.listV2(options), { prefix: 'a', continuationToken: 't' }],
  putBucket: [
    STORED,
    (client, options) => client.putBucket('new-bucket', options),
    { acl: 'private', headers: {} },
  ],
};
for (const [method, [reply, call, options]] of Object.entries(ARGUMENTS)) {
  define(method, { replies: [reply] })('arguments', 'used twice', async (client, it) => {
    const mine = structuredClone(options);
    await call(client, mine, it);
    await call(client, mine, it);
    return mine;
  });
}
define('signatureUrl', { signatures: ['v1'] })('arguments', 'used twice', (client) => {
  const mine = { process: 'style/a', subResource: {} };
  return [client.signatureUrl('a', mine), client.signatureUrl('a', mine), mine];
});
