'use strict';

const { withReceiver } = require('../receiver.js');
const { etagOf } = require('./bytes.js');

const text = 'hello, fetch';
const ENDED = ['Success', 'Failed'];

/** Asks for the state of a task until it has ended. */
async function outcome(client, taskId) {
  for (;;) {
    const task = await client.getAsyncFetch(taskId);
    if (ENDED.some((state) => task.state.startsWith(state))) return task;
  }
}

const md5 = (content) => Buffer.from(etagOf(content).slice(1, -1), 'hex').toString('base64');

module.exports = {
  async 'in the background'({ client, check }) {
    await withReceiver({ content: text }, async (origin, requests) => {
      const { taskId } = await client.postAsyncFetch('dir/a', `${origin}/source?of=a`, {
        host: 'source.example.com',
        contentMD5: md5(text),
        storageClass: 'IA',
      });
      const { state, taskInfo } = await outcome(client, taskId);
      check.state('state', state, 'Success');
      check.states('task', taskInfo, {
        object: 'dir/a',
        url: `${origin}/source?of=a`,
        host: 'source.example.com',
      });
      check.state('content', String((await client.get('dir/a')).content), text);
      check.state('class', (await client.head('dir/a')).res.headers['x-oss-storage-class'], 'IA');
      const [{ method, url, headers }] = requests;
      check.state('the request', [method, url, headers.host], ['GET', '/source?of=a', 'source.example.com']);
    });
  },

  async 'that fail'({ client, check }) {
    await withReceiver({ status: 404, content: 'gone' }, async (origin) => {
      const { taskId } = await client.postAsyncFetch('a', origin);
      check.state('no source', (await outcome(client, taskId)).state, /^Failed$/);
    });
    await withReceiver({ content: text }, async (origin) => {
      const { taskId } = await client.postAsyncFetch('a', origin, { contentMD5: md5('other') });
      check.state('another digest', (await outcome(client, taskId)).state, /^Failed$/);
    });
    check.state('nothing was stored', (await client.list()).objects, []);
    await check.error('an unknown task', client.getAsyncFetch('none'), { status: 404 });
  },
};
