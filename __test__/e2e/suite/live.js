'use strict';

const assert = require('node:assert/strict');
const { rejects } = require('../rejects.js');

const CONFIGURATION = {
  Description: 'first & <only>',
  Status: 'enabled',
  Target: { Type: 'HLS', FragDuration: 5, FragCount: 3, PlaylistName: 'playlist.m3u8' },
};

module.exports = [
  {
    name: 'a live channel is made, read, shut and taken away',
    async run({ client, bucket }) {
      const { publishUrls, playUrls } = await client.putChannel('show', CONFIGURATION);
      assert.match(publishUrls[0], new RegExp(`^rtmp://${bucket}\\..*/live/show$`));
      assert.match(playUrls[0], /\/show\/playlist\.m3u8$/);
      const { data } = await client.getChannel('show');
      assert.deepEqual([data.Description, data.Target.FragDuration], [CONFIGURATION.Description, '5']);
      assert.equal((await client.getChannelStatus('show')).data.Status, 'Idle');
      await client.putChannelStatus('show', 'disabled');
      assert.equal((await client.getChannelStatus('show')).data.Status, 'Disabled');
      assert.deepEqual((await client.getChannelHistory('show')).records, []);
      assert.equal((await client.deleteChannel('show')).res.status, 204);
      await rejects(client.getChannel('show'), { status: 404, code: 'NoSuchLiveChannel' });
    },
  },
  {
    name: 'live channels page by page',
    async run({ client }) {
      for (const id of ['a-1', 'a-2', 'b']) await client.putChannel(id, CONFIGURATION);
      const first = await client.listChannels({ prefix: 'a', 'max-keys': 1 });
      assert.deepEqual(
        [first.channels.map(({ Name }) => Name), first.isTruncated, first.nextMarker],
        [['a-1'], true, 'a-1']
      );
      assert.equal(first.channels[0].PublishUrls.length, 1);
      const rest = await client.listChannels({ prefix: 'a', marker: first.nextMarker });
      assert.deepEqual([rest.channels.map(({ Name }) => Name), rest.isTruncated], [['a-2'], false]);
      for (const id of ['a-1', 'a-2', 'b']) await client.deleteChannel(id);
    },
  },
  {
    name: 'a playlist of what was streamed',
    async run({ client }) {
      await client.putChannel('show', CONFIGURATION);
      const now = Math.floor(Date.now() / 1000);
      await client.put(`show/${(now - 60) * 1000}.ts`, Buffer.from('segment'));
      await client.createVod('show', 'vod.m3u8', { startTime: now - 120, endTime: now });
      assert.match(String((await client.get('show/vod.m3u8')).content), /^#EXTM3U/);
      await client.deleteChannel('show');
    },
  },
];
