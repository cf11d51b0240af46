'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const { rejects } = require('../rejects.js');

/** Where the service fetches from: a server that says what it was asked. */
async function source(run) {
  const server = http.createServer((request, response) => {
    response.statusCode = request.url === '/gone' ? 404 : 200;
    response.end(`fetched ${request.url} of ${request.headers.host}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await run(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What has become of an order once the service is done with it. */
async function outcome(client, taskId) {
  for (;;) {
    const result = await client.getAsyncFetch(taskId);
    if (!['Running', 'Retry'].includes(result.state)) return result;
  }
}

module.exports = [
  {
    name: 'an object is fetched from elsewhere',
    run: ({ client }) =>
      source(async (origin) => {
        const options = { host: 'files.example.com', storageClass: 'IA' };
        const { status, taskId } = await client.postAsyncFetch('dir/a b', `${origin}/a?b=c`, options);
        assert.equal(status, 200);
        const { state, taskInfo } = await outcome(client, taskId);
        assert.equal(state, 'Success');
        assert.deepEqual([taskInfo.url, taskInfo.object], [`${origin}/a?b=c`, 'dir/a b']);
        const { content, res } = await client.get('dir/a b');
        assert.equal(String(content), 'fetched /a?b=c of files.example.com');
        assert.equal(res.headers['x-oss-storage-class'], 'IA');
      }),
  },
  {
    name: 'what is there is fetched again only if told so',
    run: ({ client }) =>
      source(async (origin) => {
        await client.put('a', Buffer.from('there'));
        await rejects(client.postAsyncFetch('a', `${origin}/a`), { code: 'ObjectAlreadyExists' });
        assert.equal(String((await client.get('a')).content), 'there');
        const { taskId } = await client.postAsyncFetch('a', `${origin}/a`, { ignoreSameKey: false });
        assert.equal((await outcome(client, taskId)).state, 'Success');
        assert.match(String((await client.get('a')).content), /^fetched/);
      }),
  },
  {
    name: 'what cannot be fetched',
    run: ({ client }) =>
      source(async (origin) => {
        const { taskId } = await client.postAsyncFetch('a', `${origin}/gone`);
        assert.equal((await outcome(client, taskId)).state, 'Failed');
        await rejects(client.head('a'), { status: 404 });
      }),
  },
];
