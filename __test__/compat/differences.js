'use strict';

// Where ours differs from ali-oss on purpose. Each entry cites a row of the table "Fixed" in docs/DESIGN.md and names
// every place that differs, as the harness describes it:
//   { row, why, cases: id | RegExp | [...], signature?, at: { place: expected } }
// `expected` is `{ theirs, ours }`; a pattern, the only part in which the two texts differ; a function that makes ours of
// theirs; or `true` where only the place is telling. What one side lacks is undefined there. A place may end in `*`.

/** Fields of an error that come from the body of the reply. */
const FROM_BODY = {
  'outcome.error.text': true,
  'outcome.error.enumerable.*': true,
  'outcome.error.own.code': true,
  'outcome.error.own.ecCode': true,
  'outcome.error.own.host': true,
  'outcome.error.own.hostId': true,
  'outcome.error.own.message': true,
  'outcome.error.own.name': true,
  'outcome.error.own.requestId': true,
  'outcome.error.own.res': true,
};

const within = (prefix, at) =>
  Object.fromEntries(Object.entries(at).map(([place, expected]) => [prefix + place, expected]));

const SIGNATURE_V4 = /[0-9a-f]{64}$/;

/** What ali-oss signs when the refreshed key was there from the start. */
const SIGNED_WITH_NEW_KEY = '76149909ab93d888047769e3e185ae6840fce061d875b0c1c643904ff603d279';

const REFRESHED = {
  'outcome.value.outcome.error': true,
  'outcome.value.outcome.value': true,
  'requests[0]': true,
};

/** A key whose dots ali-oss's URL parser resolves. */
const dots = (name, theirs, ours) => ({
  row: 'F18',
  why: 'keys go out as given; a WHATWG URL parser resolves their dots, and the signature no longer fits',
  cases: new RegExp(`^(put|get|head|delete)(\\(file\\))? · odd keys · ${name}$`),
  at: {
    'requests[0].target': { theirs, ours },
    'outcome.value.res.requestUrls[0]': {
      theirs: `http://my-bucket.oss-cn-hangzhou.aliyuncs.com${theirs}`,
      ours: `http://my-bucket.oss-cn-hangzhou.aliyuncs.com${ours}`,
    },
  },
});

const withoutRaw = (text) => text.replace(/\nraw xml: .*$/s, '');

module.exports = [
  {
    row: 'F2',
    why: 'a refresh that gives no whole credential has failed: the request goes on with the one there is',
    cases: [
      'get · refreshSTSToken · no secret',
      'get · refreshSTSToken · no id',
      'get · refreshSTSToken · no token',
    ],
    at: REFRESHED,
  },
  {
    row: 'F8',
    why: 'a failed download leaves the file of the user alone',
    cases: /^get\(file\) · files kept · (404|a body cut short) over a file of the user$/,
    at: {
      'outcome.value.content': { theirs: null, ours: { $: 'Buffer', text: 'mine' } },
      'outcome.value.names[0]': { theirs: undefined, ours: 'local.txt' },
    },
  },
  {
    row: 'F8',
    why: 'not even opened before the bucket is known',
    cases: 'get(file) · files kept · no bucket',
    at: {
      'outcome.value.content': { theirs: null, ours: { $: 'Buffer', text: 'mine' } },
      'outcome.value.names[0]': { theirs: undefined, ours: 'local.txt' },
    },
  },
  {
    row: 'F8',
    why: 'the body of an error is not written into the file, so the error can say what it says',
    cases: /^get\(file\) · server errors · (?!.*x-oss-err|.*without a body)/,
    at: FROM_BODY,
  },
  {
    row: 'F8',
    why: 'the body of an error is not written into the file, so the error can say what it says',
    cases: /^get\(file\) · files kept · 404/,
    at: within('outcome.value.', {
      'outcome.error.text': true,
      'outcome.error.enumerable.*': true,
      'outcome.error.own.ecCode': true,
      'outcome.error.own.host': true,
      'outcome.error.own.hostId': true,
      'outcome.error.own.message': true,
    }),
  },
  {
    row: 'F12',
    why: 'the key id of a URL is the one that signs it, also when it has just been refreshed',
    cases: 'signatureUrlV4 · refreshSTSToken · a whole credential',
    at: {
      'outcome.value': (url) =>
        url.replace('fake-key-id', 'new-key-id').replace(SIGNATURE_V4, SIGNED_WITH_NEW_KEY),
    },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are',
    cases: 'put · arguments · used twice',
    at: { 'outcome.value.headers.x-oss-meta-a': { theirs: 1, ours: undefined } },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are',
    cases: 'put(file) · arguments · used twice',
    at: {
      'outcome.value.contentLength': { theirs: 2, ours: undefined },
      'outcome.value.headers.Content-Length': { theirs: 2, ours: undefined },
      'outcome.value.headers.x-oss-meta-a': { theirs: 1, ours: undefined },
      'outcome.value.mime': { theirs: 'application/json', ours: undefined },
    },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are',
    cases: ['get · arguments · used twice', 'head · arguments · used twice'],
    at: { 'outcome.value.subres': true },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are, so a token serves the second call too',
    cases: 'listV2 · arguments · used twice',
    at: {
      'outcome.value.continuationToken': { theirs: undefined, ours: 't' },
      'requests[1].target': {
        theirs: '/?list-type=2&prefix=a',
        ours: '/?list-type=2&prefix=a&continuation-token=t',
      },
      'requests[1].headers.authorization': true,
    },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are',
    cases: 'putBucket · arguments · used twice',
    at: { 'outcome.value.headers.x-oss-acl': { theirs: 'private', ours: undefined } },
  },
  {
    row: 'F13',
    why: 'options of the caller stay as they are',
    cases: 'signatureUrl · arguments · used twice',
    at: {
      'outcome.value[2].method': { theirs: 'GET', ours: undefined },
      'outcome.value[2].subResource.x-oss-process': { theirs: 'style/a', ours: undefined },
    },
  },
  {
    row: 'F15',
    why: 'an endpoint may be a host and a port',
    cases: /^(constructor|initOptions) · options · an endpoint that is (a host|localhost|an IP) and a port$/,
    at: { 'outcome.error': true, 'outcome.value': true },
  },
  dots('two dots inside', '/b.txt', '/a/../b.txt'),
  dots('one dot inside', '/a/b.txt', '/a/./b.txt'),
  dots('two dots first', '/a.txt', '/../a.txt'),
  dots('two dots last', '/', '/a/..'),
  dots('only a dot', '/', '/.'),
  {
    row: 'F19',
    why: 'an empty value is signed as the bare name',
    signature: 'v4',
    cases: [
      /^list(V2)? · query · an (empty|undefined) prefix$/,
      'list · query · an empty continuation token',
      'request · params · a query',
      'request · params · a query with odd values',
      'request · params · subres with null and undefined',
    ],
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F19',
    why: 'an empty value is signed as the bare name, and names are sorted by their bytes',
    signature: 'v4',
    cases: [
      'signatureUrlV4 · request · an empty query',
      'signatureUrlV4 · request · an undefined query',
      'signatureUrlV4 · request · names whose order depends on the locale',
      'signatureUrlV4 · request · odd names',
    ],
    at: { 'outcome.value': SIGNATURE_V4 },
  },
  {
    row: 'F21',
    why: 'an error of STS does not carry the signed request',
    cases: /^assumeRole · server errors · /,
    at: { 'outcome.error.own.params': true, 'outcome.error.enumerable.params': true },
  },
  {
    row: 'F21',
    why: 'an error about a reply that is no XML does not dump the reply',
    cases: /^(?!get\(file\)).* · (server errors|params|body) · /,
    at: { 'outcome.error.own.message': withoutRaw, 'outcome.error.text': withoutRaw },
  },
];
