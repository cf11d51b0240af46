'use strict';

const { define } = require('../harness/case.js');
const { reply } = require('./replies.js');

const ROLE = 'acs:ram::1234567890:role/reader';
const POLICY = {
  Statement: [{ Action: ['oss:Get*'], Effect: 'Allow', Resource: ['acs:oss:*:*:my-bucket/*'] }],
  Version: '1',
};

const json = (status, value) =>
  reply(
    status,
    { 'Content-Type': 'application/json;charset=utf-8' },
    typeof value === 'string' ? value : JSON.stringify(value)
  );
const ISSUED = json(200, {
  RequestId: '6A132C50-0000-4000-8000-000000000000',
  AssumedRoleUser: { Arn: 'acs:ram::1234567890:role/reader/app', AssumedRoleId: '33:app' },
  Credentials: {
    SecurityToken: 'fake-token',
    AccessKeyId: 'STS.fake',
    AccessKeySecret: 'fake-secret',
    Expiration: '2026-11-23T13:34:56Z',
  },
});
const refused = (status, Code, Message) =>
  json(status, {
    RequestId: '6A132C50-0000-4000-8000-000000000000',
    HostId: 'sts.aliyuncs.com',
    Code,
    Message,
  });

const assumeRole = define('assumeRole', { bare: true, signatures: ['v1'], replies: [ISSUED] });

const POLICIES = {
  'an object': POLICY,
  'a JSON string': JSON.stringify(POLICY, null, 2),
  'a wrong grammar': { Statements: [] },
  'a string that is no JSON': '{"Statement": [',
  'a string that is a word': 'readonly',
  'an empty string': '',
  'a JSON string of a number': '5',
  'a JSON string with blanks': '  {"a" : 1}  ',
  null: null,
  undefined: undefined,
  zero: 0,
  'a number': 5,
  true: true,
  'an array': [POLICY],
  'odd characters': { Statement: "中 a+b%c'd(e)*!~&=😀" },
  'undefined inside': { a: undefined, b: () => {} },
  'a Date inside': { at: new Date(0) },
};
for (const [kind, policy] of Object.entries(POLICIES)) {
  assumeRole('policy', kind, (it) => it.sts().assumeRole(ROLE, policy, 900, 'session'));
}
assumeRole('policy', 'an object that holds itself', (it) => {
  const policy = {};
  policy.self = policy;
  return it.sts().assumeRole(ROLE, policy);
});
assumeRole('policy', 'a String object', (it) => it.sts().assumeRole(ROLE, new String('{"a":1}')));

const EXPIRATIONS = {
  seconds: 900,
  text: '900',
  zero: 0,
  undefined: undefined,
  null: null,
  'below zero': -1,
  'a fraction': 1.5,
  'a word': 'soon',
};
for (const [kind, expiration] of Object.entries(EXPIRATIONS)) {
  assumeRole('expiration', kind, (it) => it.sts().assumeRole(ROLE, null, expiration, 'session'));
}
const SESSIONS = {
  text: 'my-session',
  empty: '',
  undefined: undefined,
  null: null,
  Chinese: '会话',
  'odd characters': "a b+c'd(e)*!~",
  'a number': 5,
};
for (const [kind, session] of Object.entries(SESSIONS)) {
  assumeRole('session', kind, (it) => it.sts().assumeRole(ROLE, null, 900, session));
}
const ROLES = { 'an ARN': ROLE, empty: '', undefined: undefined, null: null, 'a number': 5, Chinese: '角色' };
for (const [kind, role] of Object.entries(ROLES)) assumeRole('role', kind, (it) => it.sts().assumeRole(role));

const OPTIONS = {
  'a timeout': { timeout: 3000 },
  'a timeout as text': { timeout: '3s' },
  null: null,
  ctx: { ctx: { a: 1 } },
};
for (const [kind, options] of Object.entries(OPTIONS)) {
  assumeRole('options', kind, (it) => it.sts().assumeRole(ROLE, null, 900, 'session', options));
}
assumeRole('timeouts', 'no reply', { replies: [{ never: true }] }, (it) =>
  it.sts().assumeRole(ROLE, null, 900, 'session', { timeout: 200 })
);
assumeRole('timeouts', 'no reply, as text', { replies: [{ never: true }] }, (it) =>
  it.sts().assumeRole(ROLE, null, 900, 'session', { timeout: '200ms' })
);

const REPLIES = {
  '400 for the grammar': refused(
    400,
    'InvalidParameter.PolicyGrammar',
    'The parameter Policy has not passed grammar check.'
  ),
  '403 for the rights': refused(
    403,
    'NoPermission',
    'You are not authorized to do this action. You should be authorized by RAM.'
  ),
  '404 for the role': refused(404, 'EntityNotExist.Role', 'The specified Role not exists.'),
  '404 for the key': refused(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
  '409 for its state': refused(409, 'EntityAlreadyExists.Role', 'The role already exists.'),
  '412 for its state': refused(412, 'PreconditionFailed', 'One failed.'),
  500: refused(500, 'InternalError', 'Unknown.'),
  429: refused(429, 'Throttling.User', 'Request was denied due to user flow control.'),
  '503 with HTML': reply(503, { 'Content-Type': 'text/html' }, '<html>busy</html>'),
  '500 without a body': reply(500),
  '400 with null': json(400, 'null'),
  '400 with a number': json(400, '5'),
  '400 with an empty object': json(400, {}),
  '301 elsewhere': reply(301, { Location: 'http://elsewhere.localhost/' }, 'Moved'),
  '200 without credentials': json(200, { RequestId: 'A' }),
  '200 with null': json(200, 'null'),
  '200 without a body': reply(200),
  '200 with text': reply(200, {}, 'fine'),
  201: json(201, { Credentials: { AccessKeyId: 'STS.fake' } }),
};
for (const [kind, one] of Object.entries(REPLIES)) {
  assumeRole('server errors', kind, { replies: [one] }, (it) => it.sts().assumeRole(ROLE));
}
assumeRole('server down', 'connection refused', { down: true }, (it) => it.sts().assumeRole(ROLE));
assumeRole('server down', 'no such name', (it) =>
  it.sts({ endpoint: 'http://nowhere.invalid' }).assumeRole(ROLE)
);
assumeRole('hang-up', 'after the request', { replies: [{ destroy: true }] }, (it) =>
  it.sts().assumeRole(ROLE)
);
assumeRole('hang-up', 'inside the body', { replies: [{ ...ISSUED, cut: 20 }] }, (it) =>
  it.sts().assumeRole(ROLE)
);

const ENDPOINTS = { 'a trailing slash': '/', 'a path': '/sub/path', 'a query': '/?a=b' };
for (const [kind, tail] of Object.entries(ENDPOINTS)) {
  assumeRole('endpoints', kind, (it) =>
    it.sts({ endpoint: `http://127.0.0.1:${it.port}${tail}` }).assumeRole(ROLE)
  );
}
assumeRole('endpoints', 'without a protocol', (it) =>
  it.sts({ endpoint: `127.0.0.1:${it.port}` }).assumeRole(ROLE)
);
assumeRole('endpoints', 'keys with odd characters', (it) =>
  it.sts({ accessKeyId: 'key id+/=', accessKeySecret: '中 secret' }).assumeRole(ROLE)
);
assumeRole('options', 'the caller cannot change format and version', (it) =>
  it.sts({ format: 'XML', apiVersion: '2014', sigMethod: 'X', sigVersion: '2' }).assumeRole(ROLE)
);
assumeRole('options', 'two calls at once have two nonces', async (it) => {
  const sts = it.sts();
  return Promise.all([sts.assumeRole(ROLE), sts.assumeRole(ROLE)]);
});

const make = define('STS', { bare: true, signatures: ['v1'] });
const KEYS = { accessKeyId: 'fake-key-id', accessKeySecret: 'fake-key-secret' };
const BAD_OPTIONS = {
  undefined: undefined,
  null: null,
  empty: {},
  'no secret': { accessKeyId: 'a' },
  'no id': { accessKeySecret: 'a' },
  'empty keys': { accessKeyId: '', accessKeySecret: '' },
  text: 'keys',
};
for (const [kind, options] of Object.entries(BAD_OPTIONS))
  make('bad input', kind, (it) => new it.OSS.STS(options));
make('result', 'the options kept', (it) => new it.OSS.STS({ ...KEYS, extra: 1 }).options);
make(
  'result',
  'the options over the defaults',
  (it) => new it.OSS.STS({ ...KEYS, endpoint: 'https://sts.example.com', timeout: 1, format: 'XML' }).options
);
make('result', 'without new', (it) => it.OSS.STS(KEYS) instanceof it.OSS.STS);
make('result', 'the private helpers', (it) => {
  const sts = new it.OSS.STS(KEYS);
  return [sts._escape("a b!'()*~/中"), sts._getSignature('POST', { b: '2', a: '1 *' }, 'fake-secret')];
});
