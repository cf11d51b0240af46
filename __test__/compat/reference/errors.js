'use strict';

// Every shape of error that calls of ali-oss@6.23.0 reject with: what happens, and the error as `String(error)` and its own
// enumerable properties tell it. `*` stands for what differs from run to run. `here` says what differs here, and the row of
// the design that says why.

const { Readable } = require('node:stream');
const { errorDocument, refusal, reply, xml } = require('../cases/replies.js');

const SIZE = 100 * 1024;
const BYTES = Buffer.alloc(SIZE + 1, 'x');
const ID = '6A132C50A1B2C3D4E5F60718';
const HOST = 'my-bucket.oss-cn-hangzhou.aliyuncs.com';
const REFUSED = {
  code: 'AccessDenied',
  ecCode: '0026-00000001',
  hostId: HOST,
  name: 'AccessDeniedError',
  requestId: ID,
};
const URL = 'http://my-bucket.oss-cn-hangzhou.aliyuncs.com/a';
const TRAIL = (status, connected) =>
  `, GET ${URL} ${status} (connected: ${connected}, keepalive socket: *, socketHandledRequests: *, socketHandledResponses: *)\nheaders: {}`;

const inParts = (client, parallel) => client.multipartUpload('a', BYTES, { parallel, partSize: SIZE });
const BEGUN = xml(
  200,
  '<InitiateMultipartUploadResult><Bucket>my-bucket</Bucket><Key>a</Key><UploadId>B4D9</UploadId></InitiateMultipartUploadResult>'
);

module.exports = [
  {
    name: 'a document with a code',
    replies: [refusal(403, 'AccessDenied', 'No access.')],
    text: 'AccessDeniedError: No access.',
    own: { ...REFUSED, params: '*', status: 403 },
  },
  {
    name: 'a document with a condition',
    replies: [refusal(412, 'PreconditionFailed', 'One failed.', '<Condition>If-Match</Condition>')],
    text: 'PreconditionFailedError: One failed. (condition: If-Match)',
    own: {
      ...REFUSED,
      code: 'PreconditionFailed',
      name: 'PreconditionFailedError',
      params: '*',
      status: 412,
    },
  },
  {
    name: 'a document without a code',
    replies: [xml(400, '<Error><Other>1</Other></Error>')],
    text: 'UnknownError: unknow request error, status: 400',
    own: {
      code: undefined,
      ecCode: undefined,
      hostId: undefined,
      name: 'UnknownError',
      params: '*',
      requestId: undefined,
      status: 400,
    },
  },
  {
    name: 'HTML that is XML too',
    replies: [reply(502, {}, '<html><body>Bad Gateway</body></html>')],
    text: 'UnknownError: unknow request error, status: 502',
    own: {
      code: undefined,
      ecCode: undefined,
      hostId: undefined,
      name: 'UnknownError',
      params: '*',
      requestId: undefined,
      status: 502,
    },
  },
  {
    name: 'what is no XML',
    replies: [reply(400, {}, 'Bad Request')],
    text: 'Error: Non-whitespace before first tag.\nLine: 0\nColumn: 1\nChar: B\nraw xml: Bad Request',
    own: { params: '*', requestId: ID, status: 400 },
    here: { row: 'F21', text: 'Error: Non-whitespace before first tag.\nLine: 0\nColumn: 1\nChar: B' },
  },
  {
    name: '404 without a body',
    replies: [reply(404)],
    text: 'NoSuchKeyError: Object not exists',
    own: { code: 'NoSuchKey', host: '', name: 'NoSuchKeyError', params: '*', requestId: ID, status: 404 },
  },
  {
    name: '412 without a body',
    replies: [reply(412)],
    text: 'PreconditionFailedError: Pre condition failed',
    own: {
      code: 'PreconditionFailed',
      host: '',
      name: 'PreconditionFailedError',
      params: '*',
      requestId: ID,
      status: 412,
    },
  },
  {
    name: 'another status without a body',
    replies: [reply(500)],
    text: 'UnknownError: Unknow error, status: 500',
    own: { host: '', name: 'UnknownError', params: '*', requestId: ID, res: '*', status: 500 },
  },
  {
    name: 'a document in x-oss-err',
    replies: [
      reply(400, {
        'x-oss-err': Buffer.from(errorDocument('InvalidTargetType', 'A link.')).toString('base64'),
      }),
    ],
    text: 'InvalidTargetTypeError: A link.',
    own: {
      ...REFUSED,
      code: 'InvalidTargetType',
      host: '',
      name: 'InvalidTargetTypeError',
      params: '*',
      status: 400,
    },
  },
  {
    name: 'a callback that failed',
    replies: [refusal(203, 'CallbackFailed', 'Error status : 301.')],
    call: (client) => client.put('a', BYTES, { callback: { url: 'http://a', body: 'b' } }),
    text: 'CallbackFailedError: Error status : 301.',
    own: { ...REFUSED, code: 'CallbackFailed', name: 'CallbackFailedError', params: '*', status: 203 },
  },
  {
    name: 'a list of buckets that is refused, without params',
    replies: [refusal(403, 'AccessDenied', 'No access.')],
    call: (client) => client.listBuckets(),
    text: 'AccessDeniedError: No access.',
    own: { ...REFUSED, status: 403 },
  },
  {
    name: 'connection refused',
    down: true,
    text: `RequestError: connect ECONNREFUSED 127.0.0.1:PORT${TRAIL(-1, false)}`,
    own: { code: 'RequestError', name: 'RequestError', status: -1 },
  },
  {
    name: 'a header that cannot be sent',
    call: (client) => client.get('a', { headers: { 'x-oss-a': 'a\nb' } }),
    text: `TypeError: Invalid character in header content ["x-oss-a"]${TRAIL(-1, false)}`,
    own: { code: 'TypeError', name: 'TypeError', status: -1 },
  },
  {
    name: 'a connection that is closed',
    replies: [{ destroy: true }],
    text: `ResponseError: socket hang up${TRAIL(-1, true)}`,
    own: { code: 'ResponseError', name: 'ResponseError', status: -1 },
  },
  {
    name: 'no reply in time',
    replies: [{ never: true }],
    call: (client) => client.get('a', { timeout: 200 }),
    text:
      'ResponseTimeoutError: Response timeout for 200ms, please increase the timeout, see more details at ' +
      'https://github.com/ali-sdk/ali-oss#responsetimeouterror',
    own: { name: 'ResponseTimeoutError' },
  },
  {
    name: 'no connection in time',
    blocked: true,
    call: (client) => client.get('a', { timeout: 200 }),
    text:
      'ConnectionTimeoutError: Connect timeout for 200ms, please increase the timeout or reduce the partSize, see more details at ' +
      'https://github.com/ali-sdk/ali-oss#connectiontimeouterror',
    own: { code: 'ConnectionTimeoutError', name: 'ConnectionTimeoutError', status: -2 },
  },
  {
    name: 'a document cut short',
    replies: [{ ...xml(200, '<ListBucketResult><Name>a</Name></ListBucketResult>'), cut: 20 }],
    call: (client) => client.list(),
    text: 'Error: Unclosed root tag\nLine: 0\nColumn: 20\nChar: \nraw xml: <ListBucketResult><N',
    own: { requestId: ID, status: 200 },
    here: {
      row: 'F6',
      text: `ResponseError: socket hang up${TRAIL(-1, true).replace('/a -1', '/ -1')}`,
      own: { code: 'ResponseError', name: 'ResponseError', status: -1 },
    },
  },
  {
    name: 'an upload that is cancelled',
    replies: [BEGUN, reply(200, { ETag: '"P"' })],
    call: (client) =>
      client.multipartUpload('a', BYTES, {
        parallel: 1,
        partSize: SIZE,
        progress: (done) => done > 0 && client.cancel(),
      }),
    text: '[object Object]',
    own: { name: 'cancel', status: 0 },
    here: { row: 'F9', text: 'cancel: the upload was cancelled' },
  },
  {
    name: 'an upload that somebody has given up',
    replies: [BEGUN, reply(404)],
    call: (client) => inParts(client, 2),
    text: '[object Object]',
    own: { message: 'upload task has been abort', name: 'abort', partNum: '*', status: 0 },
    here: {
      row: 'F9',
      text: 'abort: upload task has been abort',
      own: { name: 'abort', partNum: '*', status: 0 },
    },
  },
  {
    name: 'a part that fails, one at a time',
    replies: [BEGUN, refusal(403, 'AccessDenied', 'No access.')],
    call: (client) => inParts(client, 1),
    text: 'AccessDeniedError: No access.',
    own: { ...REFUSED, params: '*', partNum: 1, status: 403 },
  },
  {
    name: 'a part that fails, several at a time',
    replies: [BEGUN, refusal(403, 'AccessDenied', 'No access.')],
    call: (client) => inParts(client, 2),
    text: 'AccessDeniedError: Failed to upload some parts with error: AccessDeniedError: No access. part_num: *',
    own: { ...REFUSED, params: '*', partNum: '*', status: 403 },
  },
  {
    name: 'a part of a copy that fails',
    replies: [
      { ...reply(200), headers: { 'Content-Length': SIZE } },
      BEGUN,
      refusal(403, 'AccessDenied', 'No access.'),
    ],
    call: (client) =>
      client.multipartUploadCopy('a', { sourceKey: 'b', sourceBucketName: 'my-bucket' }, { parallel: 2 }),
    text: 'AccessDeniedError: Failed to copy some parts with error: AccessDeniedError: No access. part_num: *',
    own: { ...REFUSED, params: '*', partNum: '*', status: 403 },
  },
  {
    name: 'a part without an ETag',
    replies: [reply(200)],
    call: (client) => client.uploadPart('a', 'B4D9', 1, BYTES, 0, 5),
    text: 'Error: Please set the etag of expose-headers in OSS \n https://help.aliyun.com/document_detail/32069.html',
    own: {},
  },
  {
    name: 'a source that breaks',
    call: (client) => client.putStream('a', broken()),
    text: '*',
    // `RequestError` or `ResponseError`, as the connection is made or not by then.
    own: { code: '*', name: '*', status: -1 },
  },
];

function broken() {
  return new Readable({
    read() {
      this.destroy(new Error('the source broke'));
    },
  });
}
