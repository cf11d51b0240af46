'use strict';

// client.request, on which everything else stands and which callers use for operations without a method.

const { define } = require('../harness/case.js');
const { errorDocument, reply, xml } = require('./replies.js');

const request = define('request', { replies: [reply(200, {}, 'anything')] });
const BASE = { method: 'GET', bucket: 'my-bucket', object: 'a.txt' };

const PARAMS = {
  'an object': {},
  'a bucket': { object: undefined },
  'the service': { bucket: undefined, object: undefined },
  'another bucket': { bucket: 'other-bucket' },
  'a method in lower case': { method: 'get' },
  POST: { method: 'POST' },
  PUT: { method: 'PUT' },
  DELETE: { method: 'DELETE' },
  OPTIONS: { method: 'OPTIONS', headers: { Origin: 'http://a', 'Access-Control-Request-Method': 'PUT' } },
  'a leading slash': { object: '/a.txt' },
  'subres as text': { subres: 'acl' },
  'subres as text with a value': { subres: 'acl=1' },
  'subres as a list': { subres: ['tagging', 'acl'] },
  'subres as an object': { subres: { uploadId: 'A/+=', partNumber: 1, acl: '', zero: 0, no: false } },
  'subres with null and undefined': { subres: { a: null, b: undefined } },
  'subres with odd names': { subres: { 'a b': 'c', 中: "文'" } },
  'a query': { query: { prefix: 'a b', 'max-keys': 1, empty: '', no: false } },
  'a query with odd values': { query: { prefix: "中 a+b%c'd&e(f)*!~", nothing: null, missing: undefined } },
  'a query with a list': { query: { a: ['b', 'c'] } },
  'query and subres': { query: { prefix: 'a' }, subres: { acl: '' } },
  'a query as text': { query: 'prefix=a' },
  headers: { headers: { 'x-oss-meta-a': 'b', 'X-Other': 'c' } },
  'headers that are null': { headers: null },
  mime: { method: 'PUT', mime: 'text/x-mine', content: Buffer.from('a') },
  'content as a Buffer': { method: 'PUT', content: Buffer.from('hello') },
  'content as text': { method: 'POST', content: 'héllo 中文', mime: 'xml' },
  'content as empty text': { method: 'PUT', content: '' },
  'content as an empty Buffer': { method: 'PUT', content: Buffer.alloc(0) },
  'content without an MD5': { method: 'PUT', content: Buffer.from('hello'), disabledMD5: true },
  'content with an own MD5': {
    method: 'PUT',
    content: Buffer.from('hello'),
    headers: { 'Content-MD5': 'mine' },
  },
  'additional headers': { headers: { 'X-Extra': 'x' }, additionalHeaders: ['X-Extra'] },
  'a statuses list that fits': { successStatuses: [200] },
  'a statuses list that does not': { successStatuses: [204] },
  'an empty statuses list': { successStatuses: [] },
  'XML wanted, text came': { xmlResponse: true, successStatuses: [200] },
};
for (const [name, params] of Object.entries(PARAMS)) {
  request('params', name, (client) => client.request({ ...BASE, ...params }));
}

request('params', 'nothing', (client) => client.request());
request('params', 'an empty object', (client) => client.request({}));
request('params', 'XML wanted', { replies: [xml(200, '<A x="1"><B>1</B><B>2</B><C/></A>')] }, (client) =>
  client.request({ ...BASE, xmlResponse: true })
);
request('params', 'XML not wanted', { replies: [xml(200, '<A><B>1</B></A>')] }, (client) =>
  client.request(BASE)
);
request(
  'params',
  'a refusal without a statuses list',
  { replies: [xml(404, errorDocument('NoSuchKey', 'No.'))] },
  (client) => client.request(BASE)
);
request('params', 'no bucket in cname', { via: 'cname', client: { bucket: undefined } }, (client) =>
  client.request({ method: 'GET', object: 'a.txt' })
);
request('body', '1 MiB', { replies: [reply(200, {}, Buffer.alloc(1 << 20, 'ab'))] }, (client) =>
  client.request(BASE)
);
request('connection', 'ten in a row', async (client) => {
  const statuses = [];
  for (let n = 0; n < 10; n += 1) statuses.push((await client.request({ ...BASE, object: `${n}` })).status);
  return statuses;
});
