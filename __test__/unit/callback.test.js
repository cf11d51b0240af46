'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const OSS = require('../..');
const AliOSS = require('ali-oss');
const { serve } = require('./loopback');

const CALLBACK = Object.freeze({
  url: 'http://app.example.com/done?é',
  body: 'key=${object}&mine=${x:mine}',
  host: 'app.example.com',
  contentType: 'application/json',
  callbackSNI: true,
  customValue: Object.freeze({ mine: 7 }),
});

test('an upload with a callback sends it as ali-oss does and gives back what it answered', async (t) => {
  const seen = [];
  const { endpoint } = await serve(t, (request, response) => {
    seen.push([request.headers['x-oss-callback'], request.headers['x-oss-callback-var']]);
    response.end('{"done":true}');
  });
  for (const Client of [AliOSS, OSS]) {
    const client = new Client({ accessKeyId: 'id', accessKeySecret: 'fake', bucket: 'bucket', endpoint });
    const { data } = await client.put('a', Buffer.from('x'), { callback: CALLBACK });
    assert.deepEqual(data, { done: true });
  }
  assert.deepEqual(seen[1], seen[0]);
  assert.equal(JSON.parse(Buffer.from(seen[1][1], 'base64').toString())['x:mine'], '7');
});

test('a header of the caller takes the place of the option', async (t) => {
  const { endpoint } = await serve(t, (request, response) => response.end(JSON.stringify(request.headers)));
  const client = new OSS({ accessKeyId: 'id', accessKeySecret: 'fake', bucket: 'bucket', endpoint });
  const options = { callback: CALLBACK, headers: { 'x-oss-callback': 'mine' } };
  const { data } = await client.put('a', Buffer.from('x'), options);
  assert.equal(data['x-oss-callback'], 'mine');
  assert.equal(data['x-oss-callback-var'], undefined);
});

test('an answer that is not JSON is a SyntaxError, a failed callback an error of the service', async (t) => {
  const replies = [
    [200, 'not JSON'],
    [203, '<Error><Code>CallbackFailed</Code><Message>Error status : 502.</Message></Error>'],
  ];
  const { endpoint } = await serve(t, (_request, response) => {
    const [status, body] = replies.shift();
    response.writeHead(status).end(body);
  });
  const client = new OSS({ accessKeyId: 'id', accessKeySecret: 'fake', bucket: 'bucket', endpoint });
  const put = () => client.put('a', Buffer.from('x'), { callback: CALLBACK });
  await assert.rejects(put, SyntaxError);
  await assert.rejects(put, { name: 'CallbackFailedError', status: 203 });
});
