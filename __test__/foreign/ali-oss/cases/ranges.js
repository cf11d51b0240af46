'use strict';

module.exports = {
  async 'inside the object'({ client, check }) {
    await client.put('digits', Buffer.from('0123456789'));
    for (const [range, content, header] of [
      ['bytes=2-5', '2345', 'bytes 2-5/10'],
      ['bytes=0-0', '0', 'bytes 0-0/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
    ]) {
      const got = await client.get('digits', { headers: { Range: range } });
      check.state(`${range}, content`, String(got.content), content);
      check.state(`${range}, status`, got.res.status, 206);
      check.state(`${range}, Content-Range`, got.res.headers['content-range'], header);
      check.state(`${range}, length`, got.res.headers['content-length'], String(content.length));
    }
  },

  async 'beyond the object'({ client, check }) {
    await client.put('digits', Buffer.from('0123456789'));
    const get = (range, headers) => client.get('digits', { headers: { Range: range, ...headers } });
    const standard = { 'x-oss-range-behavior': 'standard' };
    const whole = await get('bytes=5-50');
    check.state('an end beyond, status', whole.res.status, 200);
    check.state('an end beyond, content', String(whole.content), '0123456789');
    check.state('an end beyond, standard', String((await get('bytes=5-50', standard)).content), '56789');
    check.state('no range at all', String((await get('bytes=a-b')).content), '0123456789');
    await check.error('a start beyond, standard', get('bytes=20-30', standard), {
      status: 416,
      code: 'InvalidRange',
      name: 'InvalidRangeError',
    });
  },
};
