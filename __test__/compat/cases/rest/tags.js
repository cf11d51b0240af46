'use strict';

// Tags of objects and of buckets: what is refused, what is sent, what is read.

const { define } = require('../../harness/case.js');
const { reply } = require('../replies.js');
const { root } = require('./calls.js');

const many = (count) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));
const TAGS = {
  none: {},
  one: { a: 'b' },
  'ten of them': many(10),
  'eleven of them': many(11),
  'twenty of them': many(20),
  'twenty-one of them': many(21),
  'all characters allowed': { 'aZ09 +-=._:/': '/:_.=-+ 90Za' },
  'characters that slip through': { ',;<>?@': ';' },
  Chinese: { 中: '文' },
  'an exclamation mark': { a: 'b!' },
  'markup in a value': { a: '<b>&' },
  'an empty key': { '': 'a' },
  'an empty value': { a: '' },
  'a number': { a: 1 },
  null: { a: null },
  undefined: { a: undefined },
  'a key of 64': { [`k${'x'.repeat(63)}`]: 'a' },
  'a key of 65': { [`k${'x'.repeat(64)}`]: 'a' },
  'a key of 128': { [`k${'x'.repeat(127)}`]: 'a' },
  'a key of 129': { [`k${'x'.repeat(128)}`]: 'a' },
  'a value of 128': { a: 'x'.repeat(128) },
  'a value of 129': { a: 'x'.repeat(129) },
  'a value of 256': { a: 'x'.repeat(256) },
  'a value of 257': { a: 'x'.repeat(257) },
  'a key that begins with http://': { 'http://a': 'b' },
  'a key that begins with https://': { 'https://a': 'b' },
  'a key that begins with Aliyun': { Aliyun: 'b' },
  'a key that begins with aliyun': { aliyun: 'b' },
  'a line break': { a: 'b\nc' },
};
const NO_TAGS = {
  undefined: undefined,
  null: null,
  'a text': 'a=b',
  'an array': [{ a: 'b' }],
  'a number': 5,
};

const PUTS = {
  putObjectTagging: (client, tags) => client.putObjectTagging('a.txt', tags),
  putBucketTags: (client, tags) => client.putBucketTags('my-bucket', tags),
};
for (const [method, put] of Object.entries(PUTS)) {
  const add = define(method, { replies: [reply(200)], signatures: ['v1'] });
  for (const [kind, tags] of Object.entries(TAGS)) add('tags', kind, (client) => put(client, tags));
  for (const [kind, tags] of Object.entries(NO_TAGS))
    add('bad input', `tags are ${kind}`, (client) => put(client, tags));
}

const one = '<Tag><Key>a</Key><Value>b</Value></Tag>';
const READ = {
  none: '<TagSet/>',
  one: `<TagSet>${one}</TagSet>`,
  two: `<TagSet>${one}<Tag><Key>c</Key><Value/></Tag></TagSet>`,
  'one without a value': '<TagSet><Tag><Key>a</Key></Tag></TagSet>',
  'a key of the prototype': '<TagSet><Tag><Key>constructor</Key><Value>b</Value></Tag></TagSet>',
  'without a set': one,
};
for (const [kind, inner] of Object.entries(READ)) {
  const setup = { replies: [root('Tagging', inner)], signatures: ['v1'] };
  define('getObjectTagging')('replies', kind, setup, (client) => client.getObjectTagging('a.txt'));
  define('getBucketTags')('replies', kind, setup, (client) => client.getBucketTags('my-bucket'));
}
