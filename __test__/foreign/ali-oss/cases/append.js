'use strict';

const { bytes } = require('./bytes.js');

module.exports = {
  async 'piece by piece'({ client, check }) {
    const first = await client.append('log', Buffer.from('first,'), {
      mime: 'text/x-log',
      meta: { of: 'log' },
    });
    check.reply('position', first.nextAppendPosition, '6');
    check.state('the first', String((await client.get('log')).content), 'first,');
    const second = await client.append('log', Buffer.from('second'), { position: 6 });
    check.reply('next position', second.nextAppendPosition, '12');
    const { content, res } = await client.get('log');
    check.state('both', String(content), 'first,second');
    check.states('headers', res.headers, {
      'content-type': 'text/x-log',
      'x-oss-meta-of': 'log',
      'x-oss-object-type': 'Appendable',
      'x-oss-next-append-position': '12',
      'x-oss-hash-crc64ecma': second.res.headers['x-oss-hash-crc64ecma'],
    });
    const [listed] = (await client.list()).objects;
    check.states('list', listed, { type: 'Appendable', size: 12 });
  },

  async 'large pieces'({ client, check }) {
    const content = bytes(300_000, 'append');
    await client.append('log', content.subarray(0, 100_000));
    await client.append('log', content.subarray(100_000), { position: 100_000 });
    check.state('content', (await client.get('log')).content.equals(content), true);
  },

  async 'at a wrong position'({ client, check }) {
    await client.append('log', Buffer.from('first'));
    await check.error('beyond the end', client.append('log', Buffer.from('x'), { position: 6 }), {
      status: 409,
      code: 'PositionNotEqualToLength',
      name: 'PositionNotEqualToLengthError',
    });
    await check.error('at the beginning', client.append('log', Buffer.from('x')), {
      status: 409,
      code: 'PositionNotEqualToLength',
    });
    check.state('it stays', String((await client.get('log')).content), 'first');
  },

  async 'to what was put'({ client, check }) {
    await client.put('plain', Buffer.from('plain'));
    await check.error('a normal object', client.append('plain', Buffer.from('x'), { position: 5 }), {
      status: 409,
      code: 'ObjectNotAppendable',
    });
    check.state('it stays', String((await client.get('plain')).content), 'plain');
    await client.append('log', Buffer.from('log'));
    await client.put('log', Buffer.from('plain'));
    check.state('put makes it normal', (await client.head('log')).res.headers['x-oss-object-type'], 'Normal');
  },
};
