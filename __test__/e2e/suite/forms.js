'use strict';

const assert = require('node:assert/strict');

const iso = (time) => new Date(time).toISOString();

/** What a browser sends of a form. */
async function post(fetch, url, fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), 'file.txt');
  const sent = new Response(form);
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': sent.headers.get('content-type') },
    body: Buffer.from(await sent.arrayBuffer()),
  });
}

module.exports = [
  {
    name: 'a form uploads what a policy allows, signed with V1',
    async run({ client, bucket, fetch }) {
      const policy = {
        expiration: iso(Date.now() + 60_000),
        conditions: [{ bucket }, ['starts-with', '$key', 'forms/']],
      };
      const fields = client.calculatePostSignature(policy);
      const to = client._getReqUrl({ bucket });
      assert.equal((await post(fetch, to, { key: 'forms/a.txt', ...fields }, 'from a form')).status, 204);
      assert.equal(String((await client.get('forms/a.txt')).content), 'from a form');
      assert.equal((await post(fetch, to, { key: 'elsewhere', ...fields }, 'no')).status, 403);
    },
  },
  {
    name: 'a form uploads what a policy allows, signed with V4',
    async run({ client, bucket, fetch }) {
      const now = new Date();
      const date = iso(now).replace(/[-:]|\.\d+/g, '');
      const credential = `${client.options.accessKeyId}/${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`;
      const signed = {
        'x-oss-signature-version': 'OSS4-HMAC-SHA256',
        'x-oss-credential': credential,
        'x-oss-date': date,
      };
      const policy = {
        expiration: iso(now.getTime() + 60_000),
        conditions: [{ bucket }, ...Object.entries(signed).map(([name, value]) => ({ [name]: value }))],
      };
      const fields = {
        key: 'forms/b.txt',
        ...signed,
        policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
        'x-oss-signature': client.signPostObjectPolicyV4(policy, now),
      };
      const to = client._getReqUrl({ bucket });
      assert.equal((await post(fetch, to, fields, 'from a form')).status, 204);
      assert.equal(String((await client.get('forms/b.txt')).content), 'from a form');
    },
  },
];
