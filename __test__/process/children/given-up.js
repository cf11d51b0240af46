'use strict';

// Gives bodies up, again and again, and tells what that leaves of memory, descriptors and sockets. Arguments: the port of an
// emulator, what is given up, and how often.

const fs = require('node:fs');
const OSS = require('../../..');
const { DEMO } = require('../../support/emulator.js');

const AT_ONCE = 20;
const LARGE = Buffer.alloc(1 << 20);
const SMALL = Buffer.alloc(64 * 1024);

const GIVEN_UP = {
  // Half of them are destroyed, and half are forgotten.
  downloads: async (client, number) => {
    const { stream } = await client.getStream('large');
    if (number % 2 === 0) stream.destroy();
  },
  uploads: async (client, number) => {
    const stop = new AbortController();
    const put = client.put(`put-${number % 100}`, SMALL, { signal: stop.signal });
    setImmediate(() => stop.abort());
    await put.catch(({ name }) => {
      if (name !== 'AbortError') throw new Error(name);
    });
  },
};

/** What the process holds when nothing is under way. */
async function held() {
  // Streams are forgotten in turns of the event loop after they were collected.
  for (let i = 0; i < 10; i++) {
    global.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const descriptors = fs.readdirSync('/proc/self/fd');
  const isSocket = (descriptor) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${descriptor}`).startsWith('socket:');
    } catch {
      return false;
    }
  };
  return {
    rss: process.memoryUsage.rss(),
    descriptors: descriptors.length,
    sockets: descriptors.filter(isSocket).length,
  };
}

async function main([port, kind, count]) {
  const client = new OSS({
    ...DEMO.user,
    region: DEMO.region,
    endpoint: `http://localhost:${port}`,
    sldEnable: true,
    bucket: 'given-up',
  });
  await client.putBucket('given-up');
  await client.put('large', LARGE);
  const total = Number(count);
  let next = 0;
  const runUntil = (end) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < end) {
          const number = next++;
          await GIVEN_UP[kind](client, number);
          if (number % 200 === 0) global.gc();
        }
      })
    );
  await runUntil(total / 5);
  const early = await held();
  await runUntil(total);
  const late = await held();
  // The client is none the worse for it.
  const { content } = await client.get('large');
  console.log(JSON.stringify({ early, late, works: content.equals(LARGE) }));
}

main(process.argv.slice(2));
