'use strict';

const { bytes } = require('./bytes.js');

/** The lowest rate there is, in bits per second. */
const SLOW = { 'x-oss-traffic-limit': '819200' };
/** What passes in a fifth of a second. */
const content = bytes(20_480, 'slow');

/** How long a call took, in milliseconds. */
async function timed(call) {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

module.exports = {
  async 'slow down both ways'({ client, check }) {
    const put = await timed(() => client.put('a', content, { headers: { ...SLOW } }));
    check.state('put takes its time', put >= 150, true);
    check.state('content', (await client.get('a')).content.equals(content), true);
    let got;
    const get = await timed(async () => {
      got = await client.get('a', { headers: { ...SLOW } });
    });
    check.state('get takes its time', get >= 150, true);
    check.state('content of the slow get', got.content.equals(content), true);
  },

  async 'out of their range'({ client, check }) {
    const put = (limit) => client.put('a', content, { headers: { 'x-oss-traffic-limit': limit } });
    const refused = { status: 400, code: 'InvalidArgument' };
    await check.error('too low', put('819199'), refused);
    await check.error('too high', put('838860801'), refused);
    await check.error('no number', put('fast'), refused);
    check.state('nothing was stored', (await client.list()).objects, []);
  },
};
