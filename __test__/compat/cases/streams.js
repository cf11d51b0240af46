'use strict';

const { PassThrough, Readable } = require('node:stream');
const { define } = require('../harness/case.js');
const { settle } = require('../harness/observe.js');
const { STORED, object, refusal, reply } = require('./replies.js');

const NOT_FOUND = refusal(404, 'NoSuchKey', 'The specified key does not exist.', '<Key>a</Key>');
const DENIED = refusal(403, 'AccessDenied', 'You have no right to access this object.');
const FAILED = refusal(500, 'InternalError', 'We encountered an internal error, please try again.');
const LARGE = Buffer.alloc(300_000, 'xyz');

const from = (...pieces) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

for (const [method, call] of [
  ['putStream', (client, ...rest) => client.putStream(...rest)],
  ['put(stream)', (client, ...rest) => client.put(...rest)],
]) {
  const put = define(method, { replies: [STORED] });
  put('body', 'of unknown length', (client) => call(client, 'a.txt', from('hello, ', 'world')));
  put('body', 'of a length that is given', (client) =>
    call(client, 'a.txt', from('hello, ', 'world'), { contentLength: 12 })
  );
  put('body', 'large', (client) => call(client, 'a.txt', from(LARGE, LARGE)));
  put('body', 'empty', (client) => call(client, 'a.txt', from()));
  put('body', 'a PassThrough', (client) => {
    const stream = new PassThrough();
    stream.end('hello');
    return call(client, 'a.txt', stream);
  });
  put('mime', 'given', (client) => call(client, 'a.txt', from('x'), { mime: 'text/x-mine' }));
  put('mime', 'given as a header', (client) =>
    call(client, 'a.txt', from('x'), { headers: { 'Content-Type': 'text/x-mine' } })
  );
  put('metadata', 'of several types', (client) =>
    call(client, 'a.txt', from('x'), { meta: { uid: 1, people: 'test', flag: true } })
  );
  put('headers', 'of the caller', (client) =>
    call(client, 'a', from('x'), { headers: { 'Cache-Control': 'no-cache', 'x-oss-object-acl': 'private' } })
  );
  put('callback', 'a reply', { replies: [reply(200, {}, '{"Status":"OK"}')] }, (client) =>
    call(client, 'a', from('x'), { callback: { url: 'http://example.com/callback', body: 'key=${object}' } })
  );
  put('method', 'POST', (client) => call(client, 'a', from('x'), { method: 'POST' }));
  put('names', 'leading slashes', (client) => call(client, '//a/b', from('x')));
  put('options', 'null', (client) => call(client, 'a', from('x'), null));
  put('403', 'a refusal', { replies: [DENIED] }, (client) => call(client, 'a', from('x')));
  put('404', 'no bucket', { replies: [NOT_FOUND] }, (client) => call(client, 'a', from('x')));
  put('500', 'a failure', { replies: [FAILED] }, (client) => call(client, 'a', from('x')));
  put('500', 'without a body', { replies: [reply(500)] }, (client) => call(client, 'a', from('x')));
  put(
    '500',
    'an HTML page',
    { replies: [reply(500, { 'Content-Type': 'text/html' }, '<html>no')] },
    (client) => call(client, 'a', from('x'))
  );
  put('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => call(client, 'a', from('x')));
}

const getStream = define('getStream', { replies: [object()] });

/** The result, and what the stream brings. */
async function read(client, ...rest) {
  const { stream, ...result } = await client.getStream(...rest);
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { result, body: Buffer.concat(chunks).toString() };
}

getStream('body', 'small', (client) => read(client, 'a'));
getStream('body', 'empty', { replies: [object('')] }, (client) => read(client, 'a'));
getStream('body', 'large', { replies: [object(LARGE)] }, (client) => read(client, 'a'));
getStream('body', 'chunked', { replies: [{ ...object(), framing: 'chunked' }] }, (client) =>
  read(client, 'a')
);
getStream('body', 'not modified', { replies: [reply(304)] }, (client) => read(client, 'a'));
getStream('headers', 'a range', (client) => read(client, 'a', { headers: { Range: 'bytes=0-3' } }));
getStream('process', 'an image', (client) => read(client, 'a', { process: 'image/resize,w_200' }));
getStream('subres', 'an object', (client) => read(client, 'a', { subres: { 'response-expires': '1' } }));
getStream('versionId', 'given', (client) => read(client, 'a', { versionId: 'v' }));
getStream('options', 'null', (client) => read(client, 'a', null));
getStream('403', 'a refusal', { replies: [DENIED] }, (client) => read(client, 'a'));
getStream('404', 'no object', { replies: [NOT_FOUND] }, (client) => read(client, 'a'));
getStream('404', 'without a body', { replies: [reply(404)] }, (client) => read(client, 'a'));
getStream('500', 'a failure', { replies: [FAILED] }, (client) => read(client, 'a'));
getStream('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => read(client, 'a'));

const get = define('get(stream)', { replies: [object()] });

async function into(client, ...rest) {
  const stream = new PassThrough();
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  const outcome = await settle(() => client.get('a', stream, ...rest));
  return { outcome, ended: stream.writableFinished, body: Buffer.concat(chunks).toString() };
}

get('body', 'small', (client) => into(client));
get('body', 'large', { replies: [object(LARGE)] }, (client) => into(client));
get('body', 'empty', { replies: [object('')] }, (client) => into(client));
get('headers', 'a range', (client) => into(client, { headers: { Range: 'bytes=0-3' } }));
get('process', 'an image', (client) => into(client, { process: 'image/resize,w_200' }));
get('404', 'no object', { replies: [NOT_FOUND] }, (client) => into(client));
get('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => into(client));

const put = define('put', { replies: [STORED] });
put('bodies', 'a stream of the web', (client) => client.put('a', Readable.toWeb(from('x'))));
put('bodies', 'a Blob', (client) => client.put('a', new Blob(['hello'])));
put('bodies', 'a Uint8Array', (client) => client.put('a', new Uint8Array([1, 2])));
