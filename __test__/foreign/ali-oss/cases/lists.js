'use strict';

const { ACCOUNT } = require('../accounts.js');
const { etagOf } = require('./bytes.js');

const KEYS = ['a.txt', 'b/1.txt', 'b/2.txt', 'b/c/3.txt', 'd.txt'];
const names = ({ objects }) => objects.map(({ name }) => name);

async function fill(client) {
  for (const key of KEYS) await client.put(key, Buffer.from(key));
}

module.exports = {
  async 'of nothing'({ client, check }) {
    check.states('list', await client.list(), {
      objects: [],
      prefixes: null,
      nextMarker: null,
      isTruncated: false,
    });
    check.states('listV2', await client.listV2(), {
      objects: [],
      prefixes: null,
      isTruncated: false,
      keyCount: 0,
    });
  },

  async 'what they tell of an object'({ client, check }) {
    await client.put('b/1.txt', Buffer.from('12345'));
    const [object] = (await client.list({ prefix: 'b/' })).objects;
    check.states('list', object, {
      name: 'b/1.txt',
      etag: etagOf('12345'),
      type: 'Normal',
      size: 5,
      storageClass: 'Standard',
      owner: { id: ACCOUNT, displayName: 'demo' },
    });
    check.state('list, date', object.lastModified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    const [second] = (await client.listV2({ prefix: 'b/', 'fetch-owner': 'true' })).objects;
    check.states('listV2', second, { name: 'b/1.txt', size: 5, owner: { id: ACCOUNT, displayName: 'demo' } });
    const [third] = (await client.listV2({ prefix: 'b/' })).objects;
    check.state('listV2 without owner', third.owner, null);
  },

  async 'prefix and delimiter'({ client, check }) {
    await fill(client);
    check.state('prefix', names(await client.list({ prefix: 'b/' })), KEYS.slice(1, 4));
    const top = await client.list({ delimiter: '/' });
    check.state('delimiter, keys', names(top), ['a.txt', 'd.txt']);
    check.state('delimiter, prefixes', top.prefixes, ['b/']);
    const inside = await client.list({ prefix: 'b/', delimiter: '/' });
    check.state('both, keys', names(inside), ['b/1.txt', 'b/2.txt']);
    check.state('both, prefixes', inside.prefixes, ['b/c/']);
    check.state('a delimiter of several characters', (await client.list({ delimiter: '/c/' })).prefixes, [
      'b/c/',
    ]);
    check.state('nothing begins so', names(await client.list({ prefix: 'x' })), []);
  },

  async 'page by page'({ client, check }) {
    await fill(client);
    const seen = [];
    let marker;
    do {
      const page = await client.list({ 'max-keys': 2, ...(marker && { marker }) });
      seen.push(names(page));
      marker = page.nextMarker;
    } while (marker);
    check.state('pages', seen, [KEYS.slice(0, 2), KEYS.slice(2, 4), KEYS.slice(4)]);
    check.state('after a marker', names(await client.list({ marker: 'b/2.txt' })), ['b/c/3.txt', 'd.txt']);
    const folded = await client.list({ delimiter: '/', 'max-keys': 2 });
    check.state('common prefixes count, keys', names(folded), ['a.txt']);
    check.state('common prefixes count, prefixes', folded.prefixes, ['b/']);
    const rest = await client.list({ delimiter: '/', 'max-keys': 2, marker: folded.nextMarker });
    check.state('after a common prefix', names(rest), ['d.txt']);
  },

  async 'page by page, version 2'({ client, check }) {
    await fill(client);
    const seen = [];
    const counts = [];
    let token;
    do {
      const page = await client.listV2({ 'max-keys': 2, ...(token && { 'continuation-token': token }) });
      seen.push(names(page));
      counts.push(page.keyCount);
      token = page.nextContinuationToken;
    } while (token);
    check.state('pages', seen, [KEYS.slice(0, 2), KEYS.slice(2, 4), KEYS.slice(4)]);
    check.state('counts', counts, [2, 2, 1]);
    check.state('start-after', names(await client.listV2({ 'start-after': 'b/2.txt' })), [
      'b/c/3.txt',
      'd.txt',
    ]);
    const top = await client.listV2({ delimiter: '/' });
    check.state('delimiter, keys', names(top), ['a.txt', 'd.txt']);
    check.state('delimiter, prefixes', top.prefixes, ['b/']);
    check.state('delimiter, count', top.keyCount, 3);
  },

  async 'encoded names'({ client, check }) {
    await client.put("中 a+b%c'd&e/x", Buffer.from('x'));
    const encoded = await client.list({ 'encoding-type': 'url', delimiter: '/' });
    check.state('prefix', decodeURIComponent(encoded.prefixes[0].replaceAll('+', ' ')), "中 a+b%c'd&e/");
    check.state('it is encoded', encoded.prefixes[0], /^%E4%B8%AD/);
  },

  async 'arguments that are refused'({ client, check }) {
    const refused = { status: 400, code: 'InvalidArgument', name: 'InvalidArgumentError' };
    await check.error('max-keys above 1000', client.list({ 'max-keys': 1001 }), refused);
    await check.error('max-keys of a word', client.list({ 'max-keys': 'many' }), refused);
    await check.error('an unknown encoding', client.list({ 'encoding-type': 'base64' }), refused);
    await check.error('a token of nobody', client.listV2({ 'continuation-token': 'x' }), refused);
  },
};
