'use strict';

// Live channels: configurations, listings, URLs.

const { define } = require('../../harness/case.js');
const { reply } = require('../replies.js');
const { LIVE, root } = require('./calls.js');

const CONFIGURATIONS = {
  undefined: undefined,
  empty: {},
  'a description': { Description: '<a> & "b"' },
  'what looks escaped': { Description: 'a &amp; b &#38; &x' },
  numbers: { Target: { FragDuration: 5, FragCount: 0 } },
  'a boolean': { Target: { Flag: true } },
  'an undefined value': { Description: undefined, Status: 'enabled' },
  'an empty value': { Description: '' },
  'a list': { Target: { Url: ['a', 'b'] } },
  'a list of objects': { Target: [{ A: 1 }, { B: 2 }] },
  'a date': { Description: new Date(0) },
};
for (const [kind, conf] of Object.entries(CONFIGURATIONS)) {
  define('putChannel', { replies: [LIVE.putChannel.reply], signatures: ['v1'] })(
    'configuration',
    kind,
    (client) => client.putChannel('channel', structuredClone(conf))
  );
}
const URLS = {
  'several addresses':
    '<PublishUrls><Url>a</Url><Url>b</Url></PublishUrls><PlayUrls><Url>c</Url><Url>d</Url></PlayUrls>',
  'no addresses': '<PublishUrls/><PlayUrls/>',
};
for (const [kind, inner] of Object.entries(URLS)) {
  define('putChannel', { signatures: ['v1'] })(
    'replies',
    kind,
    { replies: [root('CreateLiveChannelResult', inner)] },
    (client) => client.putChannel('channel.txt', {})
  );
}

const CHANNEL = `<LiveChannel><Name>c</Name>${URLS['several addresses']}</LiveChannel>`;
const LISTINGS = {
  none: '<IsTruncated>false</IsTruncated>',
  two: CHANNEL + CHANNEL,
  'another page': `${CHANNEL}<IsTruncated>true</IsTruncated><NextMarker>n</NextMarker>`,
  'one without addresses': '<LiveChannel><Name>c</Name></LiveChannel>',
};
for (const [kind, inner] of Object.entries(LISTINGS)) {
  const setup = { replies: [root('ListLiveChannelResult', inner)], signatures: ['v1'] };
  define('listChannels')('listings', kind, setup, (client) => client.listChannels());
}
define('listChannels', { replies: [LIVE.listChannels.reply] })('query', 'null', (client) =>
  client.listChannels(null)
);
for (const [kind, inner] of Object.entries({
  none: '',
  two: '<LiveRecord><A/></LiveRecord><LiveRecord><B/></LiveRecord>',
})) {
  const setup = { replies: [root('LiveChannelHistory', inner)], signatures: ['v1'] };
  define('getChannelHistory')('listings', kind, setup, (client) => client.getChannelHistory('c'));
}
for (const status of ['enabled', 'odd', undefined]) {
  define('putChannelStatus', { replies: [reply(200)] })('argument', String(status), (client) =>
    client.putChannelStatus('c', status)
  );
}
const PERIODS = {
  texts: { startTime: '1', endTime: '2' },
  empty: {},
  more: { startTime: 1, endTime: 2, a: 'b' },
};
for (const [kind, time] of Object.entries(PERIODS)) {
  define('createVod', { replies: [reply(200)] })('time', kind, (client) =>
    client.createVod('c d', 'v.m3u8', time)
  );
}

const rtmp = define('getRtmpUrl', { signatures: ['v1'] });
const URL_OPTIONS = {
  nothing: undefined,
  null: null,
  empty: {},
  expires: { expires: 60 },
  'expires 0': { expires: 0 },
  'expires as text': { expires: '60' },
  'a playlist': { params: { playlistName: 'play list.m3u8' } },
  'parameters in another order': { params: { b: '2', a: '1', Z: 3 } },
  'a parameter of ours': { params: { Expires: 1 } },
  'odd characters': { params: { a: "中+/'#&=" } },
  'no parameters': { params: null },
};
for (const [kind, options] of Object.entries(URL_OPTIONS)) {
  rtmp('options', kind, (client) => client.getRtmpUrl('channel', structuredClone(options)));
}
for (const [kind, id] of Object.entries({
  Chinese: '频道',
  quotes: "it's",
  slash: '/a',
  undefined: undefined,
})) {
  rtmp('channels', kind, (client) => client.getRtmpUrl(id));
}
for (const via of ['ip', 'cname', 'localhostPath', 'secure']) {
  rtmp('endpoints', via, { via }, (client, it) => client.getRtmpUrl('c').replaceAll(String(it.port), 'PORT'));
}
rtmp('options', 'a token', { client: { stsToken: 'token' } }, (client) => client.getRtmpUrl('c'));
