'use strict';

const MISSING = { status: 404, code: 'NoSuchLiveChannel' };
const CONFIG = {
  Description: 'the yard',
  Status: 'enabled',
  Target: { Type: 'HLS', FragDuration: '10', FragCount: '5', PlaylistName: 'yard.m3u8' },
};

module.exports = {
  async 'are made, switched and deleted'({ client, bucket, check }) {
    const { publishUrls, playUrls } = await client.putChannel('yard', CONFIG);
    check.reply('publish URL', publishUrls[0], /^rtmp:\/\/.*\/live\/yard$/);
    check.reply('play URL', playUrls[0], /^http:\/\/.*\/yard\/yard\.m3u8$/);
    const { data } = await client.getChannel('yard');
    check.states('configuration', data, { Description: 'the yard', Status: 'enabled' });
    check.states('target', data.Target, CONFIG.Target);
    check.state('status', (await client.getChannelStatus('yard')).data.Status, 'Idle');
    await client.putChannelStatus('yard', 'disabled');
    check.state('switched off', (await client.getChannelStatus('yard')).data.Status, 'Disabled');
    check.state('switched off, configuration', (await client.getChannel('yard')).data.Status, 'disabled');
    check.state('history', (await client.getChannelHistory('yard')).records, []);
    await check.error('its bucket', client.deleteBucket(bucket), { status: 409 });
    await client.deleteChannel('yard');
    await check.error('deleted', client.getChannel('yard'), MISSING);
    await check.error('deleted, status', client.getChannelStatus('yard'), MISSING);
    await check.error('deleted, switching', client.putChannelStatus('yard', 'enabled'), MISSING);
  },

  async 'are listed page by page'({ client, check }) {
    for (const name of ['a-1', 'a-2', 'b']) await client.putChannel(name, CONFIG);
    const first = await client.listChannels({ 'max-keys': 2 });
    check.state(
      'first page',
      first.channels.map(({ Name }) => Name),
      ['a-1', 'a-2']
    );
    check.states('first page', first, { isTruncated: true, nextMarker: 'a-2' });
    check.states('entry', first.channels[0], { Description: 'the yard', Status: 'enabled' });
    const rest = await client.listChannels({ marker: first.nextMarker });
    check.state(
      'second page',
      rest.channels.map(({ Name }) => Name),
      ['b']
    );
    check.state('no more', rest.isTruncated, false);
    const prefixed = await client.listChannels({ prefix: 'a-' });
    check.state(
      'prefix',
      prefixed.channels.map(({ Name }) => Name),
      ['a-1', 'a-2']
    );
  },

  async 'give playlists of what they recorded'({ client, check }) {
    await client.putChannel('yard', CONFIG);
    const start = Math.floor(Date.now() / 1000) - 60;
    const time = { startTime: start, endTime: start + 60 };
    const empty = { status: 400, code: 'InvalidArgument' };
    await check.error('of nothing', client.createVod('yard', 'vod.m3u8', time), empty);
    for (const second of [5, 15])
      await client.put(`yard/${(start + second) * 1000}.ts`, Buffer.from('segment'));
    await client.createVod('yard', 'vod.m3u8', time);
    const playlist = String((await client.get('yard/vod.m3u8')).content);
    check.state('playlist', playlist, /^#EXTM3U/);
    check.state('its segments', playlist.match(/\d+\.ts/g), [
      `${(start + 5) * 1000}.ts`,
      `${(start + 15) * 1000}.ts`,
    ]);
    check.state('it ends', playlist, /#EXT-X-ENDLIST/);
  },
};
