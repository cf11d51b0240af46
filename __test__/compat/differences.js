'use strict';

// Where ours differs from ali-oss on purpose. Each entry cites a row of the table "Fixed" in docs/DESIGN.md and names
// every place that differs, as the harness describes it:
//   { row, why, cases: id | RegExp | [...], signature?, transport?, at: { place: expected } }
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

/** The same where the id of the request stands in the head, as it does for bodies that are streams. */
const { 'outcome.error.own.requestId': _id, ...FROM_ERROR_BODY } = FROM_BODY;

/** The same where ali-oss guesses the code from the status. */
const {
  'outcome.error.own.code': _code,
  'outcome.error.own.name': _name,
  'outcome.error.own.res': _res,
  ...NAMED_ERROR_BODY
} = FROM_ERROR_BODY;

const within = (prefix, at) =>
  Object.fromEntries(Object.entries(at).map(([place, expected]) => [prefix + place, expected]));

/** Fields that the error of a body cut short has here; ali-oss reads the part that came as an error document. */
const CUT_SHORT = {
  'outcome.error.enumerable.code': { theirs: undefined, ours: true },
  'outcome.error.enumerable.requestId': { theirs: true, ours: undefined },
  'outcome.error.own.code': { theirs: undefined, ours: 'ResponseError' },
  'outcome.error.own.message': true,
  'outcome.error.own.requestId': { theirs: '6A132C50A1B2C3D4E5F60718', ours: undefined },
  'outcome.error.own.status': { theirs: 200, ours: -1 },
  'outcome.error.text': true,
};

/** The same where ali-oss takes the body for empty, because it went into the file. */
const CUT_SHORT_FILE = {
  ...CUT_SHORT,
  'outcome.error.enumerable.host': { theirs: true, ours: undefined },
  'outcome.error.enumerable.res': { theirs: true, ours: undefined },
  'outcome.error.own.host': { theirs: '', ours: undefined },
  'outcome.error.own.name': { theirs: 'UnknownError', ours: 'ResponseError' },
  'outcome.error.own.res': true,
};

/** Another message for an error without a name. */
const worded = (message) => ({
  'outcome.error.own.message': () => message,
  'outcome.error.text': () => `Error: ${message}`,
});

const BUCKET_REFUSED = {
  $: 'Error',
  kind: 'Error',
  text: 'Error: The bucket must be conform to the specifications',
  enumerable: {},
  own: { message: 'The bucket must be conform to the specifications' },
};
const REFUSED = { theirs: undefined, ours: BUCKET_REFUSED };

const MALFORMED = {
  theirs: undefined,
  ours: {
    $: 'Error',
    kind: 'URIError',
    text: 'URIError: URI malformed',
    enumerable: {},
    own: { message: 'URI malformed' },
  },
};

const SIGNATURE_V1 = /(?<=:)[A-Za-z0-9+/]{27}=$/;
const SIGNATURE_V1_URL = /(?<=&Signature=)[^&]+/;
const SIGNATURE_V4 = /[0-9a-f]{64}$/;

/** Headers that were given as nothing. */
const UNSENT = [
  /^put(Bucket)?ACL · acl · (undefined|null)$/,
  'getAsyncFetch · bad input · the task is undefined',
];

const PARSER_WORDS = /(?<=Parse Error: ).*?(?=, [A-Z]+ http:)/;

/** What both libraries sign for an expiry of 60, the number. */
const SIGNED_FOR_A_MINUTE = 'Cb0tkWkTMswZseZJQYmTP4cUgE8%3D';

/** The same of a live channel. */
const RTMP_FOR_A_MINUTE = 'v31UdV%2Fwd2WhPzo%2FPOPDwp%2BCX0c%3D';

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

const withoutRaw = (text) => text.replace(/\nraw xml: .*?(?=( \(all clients are down\))?$)/s, '');

module.exports = [
  {
    row: 'F1',
    why: 'left open, authorizationV4 is the endpoint’s to decide; ali-oss writes its false into the options',
    cases: /^constructor · /,
    at: { 'outcome.value.options.authorizationV4': { theirs: false, ours: undefined } },
  },
  {
    row: 'F1',
    why: 'the same',
    cases: /^initOptions · /,
    at: { 'outcome.value.authorizationV4': { theirs: false, ours: undefined } },
  },
  {
    row: 'F3',
    why: 'left open, retryMax means up to two retries within the timeout; ali-oss writes its 0 into the options',
    cases: /^constructor · /,
    at: {
      'outcome.value.options.retryMax': { theirs: 0, ours: undefined },
    },
  },
  {
    row: 'F3',
    why: 'the same',
    cases: /^initOptions · /,
    at: { 'outcome.value.retryMax': { theirs: 0, ours: undefined } },
  },
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
    row: 'F6',
    why: 'a body cut short is not read as an error document',
    cases: /^(?!get\(file\)|assumeRole).* · hang-up · inside the body$/,
    at: {
      ...CUT_SHORT,
      'outcome.error.enumerable.name': { theirs: undefined, ours: true },
      'outcome.error.own.name': { theirs: undefined, ours: 'ResponseError' },
    },
  },
  {
    row: 'F6',
    why: 'a body cut short is not read as an error document',
    cases: 'get(file) · hang-up · inside the body',
    at: CUT_SHORT_FILE,
  },
  {
    row: 'F6',
    why: 'a body cut short is not read as an error document',
    cases: /^get\(file\) · files kept · a body cut short/,
    at: within('outcome.value.', CUT_SHORT_FILE),
  },
  {
    row: 'F8',
    why: 'what has not been modified is not written',
    cases: 'get(file) · status · 304',
    at: {
      'outcome.value.content': { theirs: { $: 'Buffer', text: '' }, ours: null },
      'outcome.value.names[0]': { theirs: 'local.txt', ours: undefined },
    },
  },
  {
    row: 'F8',
    why: 'what has not been modified is not emptied',
    cases: 'get(file) · files kept · 304 over a file of the user',
    at: { 'outcome.value.content.text': { theirs: '', ours: 'mine' } },
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
    why: 'the body of an error is no stream that the caller gets, so the error can say what it says',
    cases:
      /^((Image|Cluster)Client\.)?getStream · (403|404|500|refusals|server errors) · (?!.*without a body)/,
    at: FROM_ERROR_BODY,
  },
  {
    row: 'F8',
    why: 'the body of an error is no stream that the caller gets, so it is there as elsewhere, and read',
    cases: /^((Image|Cluster)Client\.)?getStream · (refusals|server errors) · 500 without a body$/,
    at: { 'outcome.error.own.res.*': true },
  },
  {
    row: 'F8',
    why: 'the body of an error does not reach the stream of the caller, so the error can say what it says',
    cases: /^get\(stream\) · refusals · (?!.*without a body)/,
    at: { 'outcome.value.body': true, ...within('outcome.value.', FROM_ERROR_BODY) },
  },
  {
    row: 'F8',
    why: 'the body of an error does not reach the stream of the caller, so the error has it, though it is empty',
    cases: 'get(stream) · refusals · 500 without a body',
    at: { 'outcome.value.outcome.error.own.res.*': true },
  },
  {
    row: 'F8',
    why: 'the body of an error does not reach the stream of the caller, so the error can say what it says',
    cases: 'get(stream) · 404 · no object',
    at: {
      'outcome.value.body': true,
      'outcome.value.ended': { theirs: true, ours: false },
      ...within('outcome.value.', NAMED_ERROR_BODY),
    },
  },
  {
    row: 'F12',
    why: 'getStream has versionId, as get has it',
    cases: 'getStream · versionId · given',
    at: {
      'requests[0].target': { theirs: '/a', ours: '/a?versionId=v' },
      'requests[0].headers.authorization': true,
    },
  },
  {
    row: 'F15',
    why: 'streams of the web, Blobs, Uint8Arrays and async iterables are bodies too',
    cases:
      /^put · (bodies · |bad input · the body is (a|an) (Uint8Array|ArrayBuffer|DataView|Blob|web stream|async))/,
    at: { 'outcome.error': true, 'outcome.value': true, 'requests[0]': true },
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
    row: 'F9',
    why: 'what is thrown is an Error',
    cases: /^multipartUpload(Copy)? · (cancel|failures · (a part finds|parts find) no upload|refusals · 404)/,
    at: { 'outcome.error*': true },
  },
  {
    row: 'F9',
    why: 'what an upload is stopped with is an Error',
    cases: /^_make(Cancel|Abort)Event · result · what it is$/,
    at: { 'outcome.value.*': true },
  },
  {
    row: 'F12',
    why: 'the bucket of the client is its own',
    cases: 'multipartUploadCopy · failures · the source is missing',
    at: {
      'outcome.value.bucket': { theirs: 'other-bucket', ours: 'my-bucket' },
    },
  },
  {
    row: 'F12',
    why: 'the next member is asked, not the one that is down once more',
    cases: /^ClusterClient\.(head|get|getStream|list|getACL) · server errors · 5/,
    at: {
      'outcome.error.own.params.bucket': { theirs: 'first-bucket', ours: 'second-bucket' },
      'outcome.error.own.res.res.requestUrls[0]': true,
      'requests[3].headers.authorization': true,
      'requests[3].headers.host': {
        theirs: 'first-bucket.oss-cn-hangzhou.aliyuncs.com',
        ours: 'second-bucket.oss-cn-hangzhou.aliyuncs.com',
      },
    },
  },
  {
    row: 'F12',
    why: 'the next member is asked, not the one that is down once more',
    cases: /^ClusterClient\.(head|get|getStream|list|getACL) · server down · /,
    at: {
      'outcome.error.own.message': (text) => text.replace('first', 'second'),
      'outcome.error.text': (text) => text.replace('first', 'second'),
    },
  },
  {
    row: 'F10',
    why: 'an upload whose file has another size now does not go on',
    cases: 'multipartUpload · checkpoint · the file has changed',
    at: { 'outcome.error': true, 'outcome.value': true, 'requests[*': true },
  },
  {
    row: 'F11',
    why: 'what the service refuses is an error',
    cases: [
      /^(putBucketVersioning|processObjectSave) · (server errors|refusals|status) · /,
      /^(abort|complete)BucketWorm · (server errors · |status · 202$)/,
      /^getBucketPolicy · (server errors · (?!404)|status · 20[24]$)/,
    ],
    at: { 'outcome.error': true, 'outcome.value': true },
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
    why: 'a list of the caller keeps its order; ali-oss sorts it in place while it signs',
    signature: 'v1',
    cases: 'put · subres · an array',
    at: {
      'requests[0].target': { theirs: '/a.txt?acl=&tagging=', ours: '/a.txt?tagging=&acl=' },
      'outcome.value.res.requestUrls[0]': {
        theirs: 'http://my-bucket.oss-cn-hangzhou.aliyuncs.com/a.txt?acl=&tagging=',
        ours: 'http://my-bucket.oss-cn-hangzhou.aliyuncs.com/a.txt?tagging=&acl=',
      },
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
      'listBuckets · query · an empty prefix',
      'list · query · an empty continuation token',
      'request · params · a query',
      'request · params · a query with odd values',
      'request · params · subres with null and undefined',
    ],
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F19',
    why: 'names are sorted by their bytes',
    signature: 'v4',
    cases: 'request · params · subres with odd names',
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
    row: 'F16',
    why: 'a proxy counts without enableProxy, and over http of Node it is refused',
    transport: 'node',
    cases: 'get · option proxy · not enabled',
    at: { 'outcome.error': true, 'outcome.value': true, 'requests[0]': true },
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
    cases: /^(?!get\(file\)).* · (server errors|refusals|params|status|500) · /,
    at: { 'outcome.error.own.message': withoutRaw, 'outcome.error.text': withoutRaw },
  },
  {
    row: 'F21',
    why: 'an error about a reply that is no XML does not dump the reply',
    cases: /^ClusterClient\..* · server errors · 502 with HTML$/,
    at: { 'outcome.value.message': withoutRaw },
  },
  {
    row: 'F21',
    why: 'an error about a reply that is no XML does not dump the reply',
    cases: 'get(file) · server errors · 403 with x-oss-err that is no XML',
    at: { 'outcome.error.own.message': withoutRaw, 'outcome.error.text': withoutRaw },
  },
  {
    row: 'F21',
    why: 'V8 quotes the text around the fault, and policies stay out of errors',
    cases: /^getBucketPolicy · (status|body) · (?!204|202|200 without)/,
    at: {
      'outcome.error.own.message': () => 'the policy of the bucket is not valid JSON',
      'outcome.error.text': () => 'SyntaxError: the policy of the bucket is not valid JSON',
    },
  },
  {
    row: 'F21',
    why: 'a body that cannot be inflated is not dumped either; what is wrong with it is said',
    cases: 'get · body · said to be gzip, but is not',
    at: worded('incorrect header check'),
  },
  {
    row: 'F21',
    why: 'a body that cannot be inflated is not dumped either; what is wrong with it is said',
    cases: 'get · body · gzip cut short',
    at: worded('unexpected end of file'),
  },
  {
    row: 'F21',
    why: 'nor where the urllib of the caller could not inflate it',
    transport: 'urllib',
    cases: /^get · body · (said to be gzip, but is not|gzip cut short)$/,
    at: { 'outcome.error.own.message': withoutRaw, 'outcome.error.text': withoutRaw },
  },
  {
    row: 'F21',
    why: 'V8 quotes the text around the fault, which may be a secret',
    cases: 'assumeRole · server errors · 200 with text',
    at: {
      'outcome.error.own.message': () => 'the reply of STS is not valid JSON',
      'outcome.error.text': () => 'SyntaxError: the reply of STS is not valid JSON',
    },
  },
  {
    row: 'F21',
    why: 'the part of a reply that came may hold a secret; the error is that of a connection that broke',
    cases: 'assumeRole · hang-up · inside the body',
    at: {
      'outcome.error.enumerable.name': { theirs: undefined, ours: true },
      'outcome.error.own.data.*': true,
      'outcome.error.own.headers.*': true,
      'outcome.error.own.message': true,
      'outcome.error.own.name': { theirs: undefined, ours: 'ResponseError' },
      'outcome.error.own.res.*': true,
      'outcome.error.own.status': { theirs: 200, ours: -1 },
      'outcome.error.text': true,
    },
  },
  {
    row: 'F22',
    why: 'a pattern tests the word that stands for what is no text',
    cases: /^(use|set)Bucket · bucket names · (undefined|null|a number|an array)$/,
    at: { 'outcome.error': REFUSED, 'outcome.value': true },
  },
  {
    row: 'F22',
    why: 'a pattern tests the word that stands for what is no text',
    cases: /^(put|delete)Bucket · bucket names · (undefined|null|a number|an array)$/,
    at: { 'outcome.error': REFUSED, 'outcome.value': true, 'requests[0]': true },
  },
  {
    row: 'F22',
    why: 'a pattern tests the word that stands for what is no text',
    cases: [
      /^(put|get|delete|list|initiate|abort|complete|extend)Bucket(?!Info|Location|Stat)[A-Za-z]+ · bucket names · (undefined|null|a number)$/,
      /^getBucket(Info|Location|Stat) · bucket names · a number$/,
      'processObjectSave · arguments · a bucket that is a number',
    ],
    at: { 'outcome.error': REFUSED, 'outcome.value': true, 'requests[0]': true },
  },
  {
    row: 'F22',
    why: 'a pattern tests the word that stands for what is no text',
    cases: /^(constructor|initOptions) · options · a bucket that is a number$/,
    at: { 'outcome.error': REFUSED, 'outcome.value': true },
  },
  {
    row: 'F22',
    why: 'nobody has a role without a name',
    cases: /^assumeRole · role · (empty|undefined|null|a number)$/,
    at: { 'outcome.error': true, 'outcome.value': true, 'requests[0]': true },
  },
  {
    row: 'F23',
    why: 'what broke beneath is there for those who look',
    cases: /^(?!assumeRole).* · (server down|hang-up) · |^get · option requestErrorRetryHandle · false$/,
    at: { 'outcome.error.own.cause': true },
  },
  {
    row: 'F23',
    why: 'what broke beneath is there for those who look',
    cases: 'get(stream) · server down · connection refused',
    at: { 'outcome.value.outcome.error.own.cause': true },
  },
  {
    row: 'F23',
    why: 'what broke beneath is there for those who look',
    cases: /^get\(file\) · files kept · a body cut short/,
    at: { 'outcome.value.outcome.error.own.cause': true },
  },
  {
    row: 'F23',
    why: 'the words of the parser, which change with the version of Node too',
    cases: / · hang-up · what comes is no HTTP$/,
    at: { 'outcome.error.own.message': PARSER_WORDS, 'outcome.error.text': PARSER_WORDS },
  },
  {
    row: 'F24',
    why: 'headers that are not sent are not signed',
    signature: 'v1',
    cases: /^put · (metadata|headers) · null and undefined values$/,
    at: { 'requests[0].headers.authorization': SIGNATURE_V1 },
  },
  {
    row: 'F24',
    why: 'headers that are not sent are not signed',
    signature: 'v4',
    cases: /^put · (metadata|headers) · null and undefined values$/,
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'headers that are not sent are not signed',
    signature: 'v1',
    cases: UNSENT,
    at: { 'requests[0].headers.authorization': SIGNATURE_V1 },
  },
  {
    row: 'F24',
    why: 'headers that are not sent are not signed',
    signature: 'v4',
    cases: UNSENT,
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'parameters are signed as they are sent: undefined as a bare name',
    signature: 'v4',
    cases: ['putChannelStatus · argument · undefined'],
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'the key that is sent is signed, not one that was read in another encoding',
    signature: 'v1',
    cases: 'get · option headerEncoding · empty',
    at: { 'requests[0].headers.authorization': SIGNATURE_V1 },
  },
  {
    row: 'F24',
    why: 'the bytes that are sent are signed',
    signature: 'v1',
    cases: 'put · metadata · Latin-1 text',
    at: { 'requests[0].headers.authorization': SIGNATURE_V1 },
  },
  {
    row: 'F24',
    why: 'the bytes that are sent are signed',
    signature: 'v4',
    cases: 'put · metadata · Latin-1 text',
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'parameters are signed as they are sent: false as a word',
    signature: 'v1',
    cases: ['put · subres · values that are no text', 'request · params · subres as an object'],
    at: { 'requests[0].headers.authorization': SIGNATURE_V1 },
  },
  {
    row: 'F24',
    why: 'parameters are signed as they are sent: undefined as a bare name, lists item by item, objects as nothing',
    signature: 'v4',
    cases: [
      'put · subres · values that are no text',
      /^list(V2)? · query · an (array|object)$/,
      'list · query · a string',
      'request · params · a query with a list',
      'request · params · a query as text',
    ],
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'of one name in query and sub-resources the value that is sent is signed',
    signature: 'v4',
    cases: /^list(V2)? · subres · one name in query and subres$/,
    at: { 'requests[0].headers.authorization': SIGNATURE_V4 },
  },
  {
    row: 'F24',
    why: 'parameters are signed as they are sent: false as a word, of a list the first item; keys are signed as UTF-8',
    cases: [
      /^(s|asyncS)ignatureUrl · options · (sub-resources|an array in a sub-resource)$/,
      /^(s|asyncS)ignatureUrl · endpoints · latin1 headers$/,
    ],
    at: { 'outcome.value': SIGNATURE_V1_URL },
  },
  {
    row: 'F24',
    why: 'parameters are signed as they are sent: undefined and NaN as a bare name, lists item by item',
    cases: [/^signatureUrlV4 · expires · (undefined|NaN)$/, 'signatureUrlV4 · request · an array'],
    at: { 'outcome.value': SIGNATURE_V4 },
  },
  {
    row: 'F25',
    why: 'the code says what is wrong with the file',
    cases: /^get\(file\) · bad input · (the directory is missing|the path is empty)$/,
    at: { 'outcome.value.code': { theirs: 'Error', ours: 'ENOENT' } },
  },
  {
    row: 'F25',
    why: 'the code says what is wrong with the file',
    cases: 'get(file) · bad input · the path is a directory',
    at: { 'outcome.value.code': { theirs: 'Error', ours: 'EISDIR' } },
  },
  {
    row: 'F26',
    why: 'the caller set it',
    cases: 'STS · result · the options over the defaults',
    at: { 'outcome.value.timeout': { theirs: '60s', ours: 1 } },
  },
  {
    row: 'F27',
    why: 'seconds are a number, also in text',
    cases: /^(s|asyncS)ignatureUrl · options · expires as text$/,
    at: {
      'outcome.value': (url) =>
        url
          .replace('Expires=179543729660', 'Expires=1795437356')
          .replace(SIGNATURE_V1_URL, SIGNED_FOR_A_MINUTE),
    },
  },
  {
    row: 'F27',
    why: 'seconds are a number, also in text',
    cases: 'getRtmpUrl · options · expires as text',
    at: {
      'outcome.value': (url) =>
        url.replace('179543729660', '1795437356').replace(/(?<=Signature=).*/, RTMP_FOR_A_MINUTE),
    },
  },
  {
    row: 'F28',
    why: 'it has no host',
    cases: /^(constructor|initOptions) · options · an endpoint of slashes$/,
    at: { 'outcome.error': true, 'outcome.value': true },
  },
  {
    row: 'F29',
    why: 'the length is known',
    cases: 'put(file) · body · an empty file',
    at: { 'requests[0].headers.content-length': { theirs: undefined, ours: '0' } },
  },
  {
    row: 'F30',
    why: 'another object is worse than an error',
    signature: 'v1',
    cases: /^(put|get|head|delete)(\(file\))? · bad input · the name is half of a surrogate pair$/,
    at: { 'outcome.error': MALFORMED, 'outcome.value': true, 'requests[0]': true },
  },
  {
    row: 'F30',
    why: 'another object is worse than an error',
    cases: /^(s|asyncS)ignatureUrl · bad input · the name is half of a surrogate pair$/,
    at: { 'outcome.error': MALFORMED, 'outcome.value': true },
  },
  {
    row: 'F31',
    why: 'the service counts bytes',
    cases: [
      'putBucketLifecycle · rules · an id of 200 letters from v on',
      'putBucketLifecycle · rules · an id of 100 Chinese characters',
    ],
    at: { 'outcome.error': true, 'outcome.value': true, 'requests[0]': true },
  },
  {
    row: 'F32',
    why: 'the default chain may have a credential',
    cases: [
      'ImageClient · options · no keys',
      'constructor · options · a bucket and no keys',
      'initOptions · options · a bucket and no keys',
    ],
    at: { 'outcome.error': true, 'outcome.value': true },
  },
];
