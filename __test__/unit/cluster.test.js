'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const OSS = require('../..');
const { rejection, serve } = require('./loopback');

const KEYS = { accessKeyId: 'a', accessKeySecret: 'b', bucket: 'my-bucket' };

/** Two servers, of which the first is down from the second request on, and a cluster of both. */
async function cluster(t, Library, options) {
  const bad = await serve(t, (request, response) => {
    response.statusCode = request.method === 'HEAD' ? 200 : 503;
    response.end();
  });
  const good = await serve(t, (_, response) => response.end('from the second'));
  const made = new Library.ClusterClient({
    cluster: [
      { ...KEYS, endpoint: bad.endpoint },
      { ...KEYS, endpoint: good.endpoint },
    ],
    schedule: 'masterSlave',
    ignoreStatusFile: true,
    ...options,
  });
  t.after(() => made.close());
  await made.ready();
  return { made, bad, good };
}

test('a read goes on with the next member when one is down (DESIGN, F12)', async (t) => {
  const { made, good } = await cluster(t, OSS);
  assert.strictEqual(String((await made.get('a')).content), 'from the second');
  assert.strictEqual(good.requests.filter(({ method }) => method === 'GET').length, 1);
});

test('ali-oss asks the member that is down again', async (t) => {
  const { made, bad, good } = await cluster(t, AliOSS);
  const error = await rejection(made.get('a'));
  assert.match(error.message, /\(all clients are down\)$/);
  assert.strictEqual(bad.requests.filter(({ method }) => method === 'GET').length, 2);
  assert.strictEqual(good.requests.filter(({ method }) => method === 'GET').length, 0);
});

test('a write that one member refuses fails, though the others have done it', async (t) => {
  const { made, good } = await cluster(t, OSS);
  const error = await rejection(made.put('a', Buffer.from('hello')));
  assert.strictEqual(error.status, 503);
  assert.strictEqual(good.requests.filter(({ method }) => method === 'PUT').length, 1);
});

test('the file that members are asked for is written to all of them first', async (t) => {
  const { endpoint, requests } = await serve(t, (_, response) => response.end());
  const made = OSS.ClusterClient({ cluster: [{ ...KEYS, endpoint }] });
  t.after(() => made.close());
  await made.ready();
  assert.deepStrictEqual(
    requests.map(({ method }) => method),
    ['PUT', 'HEAD']
  );
  assert.match(requests[0].url, /^\/\._ali-oss\/check\.status\.[\w.]+\.txt$/);
  assert.match(requests[0].body.toString(), /^check available started at /);
});

test('members are asked again, and options of the caller stay as they are (DESIGN, F13)', async (t) => {
  const seen = [];
  let asked;
  const twice = new Promise((resolve) => {
    asked = resolve;
  });
  const { endpoint } = await serve(t, (request, response) => {
    seen.push(request.method);
    if (seen.length === 2) asked();
    response.end();
  });
  const options = Object.freeze({
    cluster: Object.freeze([Object.freeze({ ...KEYS, endpoint })]),
    heartbeatInterval: 5,
    ignoreStatusFile: true,
    timeout: 1000,
  });
  const made = new OSS.ClusterClient(options);
  await twice;
  made.close();
  assert.deepStrictEqual(seen.slice(0, 2), ['HEAD', 'HEAD']);
});

test('members that are down are told once, on the console if nobody listens', async (t) => {
  const { endpoint } = await serve(t, (_, response) => {
    response.statusCode = 500;
    response.end();
  });
  const printed = t.mock.method(console, 'error', () => {});
  const made = new OSS.ClusterClient({ cluster: [{ ...KEYS, endpoint }], ignoreStatusFile: true });
  t.after(() => made.close());
  await made.ready();
  assert.strictEqual(printed.mock.callCount(), 1);
  assert.match(
    printed.mock.calls[0].arguments[0],
    /CheckAvailableError: 1 data node down, please check status file: http/
  );
});
