'use strict';

const HOUR = 3_600_000;
const text = Buffer.from('hello, archive');

module.exports = {
  async 'are frozen, restored and freeze again'({ client, admin, check }) {
    await client.put('a', text, { headers: { 'x-oss-storage-class': 'Archive' } });
    await check.error('get', client.get('a'), { status: 403, code: 'InvalidObjectState' });
    const frozen = await client.head('a');
    check.state('class', frozen.res.headers['x-oss-storage-class'], 'Archive');
    check.state('no word of restoring', frozen.res.headers['x-oss-restore'], undefined);
    const { res } = await client.restore('a', { type: 'Archive', Days: 1 });
    check.reply('accepted', res.status, 202);
    check.state('under way', (await client.head('a')).res.headers['x-oss-restore'], 'ongoing-request="true"');
    await check.error('again', client.restore('a'), { status: 409, code: 'RestoreAlreadyInProgress' });
    await check.error('get meanwhile', client.get('a'), { status: 403, code: 'InvalidObjectState' });
    check.state('content, later', (await soon(admin, client, 120_000, 'a')).content, text);
    check.state(
      'until when',
      (await soon(admin, client, 120_000, 'a')).res.headers['x-oss-restore'],
      /^ongoing-request="false", expiry-date="/
    );
    await check.error('after a day', soon(admin, client, 26 * HOUR, 'a'), {
      status: 403,
      code: 'InvalidObjectState',
    });
  },

  async 'cold ones take hours'({ client, admin, check }) {
    await client.put('cold', text, { headers: { 'x-oss-storage-class': 'ColdArchive' } });
    await check.error('get', client.get('cold'), { status: 403, code: 'InvalidObjectState' });
    await client.restore('cold', { type: 'ColdArchive', Days: 2, JobParameters: 'Expedited' });
    check.state(
      'under way',
      (await client.head('cold')).res.headers['x-oss-restore'],
      /ongoing-request="true"/
    );
    await check.error('too soon', soon(admin, client, 120_000, 'cold'), { code: 'InvalidObjectState' });
    check.state('after hours', (await soon(admin, client, 2 * HOUR, 'cold')).content, text);
    check.state('on the next day', (await soon(admin, client, 30 * HOUR, 'cold')).content, text);
  },

  async 'what is not archived'({ client, check }) {
    await client.put('a', text);
    await check.error('restore', client.restore('a'), { status: 400, code: 'OperationNotSupported' });
    await check.error('restore of nothing', client.restore('none'), { status: 404, code: 'NoSuchKey' });
    check.state('it stays readable', (await client.get('a')).content, text);
  },
};

/** Reads an object as it will be so much later, by a client whose clock goes right too. */
function soon(admin, client, milliseconds, name) {
  const later = Object.assign(Object.create(client), {
    options: { ...client.options, amendTimeSkewed: milliseconds },
  });
  return admin.later(milliseconds, () => later.get(name));
}
