'use strict';

// The harness is worth what it catches: ali-oss with one fault at a time, each of which must show, and in its place.

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { closeAgents, theirs } = require('../support/clients.js');
const { freezeDate } = require('../support/freeze.js');
const cases = require('./cases/index.js');
const { diff } = require('./harness/diff.js');
const { observeAll, removeLeftovers } = require('./harness/observe.js');

/** ali-oss whose clients (or STS clients) `spoil` has changed. */
function faulty({ client = () => {}, sts = () => {} }) {
  function OSS(options, ctx) {
    const made = new theirs.OSS(options, ctx);
    client(made);
    return made;
  }
  OSS.initOptions = theirs.OSS.initOptions;
  OSS.STS = function STS(options) {
    const made = new theirs.OSS.STS(options);
    sts(made);
    return made;
  };
  return { ...theirs, OSS };
}

/** Wraps a method: `around(call, args)` decides what becomes of it. */
function wrap(target, name, around) {
  const original = target[name].bind(target);
  target[name] = (...args) => around(original, args);
}

const onResult = (name, change) => ({
  client: (made) =>
    wrap(made, name, async (call, args) => {
      const result = await call(...args);
      change(result);
      return result;
    }),
});
const onError = (change) => ({
  client: (made) => wrap(made, 'requestError', async (call, args) => change(await call(...args))),
});
const onRequest = (change) => ({
  client: (made) => {
    const { urllib } = made;
    made.urllib = {
      request(url, args) {
        const changed = change(url, args);
        return urllib.request(changed ?? url, args);
      },
    };
  },
});

const FAULTS = [
  {
    name: 'a body that lost its last byte',
    ...onRequest((_url, args) => {
      args.content = args.content.subarray(0, -1);
    }),
    at: 'put · body · a Buffer',
    shows: 'requests[0].body.text',
  },
  {
    name: 'a header too many',
    ...onRequest((_url, args) => {
      args.headers['x-oss-extra'] = '1';
    }),
    at: 'get · body · text',
    shows: 'requests[0].headers.x-oss-extra',
  },
  {
    name: 'a header value that lost a space',
    ...onRequest((_url, args) => {
      args.headers['x-oss-meta-padded'] = args.headers['x-oss-meta-padded'].replace('a b', 'ab');
    }),
    at: 'put · metadata · spaces around and inside',
    shows: 'requests[0].headers.x-oss-meta-padded',
  },
  {
    name: 'a plus that is not encoded',
    ...onRequest((url) => url.replace('%2B', '+')),
    at: 'head · odd keys · plus',
    shows: 'requests[0].target',
  },
  {
    name: 'a path in lower-case hex',
    ...onRequest((url) => url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    at: 'delete · odd keys · Chinese',
    shows: 'requests[0].target',
  },
  {
    name: 'a signature with another secret',
    client: (made) => wrap(made, 'authorization', (call, args) => call(...args).replace(/.{4}$/, 'AAA=')),
    at: 'listBuckets · query · all parameters',
    shows: 'requests[0].headers.authorization',
  },
  {
    name: 'a request sent twice',
    client: (made) =>
      wrap(made, 'request', async (call, args) => {
        await call(...args);
        return call(...args);
      }),
    at: 'deleteBucket · status · 200',
    shows: 'requests[1]',
  },
  {
    name: 'a version that is forgotten',
    client: (made) => wrap(made, 'head', (call, [name]) => call(name)),
    at: 'head · versionId · given',
    shows: 'requests[0].target',
  },
  {
    name: 'text in place of a Buffer',
    ...onResult('get', (result) => {
      result.content = String(result.content);
    }),
    at: 'get · body · text',
    shows: 'outcome.value.content',
  },
  {
    name: 'an empty object in place of null',
    ...onResult('head', (result) => {
      result.meta ??= {};
    }),
    at: 'head · reply headers · without metadata',
    shows: 'outcome.value.meta',
  },
  {
    name: 'an empty list in place of null',
    ...onResult('list', (result) => {
      result.prefixes ??= [];
    }),
    at: 'list · listings · empty',
    shows: 'outcome.value.prefixes',
  },
  {
    name: 'a size as text',
    ...onResult('listV2', (result) => {
      result.objects[0].size = String(result.objects[0].size);
    }),
    at: 'listV2 · listings · one object',
    shows: 'outcome.value.objects[0].size',
  },
  {
    name: 'a key of res that is missing',
    ...onResult('put', (result) => {
      delete result.res.requestUrls;
    }),
    at: 'put · body · a Buffer',
    shows: 'outcome.value.res.requestUrls',
  },
  {
    name: 'a time that is text',
    ...onResult('put', (result) => {
      result.res.rt = String(result.res.rt);
    }),
    at: 'put · body · a Buffer',
    shows: 'outcome.value.res.rt.$',
  },
  {
    name: 'an error without a code',
    ...onError((error) => {
      delete error.code;
      return error;
    }),
    at: 'get · server errors · 404 with XML',
    shows: 'outcome.error.own.code',
  },
  {
    name: 'an error with a code that is undefined',
    ...onError((error) => Object.assign(error, { another: undefined })),
    at: 'get · server errors · 404 with XML',
    shows: 'outcome.error.own.another',
  },
  {
    name: 'an error with a property that does not show',
    ...onError((error) => Object.defineProperty(error, 'status', { enumerable: false })),
    at: 'put · server errors · 403 with XML',
    shows: 'outcome.error.enumerable.status',
  },
  {
    name: 'an error of another class',
    ...onError((error) => Object.setPrototypeOf(error, TypeError.prototype)),
    at: 'delete · server errors · 500 with XML',
    shows: 'outcome.error.kind',
  },
  {
    name: 'an error that resolves',
    client: (made) => wrap(made, 'putBucket', (call, args) => call(...args).catch(() => ({}))),
    at: 'putBucket · bucket names · an underscore',
    shows: 'outcome.error',
  },
  {
    name: 'a URL that lives a second longer',
    client: (made) =>
      wrap(made, 'signatureUrl', (call, [name, options]) => call(name, { ...options, expires: 1801 })),
    at: 'signatureUrl · options · nothing',
    shows: 'outcome.value',
  },
  {
    name: 'a policy that is left out',
    sts: (made) => wrap(made, 'assumeRole', (call, [role, , ...rest]) => call(role, null, ...rest)),
    at: 'assumeRole · policy · an object',
    shows: 'requests[0].body.form',
  },
  {
    name: 'a credential with names of its own',
    sts: (made) =>
      wrap(made, 'assumeRole', async (call, args) => {
        const { credentials, res } = await call(...args);
        return { res, credentials: { accessKeyId: credentials.AccessKeyId } };
      }),
    at: 'assumeRole · role · an ARN',
    shows: 'outcome.value.credentials.AccessKeyId',
  },
];

describe('the compat harness', () => {
  let thaw;

  before(() => {
    thaw = freezeDate();
  });
  after(() => {
    thaw();
    removeLeftovers();
    closeAgents();
  });

  for (const fault of FAULTS) {
    test(`shows ${fault.name}`, async () => {
      const one = cases.find(({ id }) => id === fault.at);
      const seen = await observeAll(one, one.signatures[0], { theirs, ours: faulty(fault) });
      const places = diff(seen.theirs, seen.parity).map(({ at }) => at);
      assert.ok(places.includes(fault.shows), `${fault.shows} is not among ${places.join(', ')}`);
    });
  }

  test('shows nothing where there is no fault', async () => {
    const one = cases.find(({ id }) => id === 'get · server errors · 404 with XML');
    for (const signature of one.signatures) {
      const seen = await observeAll(one, signature, { theirs, ours: faulty({}) });
      assert.deepEqual(diff(seen.theirs, seen.parity), []);
    }
  });
});
