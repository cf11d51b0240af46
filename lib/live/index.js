'use strict';

const { later } = require('../later');

/** Live channels: what is streamed to them by RTMP is stored. */
module.exports = {
  ...later(
    () => require('./channels'),
    [
      'createVod',
      'deleteChannel',
      'getChannel',
      'getChannelHistory',
      'getChannelStatus',
      'listChannels',
      'putChannel',
      'putChannelStatus',
    ]
  ),
  ...later(() => require('./url'), ['getRtmpUrl']),
};
