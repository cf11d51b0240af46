'use strict';

// Lifecycle rules: every check, every action, and how they are read.

const { define } = require('../../harness/case.js');
const { reply } = require('../replies.js');
const { RULE, root } = require('./calls.js');

const rule = (change) => [{ ...structuredClone(RULE), ...change }];
const time = { createdBeforeDate: '2026-12-01T00:00:00.000Z' };
const tag = { key: 'a', value: 'b' };
const bare = { expiration: undefined };

const RULES = {
  none: [],
  two: [...rule(), ...rule({ id: 'rule-2', prefix: '' })],
  'no id': rule({ id: undefined }),
  'an empty id': rule({ id: '' }),
  'an id that is a number': rule({ id: 5 }),
  'an id of 255': rule({ id: 'a'.repeat(255) }),
  'an id of 256': rule({ id: 'a'.repeat(256) }),
  'an id of 200 letters from v on': rule({ id: 'x'.repeat(200) }),
  'an id of 100 Chinese characters': rule({ id: '中'.repeat(100) }),
  'no prefix': rule({ prefix: undefined }),
  'a null prefix': rule({ prefix: null }),
  'an empty prefix': rule({ prefix: '' }),
  'no status': rule({ status: undefined }),
  'another status': rule({ status: 'enabled' }),
  disabled: rule({ status: 'Disabled' }),
  'no action': rule(bare),
  days: rule({ ...bare, days: 3 }),
  'days as text': rule({ ...bare, days: '3' }),
  'days that are no number': rule({ ...bare, days: 'x' }),
  date: rule({ ...bare, date: time.createdBeforeDate }),
  'days over an expiration': rule({ days: 9 }),
  'days and date': rule({ days: 9, date: time.createdBeforeDate }),
  'expiration by date': rule({ expiration: time }),
  'expiration by another date': rule({ expiration: { createdBeforeDate: '2026-12-01T01:00:00.000Z' } }),
  'expiration by a Date': rule({ expiration: { createdBeforeDate: new Date(0) } }),
  'expiration by nothing': rule({ expiration: {} }),
  'expiration by 0 days': rule({ expiration: { days: 0 } }),
  'expiration by -1 days': rule({ expiration: { days: -1 } }),
  'expiration by 1.5 days': rule({ expiration: { days: 1.5 } }),
  'expiration by an array': rule({ expiration: { days: [1] } }),
  'expiration of markers': rule({ expiration: { expiredObjectDeleteMarker: true } }),
  'expiration of markers as text': rule({ expiration: { expiredObjectDeleteMarker: 'true' } }),
  'expiration of markers and days': rule({ expiration: { expiredObjectDeleteMarker: 'true', days: 1 } }),
  'expiration of markers and a date': rule({ expiration: { expiredObjectDeleteMarker: true, ...time } }),
  'expiration of no markers': rule({ expiration: { expiredObjectDeleteMarker: false, days: 1 } }),
  transition: rule({ transition: { days: 30, storageClass: 'IA' } }),
  'transition by date': rule({ ...bare, transition: { ...time, storageClass: 'DeepColdArchive' } }),
  'transition without a class': rule({ transition: { days: 30 } }),
  'transition to another class': rule({ transition: { days: 30, storageClass: 'Standard' } }),
  'transition without a time': rule({ transition: { storageClass: 'Archive' } }),
  'transition in a list': rule({ transition: [{ days: 30, storageClass: 'IA' }] }),
  'unfinished uploads': rule({ ...bare, abortMultipartUpload: { days: 7 } }),
  'unfinished uploads without a time': rule({ abortMultipartUpload: {} }),
  'unfinished uploads by a bad time': rule({ abortMultipartUpload: { createdBeforeDate: 'x' } }),
  'older versions expire': rule({ ...bare, noncurrentVersionExpiration: { noncurrentDays: '5' } }),
  'older versions expire without days': rule({ noncurrentVersionExpiration: {} }),
  'older versions expire by bad days': rule({ noncurrentVersionExpiration: { noncurrentDays: 'x' } }),
  'older versions expire by a list': rule({ noncurrentVersionExpiration: { noncurrentDays: [5] } }),
  'older versions move': rule({
    ...bare,
    noncurrentVersionTransition: { noncurrentDays: 5, storageClass: 'ColdArchive' },
  }),
  'older versions move without a class': rule({ noncurrentVersionTransition: { noncurrentDays: 5 } }),
  'older versions move without days': rule({ noncurrentVersionTransition: { storageClass: 'IA' } }),
  'a tag': rule({ tag }),
  'two tags': rule({ tag: [tag, { key: 'c', value: 'd' }] }),
  'two tags of one key': rule({ tag: [tag, tag] }),
  'a tag that is a text': rule({ tag: 'a' }),
  'a tag with a bad value': rule({ tag: { key: 'a', value: '!' } }),
  'a tag without a value': rule({ tag: { key: 'a' } }),
  'a tag and unfinished uploads': rule({ tag, abortMultipartUpload: { days: 1 } }),
  'more than ali-oss knows': rule({
    filter: { not: { prefix: 'a', tag: [tag] } },
    extra: [1, 2],
    flag: true,
  }),
  undefined: undefined,
  null: null,
  'an object': {},
  'a text': 'x',
};
for (const [kind, rules] of Object.entries(RULES)) {
  define('putBucketLifecycle', { replies: [reply(200)], signatures: ['v1'] })('rules', kind, (client) =>
    client.putBucketLifecycle('my-bucket', structuredClone(rules))
  );
}

const READ = {
  none: '',
  'an empty id': '<Rule><ID/><Prefix>a</Prefix></Rule>',
  two: '<Rule><ID>1</ID></Rule><Rule><ID>2</ID></Rule>',
  'one tag': '<Rule><ID>1</ID><Tag><Key>a</Key><Value>b</Value></Tag></Rule>',
  'two tags': '<Rule><Tag><Key>a</Key></Tag><Tag><Key>b</Key></Tag></Rule>',
  'an empty tag': '<Rule><Tag/></Rule>',
  'all actions':
    '<Rule><ID>1</ID><Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>' +
    '<NoncurrentVersionExpiration><NoncurrentDays>5</NoncurrentDays></NoncurrentVersionExpiration><Filter><Not><Prefix>a</Prefix></Not></Filter></Rule>',
  'an empty rule': '<Rule/>',
};
for (const [kind, inner] of Object.entries(READ)) {
  const setup = { replies: [root('LifecycleConfiguration', inner)], signatures: ['v1'] };
  define('getBucketLifecycle')('replies', kind, setup, (client) => client.getBucketLifecycle('my-bucket'));
}
