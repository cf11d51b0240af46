'use strict';

// Every shape of error that ali-oss has, on both libraries.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');
const { after, describe, test } = require('node:test');
const { closeAgents, ours, theirs } = require('../support/clients.js');
const { startRecorder } = require('../support/recorder.js');
const { settle } = require('./harness/observe.js');
const ERRORS = require('./reference/errors.js');

after(closeAgents);

const design = fs.readFileSync(path.join(__dirname, '../../docs/DESIGN.md'), 'utf8');

for (const row of ERRORS) {
  describe(row.name, () => {
    test('ali-oss', async () => {
      assert.deepEqual(await shape(theirs, row), expected(row));
    });
    test('here', async () => {
      const here = ours.OSS === theirs.OSS ? undefined : row.here;
      if (here) assert.ok(design.includes(`| ${here.row} |`), `${here.row} is no row of docs/DESIGN.md`);
      assert.deepEqual(await shape(ours, row), expected({ ...row, ...here }));
    });
  });
}

function expected({ text, own }) {
  return { text, own };
}

/** What a call rejects with, with the parts left out that differ from run to run. */
async function shape(
  library,
  { replies = [{}], call = (client) => client.get('a'), down, blocked, own, text }
) {
  const server = await start({ blocked, down, replies });
  try {
    const options = {
      accessKeyId: 'fake-key-id',
      accessKeySecret: 'fake-key-secret',
      bucket: 'my-bucket',
      retryMax: 0,
    };
    const client = library.reach(server.port, (way) => new library.OSS({ ...options, ...way }));
    const { error } = await settle(() => call(client));
    assert.notEqual(error, undefined, 'the call has not failed');
    return {
      text: text === '*' ? text : steady(String(error), server.port),
      own: Object.fromEntries(
        Object.keys(error)
          .sort()
          .map((key) => [key, own[key] === '*' ? '*' : error[key]])
      ),
    };
  } finally {
    await server.close();
  }
}

/** Nothing listens at port 1. */
const NOBODY = { port: 1, close: async () => {} };

function start({ blocked, down, replies }) {
  if (blocked) return blockedPort();
  return down ? NOBODY : startRecorder(replies);
}

function steady(text, port) {
  return text
    .replace(`:${port}`, ':PORT')
    .replace(/, agent status: \{.*?\}(?=, socketHandledRequests)/s, '')
    .replace(/keepalive socket: (true|false)/, 'keepalive socket: *')
    .replace(/socketHandled(Requests|Responses): \d+/g, 'socketHandled$1: *')
    .replace(/(?<=part_num: )\d$/, '*');
}

/** A port whose connections are never completed: the queue of a server that is stopped is full. */
async function blockedPort() {
  const script = `const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(readline.createInterface(child.stdout), 'line');
  const port = Number(line);
  child.kill('SIGSTOP');
  const queue = Array.from({ length: 8 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  // Node connects in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  return {
    port,
    async close() {
      for (const socket of queue) socket.destroy();
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}
