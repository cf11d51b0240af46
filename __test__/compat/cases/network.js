'use strict';

// Servers that are not there, hang up, stall or stop halfway.

const { define } = require('../harness/case.js');
const { CALLS } = require('./calls.js');

const HALF_A_HEAD = 'HTTP/1.1 200 OK\r\nContent-Ty';
const NO_HTTP = 'SSH-2.0-OpenSSH_9.6\r\n';

for (const [method, { run, reply }] of Object.entries(CALLS)) {
  const add = define(method);
  const call = (client, it) => run(client, undefined, it);
  add('server down', 'connection refused', { down: true, via: 'ip' }, call);
  add('server down', 'connection refused under a real name', { down: true, via: 'endpoint' }, call);
  add('hang-up', 'after the request', { replies: [{ destroy: true }], via: 'ip' }, call);
  add('hang-up', 'inside the head', { replies: [{ raw: HALF_A_HEAD }], via: 'ip' }, call);
  add(
    'hang-up',
    'inside the body',
    { replies: [{ ...reply, status: 200, body: 'hello', cut: 2 }], via: 'ip' },
    call
  );
  add('hang-up', 'what comes is no HTTP', { replies: [{ raw: NO_HTTP }], via: 'ip' }, call);
}

const SILENCE = { replies: [{ never: true }], via: 'ip' };
const FORMS = {
  'a number': 200,
  'text in ms': '200ms',
  'text in s': '0.2s',
  'a pair': [5000, 200],
  'a pair of texts': ['5s', '200ms'],
};

for (const [method, { run }] of Object.entries(CALLS)) {
  define(method)('timeouts', 'no reply', SILENCE, (client, it) => run(client, { timeout: 200 }, it));
}
for (const [form, timeout] of Object.entries(FORMS)) {
  define('get')('timeouts', `no reply, ${form}`, SILENCE, (client) => client.get('a', { timeout }));
}
define('put')('timeouts', 'no reply, set on the client', { ...SILENCE, client: { timeout: 200 } }, (client) =>
  client.put('a', Buffer.from('hello'))
);
define('list')(
  'timeouts',
  'no reply, set as text on the client',
  { ...SILENCE, client: { timeout: '200ms' } },
  (client) => client.list()
);

// Times that cannot be read start timers of 1 ms in ali-oss; what follows is a race, so they have no case here.
const IN_TIME = { zero: 0, null: null, NaN: Number.NaN, 'a long text': '1m', 'a pair': ['1s', 5000] };
for (const [form, timeout] of Object.entries(IN_TIME)) {
  define('get')('timeouts', `a reply in time, ${form}`, { replies: [CALLS.get.reply] }, (client) =>
    client.get('a', { timeout })
  );
}
