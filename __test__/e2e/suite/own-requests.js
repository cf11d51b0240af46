'use strict';

const assert = require('node:assert/strict');

const hello = Buffer.from('hello, object');

/** Where a client's requests for an object of its bucket go. */
const address = (client, key) => client._getReqUrl({ bucket: client.options.bucket, object: key });

module.exports = [
  {
    name: 'a request that the caller signs with V1',
    async run({ client, bucket, fetch }) {
      await client.put('a b', hello);
      const headers = { 'x-oss-date': new Date().toUTCString() };
      const authorization = client.authorization('GET', `/${bucket}/a b`, undefined, headers);
      const reply = await fetch(address(client, 'a b'), { headers: { ...headers, authorization } });
      assert.deepEqual([reply.status, await reply.bytes()], [200, hello]);
    },
  },
  {
    name: 'a request that the caller signs with V4',
    async run({ client, bucket, fetch }) {
      await client.put('a b', hello);
      const headers = {
        'x-oss-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
        'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      };
      const authorization = client.authorizationV4('GET', { headers }, bucket, 'a b');
      const reply = await fetch(address(client, 'a b'), { headers: { ...headers, authorization } });
      assert.deepEqual([reply.status, await reply.bytes()], [200, hello]);
    },
  },
  {
    name: 'the document and the error of a reply that the caller got',
    async run({ client, fetch }) {
      const reply = await fetch(address(client, 'none'));
      const data = await reply.bytes();
      const document = await client.parseXML(data);
      assert.equal(document.Code, 'AccessDenied');
      const error = await client.requestError({ status: reply.status, headers: {}, data });
      assert.deepEqual(
        [error.name, error.status, error.requestId],
        ['AccessDeniedError', 403, document.RequestId]
      );
    },
  },
];
