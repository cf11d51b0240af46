'use strict';

const a = Buffer.from('a');
const names = async (client) => (await client.list()).objects.map(({ name }) => name);

module.exports = {
  async 'of one'({ client, check }) {
    await client.put('a', a);
    await client.put('b', a);
    await client.delete('a');
    check.state('the other stays', await names(client), ['b']);
    await check.error('it is gone', client.get('a'), { status: 404, code: 'NoSuchKey' });
    await client.delete('a');
    check.state('again', await names(client), ['b']);
  },

  async 'of several'({ client, check }) {
    for (const key of ['a', 'b/1', '中 &<>.txt', 'd']) await client.put(key, a);
    const { deleted } = await client.deleteMulti(['a', '中 &<>.txt', 'none']);
    check.reply(
      'what it tells',
      deleted.map(({ Key }) => Key),
      ['a', '中 &<>.txt', 'none']
    );
    check.state('what is left', await names(client), ['b/1', 'd']);
    const quiet = await client.deleteMulti(['b/1', 'd'], { quiet: true });
    check.reply('quiet', quiet.deleted, []);
    check.state('nothing is left', await names(client), []);
  },

  async 'of a thousand and one'({ client, check }) {
    await client.put('k-0', a);
    const keys = Array.from({ length: 1001 }, (_, n) => `k-${n}`);
    await check.error('refused', client.deleteMulti(keys, { quiet: true }), {
      status: 400,
      code: 'MalformedXML',
    });
    check.state('nothing was deleted', await names(client), ['k-0']);
    await client.deleteMulti(keys.slice(0, 1000), { quiet: true });
    check.state('a thousand', await names(client), []);
  },
};
