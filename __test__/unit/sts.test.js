'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const AliOSS = require('ali-oss');
const OSS = require('../..');
const { rejection, serve } = require('./loopback');

const keys = { accessKeyId: 'test-id', accessKeySecret: 'visible-secret' };
const ROLE = 'acs:ram::1234567890123456:role/reader';
const credentials = {
  AccessKeyId: 'STS.id',
  AccessKeySecret: 'secret',
  SecurityToken: 'token',
  Expiration: '2030-01-01T00:15:00Z',
};
const success = JSON.stringify({ RequestId: '1', AssumedRoleUser: {}, Credentials: credentials });

/** Both clients of a service that gives one answer, and the forms that they send. */
async function both(t, status, body) {
  const { endpoint, requests } = await serve(t, (_, response) => response.writeHead(status).end(body));
  const forms = () =>
    requests.map((request) => Object.fromEntries(new URLSearchParams(request.body.toString())));
  return {
    ours: new OSS.STS({ ...keys, endpoint }),
    theirs: new AliOSS.STS({ ...keys, endpoint }),
    forms,
    requests,
  };
}

test('a role is assumed as by ali-oss', async (t) => {
  const policy = {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'oss:Get*', Resource: 'acs:oss:*:*:é b/*' }],
  };
  for (const input of [
    [ROLE],
    [ROLE, policy],
    [ROLE, JSON.stringify(policy, null, 2)],
    [ROLE, null, 900, 'my.session@-_'],
    [ROLE, '', '1800', 'session', { timeout: 10000 }],
  ]) {
    const { ours, theirs, forms, requests } = await both(t, 200, success);
    const result = await ours.assumeRole(...input);
    assert.deepStrictEqual(result.credentials, credentials);
    assert.strictEqual(result.res.status, 200);
    assert.deepStrictEqual((await theirs.assumeRole(...input)).credentials, credentials);
    const [mine, other] = forms().map(({ Signature, SignatureNonce, Timestamp, ...form }) => {
      assert.ok(Signature && SignatureNonce && Timestamp);
      return form;
    });
    assert.deepStrictEqual(mine, other);
    assert.deepStrictEqual([requests[0].method, requests[0].url], ['POST', '/']);
  }
});

test('each request has a nonce of its own', async (t) => {
  const { ours, forms } = await both(t, 200, success);
  await Promise.all(Array.from({ length: 50 }, () => ours.assumeRole(ROLE)));
  assert.strictEqual(new Set(forms().map((form) => form.SignatureNonce)).size, 50);
});

test('errors of the service have the properties of ali-oss, and no signed body', async (t) => {
  const body = JSON.stringify({
    RequestId: 'request-1',
    HostId: 'h',
    Code: 'NoPermission',
    Message: 'You are not authorized.',
  });
  const { ours, theirs } = await both(t, 403, body);
  const shape = ({ message, name, status, code, requestId }) => ({ message, name, status, code, requestId });
  const error = await rejection(ours.assumeRole(ROLE));
  assert.deepStrictEqual(shape(error), {
    message: 'NoPermission: You are not authorized.',
    name: 'Error',
    status: 403,
    code: 'NoPermission',
    requestId: 'request-1',
  });
  assert.deepStrictEqual(shape(error), shape(await rejection(theirs.assumeRole(ROLE))));
  const { inspect } = require('node:util');
  assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /visible-secret|Signature/);
});

test('an answer that is not JSON is an unknown error with its text', async (t) => {
  const { ours, theirs } = await both(t, 502, '<html>Bad Gateway</html>');
  const error = await rejection(ours.assumeRole(ROLE));
  assert.deepStrictEqual([error.message, error.status], ['UnknownError: <html>Bad Gateway</html>', 502]);
  const other = await rejection(theirs.assumeRole(ROLE));
  assert.deepStrictEqual([other.message, other.status], [error.message, error.status]);
});

test('arguments that cannot be right are refused before anything is sent', async (t) => {
  const { ours, requests } = await both(t, 200, success);
  for (const [role, kind] of [
    [undefined, 'undefined'],
    [null, 'null'],
    [1, 'number'],
    ['', 'string'],
  ]) {
    const error = await rejection(ours.assumeRole(role));
    assert.ok(error instanceof TypeError);
    assert.match(error.message, new RegExp(`^role must be a string such as acs:ram::.*, but got ${kind}$`));
  }
  assert.match((await rejection(ours.assumeRole(ROLE, '{'))).message, /^Policy string is not a valid JSON: /);
  assert.strictEqual(requests.length, 0);
  for (const options of [undefined, null, {}, { accessKeyId: 'a' }]) {
    assert.throws(() => new OSS.STS(options), { message: 'require accessKeyId, accessKeySecret' });
  }
});

test('the defaults are those of ali-oss', () => {
  const { agent: _, ...theirs } = new AliOSS.STS(keys).options;
  assert.deepStrictEqual(new OSS.STS(keys).options, theirs);
});

test('a time limit holds for the client and for a call', async (t) => {
  const { endpoint } = await serve(t, () => {});
  for (const [options, call] of [
    [{ timeout: 20 }, undefined],
    [{}, { timeout: 20 }],
    [{ timeout: '20ms' }, null],
  ]) {
    const sts = new OSS.STS({ ...keys, endpoint, ...options });
    const error = await rejection(sts.assumeRole(ROLE, null, null, null, call));
    assert.match(error.message, /20 ?ms/);
  }
});
