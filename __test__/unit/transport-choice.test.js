'use strict';

const assert = require('node:assert/strict');
const http = require('node:http');
const { after, before, beforeEach, test } = require('node:test');
const { inspect } = require('node:util');
const OSS = require('../../index.js');
const { startRecorder } = require('../support/recorder.js');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'my-bucket' };

let recorder;
before(async () => {
  recorder = await startRecorder();
});
beforeEach(() => {
  recorder.take();
  recorder.script([{ body: 'hello' }]);
});
after(() => recorder.close());

const client = (options) =>
  new OSS({ ...keys, endpoint: `http://localhost:${recorder.port}`, sldEnable: true, ...options });

/** Runs `call` and counts what goes over Node's `http`, as a mock of it would. */
async function overHttp(call) {
  const { request } = http;
  let count = 0;
  http.request = (...given) => {
    count += 1;
    return request(...given);
  };
  try {
    await call();
  } finally {
    http.request = request;
  }
  return count;
}

test('Rust sends, unless an option, an agent or the environment says Node', async () => {
  const agent = new http.Agent();
  const made = {
    nothing: client(),
    native: client({ transport: 'native', agent }),
    node: client({ transport: 'node' }),
    agent: client({ agent }),
    httpsAgent: client({ httpsAgent: new http.Agent() }),
  };
  process.env.ALI_OSS_TRANSPORT = 'node';
  made.environment = client();
  made.over = client({ transport: 'native' });
  delete process.env.ALI_OSS_TRANSPORT;
  made.later = client();
  made.later.agent = agent;
  const counts = {};
  for (const [name, one] of Object.entries(made)) counts[name] = await overHttp(() => one.get('a'));
  assert.deepEqual(counts, {
    nothing: 0,
    native: 0,
    node: 1,
    agent: 1,
    httpsAgent: 1,
    environment: 1,
    over: 0,
    later: 1,
  });
  assert.equal(made.agent.agent, agent);
  assert.equal(made.later.agent, agent);
  assert.equal(made.nothing.agent, undefined);
});

test('a transport that is none is refused by its name', () => {
  assert.throws(() => client({ transport: 'curl' }), {
    message: `options.transport must be 'native' or 'node', but it is "curl"`,
  });
  process.env.ALI_OSS_TRANSPORT = 'curl';
  try {
    assert.throws(() => client(), /^Error: ALI_OSS_TRANSPORT must be 'native' or 'node', but it is "curl"$/);
  } finally {
    delete process.env.ALI_OSS_TRANSPORT;
  }
});

test('a urllib is looked up at each request', async () => {
  const reply = { status: 200, headers: {}, data: Buffer.from('stub'), res: { status: 200 } };
  const stub = { request: async () => reply };
  const contents = async (one) => String((await one.get('a')).content);

  assert.equal(await contents(client({ urllib: stub })), 'stub');
  const one = client();
  assert.equal(await contents(one), 'hello');
  const { urllib } = one;
  one.urllib = stub;
  assert.equal(await contents(one), 'stub');
  one.urllib = urllib;
  assert.equal(await contents(one), 'hello');

  // As sinon, mm and jest.spyOn do.
  const { request } = urllib;
  urllib.request = stub.request;
  try {
    assert.equal(await contents(one), 'stub');
    assert.equal(await contents(client()), 'stub');
  } finally {
    urllib.request = request;
  }
  assert.equal(await contents(one), 'hello');
});

test('an agent of a client that has a urllib is not used', async () => {
  const seen = [];
  const urllib = { request: async (_url, args) => seen.push(args) && { status: 200, headers: {}, res: {} } };
  const one = client({ urllib, agent: new http.Agent(), httpsAgent: new http.Agent() });
  await one.get('a');
  assert.equal(one.agent, undefined);
  assert.deepEqual([seen[0].agent, seen[0].httpsAgent], [undefined, undefined]);
});

test('the agent of a member is that of its cluster', async () => {
  const agent = new http.Agent();
  const cluster = new OSS.ClusterClient({
    agent,
    ignoreStatusFile: true,
    cluster: [{ ...keys, endpoint: `http://localhost:${recorder.port}`, sldEnable: true }],
  });
  try {
    await cluster.ready();
    assert.equal(cluster.clients[0].agent, agent);
    assert.equal(await overHttp(() => cluster.get('a')), 1);
  } finally {
    cluster.close();
  }
});

test('agents and urllibs are not shown from inside', () => {
  const agent = Object.assign(new http.Agent(), { proxy: 'http://user:password@proxy' });
  for (const one of [client({ agent }), client({ urllib: { request() {}, password: 'password' } })]) {
    assert.doesNotMatch(inspect(one, { depth: 9 }), /password/);
    assert.doesNotMatch(JSON.stringify(one), /password/);
  }
});
