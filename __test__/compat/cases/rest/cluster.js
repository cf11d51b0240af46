'use strict';

// ClusterClient: who is asked, in which order, and what becomes of failures.

const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { GONE, STORED, listing, object, refusal, reply } = require('../replies.js');
const { OBJECTS } = require('./calls.js');

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

const READS = {
  head: [object(), (cluster) => cluster.head('a.txt')],
  get: [object(), (cluster) => cluster.get('a.txt')],
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
  add('server errors', '403', { replies: [...up, refusal(403, 'AccessDenied', 'No.')] }, (it) =>
    withCluster(it, {}, run)
  );
}

/** Both members are asked at once, so which comes first is not compared. */
const WRITES = {
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
  add(
    'server errors',
    'one refuses',
    {
      replies: [reply(200), reply(200), refusal(403, 'AccessDenied', 'No.')],
    },
    (it) => withCluster(it, {}, async (cluster) => (await settle(() => run(cluster))).error?.name)
  );
}

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
make('ready', 'calls back, in a later turn', { replies: [reply(200)] }, (it) =>
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
make('chooseAvailable', 'passes over members that are down', { replies: [reply(200)] }, (it) =>
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
make('URLs', 'of the member whose turn it is', { replies: [reply(200)] }, (it) =>
  withCluster(it, {}, (cluster) => [
    cluster.signatureUrl('a'),
    cluster.signatureUrl('a'),
    cluster.getObjectUrl('a'),
  ])
);
