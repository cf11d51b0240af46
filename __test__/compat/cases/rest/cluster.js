'use strict';

// ClusterClient: who is asked, in which order, and what becomes of failures.

const { Readable } = require('node:stream');
const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { GONE, STORED, listing, object, reply } = require('../replies.js');
const { OBJECTS } = require('./calls.js');
const { REFUSALS } = require('./refusals.js');

const MEMBERS = [{ bucket: 'first-bucket' }, { bucket: 'second-bucket' }];

/** A cluster that has asked its members, and is closed afterwards. */
async function withCluster(it, options, run) {
  const cluster = it.cluster(MEMBERS, options);
  cluster.on('error', () => {});
  await cluster.ready();
  try {
    return await run(cluster);
  } finally {
    cluster.close();
  }
}

/** What becomes of refusals by all members, and of members that are not there. */
function refused(add, run) {
  for (const [name, one] of Object.entries(REFUSALS)) {
    add('server errors', name, { replies: [reply(200), reply(200), one] }, (it) => withCluster(it, {}, run));
  }
  add('server down', 'connection refused', { down: true }, (it) => withCluster(it, {}, run));
}

const READS = {
  head: [object(), (cluster) => cluster.head('a.txt')],
  get: [object(), (cluster) => cluster.get('a.txt')],
  getStream: [
    object(),
    async (cluster) => {
      const { stream, ...result } = await cluster.getStream('a.txt');
      return { result, bytes: Buffer.concat(await stream.toArray()) };
    },
  ],
  list: [listing(), (cluster) => cluster.list({ prefix: 'a' })],
  getACL: [OBJECTS.getACL.reply, (cluster) => cluster.getACL('a.txt')],
};
for (const [method, [expected, run]] of Object.entries(READS)) {
  const add = define(`ClusterClient.${method}`, { bare: true });
  const up = [reply(200), reply(200)];
  add('schedule', 'each in its turn', { replies: [...up, expected] }, (it) =>
    withCluster(it, {}, async (cluster) => [await run(cluster), await run(cluster), await run(cluster)])
  );
  add('schedule', 'the master', { replies: [...up, expected] }, (it) =>
    withCluster(it, { schedule: 'masterSlave' }, async (cluster) => [await run(cluster), await run(cluster)])
  );
  refused(define(`ClusterClient.${method}`, { bare: true, signatures: ['v1'] }), run);
}

/** Both members are asked at once, so which comes first is not compared. */
const WRITES = {
  putStream: [STORED, (cluster) => cluster.putStream('a.txt', Readable.from([Buffer.from('hello')]))],
  put: [STORED, (cluster) => cluster.put('a.txt', Buffer.from('hello'))],
  delete: [GONE, (cluster) => cluster.delete('a.txt')],
  deleteMulti: [OBJECTS.deleteMulti.reply, (cluster) => cluster.deleteMulti(['a.txt'])],
  copy: [OBJECTS.copy.reply, (cluster) => cluster.copy('b.txt', 'a.txt')],
  putMeta: [OBJECTS.putMeta.reply, (cluster) => cluster.putMeta('a.txt', { a: 1 })],
  putACL: [reply(200), (cluster) => cluster.putACL('a.txt', 'private')],
};
for (const [method, [expected, run]] of Object.entries(WRITES)) {
  const add = define(`ClusterClient.${method}`, { bare: true, requests: false, signatures: ['v1'] });
  add('plain', 'to all', { replies: [reply(200), reply(200), expected] }, (it) => withCluster(it, {}, run));
  // Which member is told of is a race.
  refused(add, async (cluster) => {
    const { error } = await settle(() => run(cluster));
    return {
      name: error.name,
      message: error.message.replace(/(first|second)-bucket/, '*'),
      status: error.status,
    };
  });
}

const of = (method) => define(`ClusterClient.${method}`, { bare: true, signatures: ['v1'], requests: false });
const make = define('ClusterClient', { bare: true, signatures: ['v1'], requests: false });
for (const [kind, options] of Object.entries({
  undefined: undefined,
  null: null,
  'no list': {},
  'an object': { cluster: {} },
})) {
  make('options', kind, (it) => new it.OSS.ClusterClient(options));
}
make('options', 'what a member lacks', { replies: [reply(200)] }, (it) =>
  withCluster(it, { timeout: '3s' }, (cluster) => cluster.clients.map(({ options }) => options.timeout))
);
make('state', 'after the first asking', { replies: [reply(200)] }, (it) =>
  withCluster(it, { schedule: 'masterSlave', masterOnly: 1 }, (cluster) => [
    cluster.availables,
    cluster.schedule,
    cluster.masterOnly,
    cluster.index,
    cluster instanceof it.OSS.ClusterClient,
  ])
);
of('ready')('arguments', 'calls back, in a later turn', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, async (cluster) => {
    let called = false;
    const result = cluster.ready(() => {
      called = true;
    });
    const atOnce = called;
    await new Promise((resolve) => setImmediate(resolve));
    return [result, atOnce, called];
  })
);
of('chooseAvailable')('members', 'passes over members that are down', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => {
    const names = [];
    for (const availables of [
      { 0: true, 1: true },
      { 0: false, 1: true },
      { 0: false, 1: false },
    ]) {
      cluster.availables = availables;
      for (const schedule of ['roundRobin', 'masterSlave']) {
        cluster.schedule = schedule;
        for (let n = 0; n < 3; n += 1) names.push(cluster.chooseAvailable().options.bucket);
      }
    }
    return names;
  })
);
for (const status of [200, 404, 403, 503]) {
  make('asking', `answered by ${status}`, { replies: [reply(status)] }, async (it) => {
    const errors = [];
    const cluster = it.cluster(MEMBERS, {});
    cluster.on('error', (error) => errors.push(error));
    await cluster.ready();
    cluster.close();
    return [cluster.availables, errors];
  });
}
for (const method of ['signatureUrl', 'getObjectUrl']) {
  of(method)('members', 'each in its turn', { replies: [reply(200)] }, (it) =>
    withCluster(it, {}, (cluster) => [cluster[method]('a b'), cluster[method]('a b'), cluster[method]('c')])
  );
  of(method)('bad input', 'no name', { replies: [reply(200)] }, (it) =>
    withCluster(it, {}, (cluster) => cluster[method]())
  );
}
of('ready')('arguments', 'a flag', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => [cluster.ready(true), cluster.ready() instanceof Promise])
);
of('close')('effect', 'on the timer', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => [cluster.close(), cluster._timerId, cluster.close()])
);
of('_init')('effect', 'asks the members', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => {
    cluster.availables = { 0: false };
    cluster._init();
    return cluster.availables;
  })
);
for (const [kind, replies] of Object.entries({ 'all are up': [reply(200)], 'all are down': [reply(500)] })) {
  of('_checkAvailable')('members', kind, { replies }, (it) =>
    withCluster(it, {}, async (cluster) => [await cluster._checkAvailable(true), cluster.availables])
  );
}
of('_checkAvailable')('arguments', 'with the status file', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, async (cluster) => {
    const seen = [];
    cluster.put = async (name, content) => {
      seen.push(name.replace(/[\d.]+(?=\.txt)/, '*'), content.toString().slice(0, 26));
    };
    await cluster._checkAvailable(false);
    return seen;
  })
);
for (const status of [200, 404, 403, 500]) {
  of('_checkStatus')('replies', String(status), { replies: [reply(200), reply(200), reply(status)] }, (it) =>
    withCluster(it, {}, (cluster) => cluster._checkStatus(cluster.clients[0], 'a'))
  );
}
of('_nextRRIndex')('members', 'round and round', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => [1, 2, 3].map(() => cluster._nextRRIndex()))
);
of('_error')('arguments', 'nothing', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => cluster._error())
);
of('_error')('arguments', 'an error', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => cluster._error(new Error('broken')))
);
/** What a callback is told of a task. */
const told = (start) =>
  new Promise((resolve) => {
    start((error) => resolve(error ?? 'done'));
  });
for (const [kind, task] of Object.entries({
  'that ends': async () => {},
  'that fails': async () => {
    throw new Error('broken');
  },
})) {
  of('_createCallback')('tasks', kind, { replies: [reply(200)] }, (it) =>
    withCluster(it, {}, (cluster) => told((callback) => cluster._createCallback(cluster, task, callback)()))
  );
  of('_deferInterval')('tasks', kind, { replies: [reply(200)] }, (it) =>
    withCluster(it, {}, async (cluster) => {
      let timer;
      const result = await told((callback) => {
        timer = cluster._deferInterval(task, 1, callback);
      });
      clearInterval(timer);
      return result;
    })
  );
}
