'use strict';

const { ACCOUNT } = require('../accounts.js');
const { etagOf } = require('./bytes.js');

const ID = /^CAEQ/;
const MARKED = { status: 404, code: 'NoSuchKey' };
const versionOf = ({ res }) => res.headers['x-oss-version-id'];

/** Puts one content after the other; the ids of the versions. */
async function put(client, name, ...contents) {
  const ids = [];
  for (const content of contents) ids.push(versionOf(await client.put(name, Buffer.from(content))));
  return ids;
}

const enable = (client, bucket, status = 'Enabled') => client.putBucketVersioning(bucket, status);
const text = async (client, name, versionId) =>
  String((await client.get(name, versionId && { versionId })).content);

module.exports = {
  async 'stay when an object is put again'({ client, bucket, check }) {
    await put(client, 'a', 'zero');
    await enable(client, bucket);
    const [one, two] = await put(client, 'a', 'one', 'two');
    check.reply('an id', one, ID);
    check.state('the current one', await text(client, 'a'), 'two');
    check.state('the one before', await text(client, 'a', one), 'one');
    check.state('the one of before', await text(client, 'a', 'null'), 'zero');
    check.state('head', (await client.head('a', { versionId: one })).res.headers.etag, etagOf('one'));
    check.state('head, id', versionOf(await client.head('a')), two);
    const meta = await client.getObjectMeta('a', { versionId: one });
    check.state('short head, length', meta.res.headers['content-length'], '3');
    const { objects } = await client.getBucketVersions();
    check.state(
      'list, ids',
      objects.map(({ versionId }) => versionId),
      [two, one, 'null']
    );
    check.state(
      'list, which is current',
      objects.map(({ isLatest }) => isLatest),
      [true, false, false]
    );
    check.states('list, entry', objects[1], {
      name: 'a',
      etag: etagOf('one'),
      size: 3,
      type: 'Normal',
      storageClass: 'Standard',
      owner: { id: ACCOUNT, displayName: 'demo' },
    });
    check.state(
      'plain list',
      (await client.list()).objects.map(({ size }) => size),
      [3]
    );
  },

  async 'are hidden by a delete marker'({ client, bucket, check }) {
    await enable(client, bucket);
    const [one] = await put(client, 'a', 'one');
    const gone = await client.delete('a');
    check.reply('marker', gone.res.headers['x-oss-delete-marker'], 'true');
    const marker = versionOf(gone);
    await check.error('get', client.get('a'), MARKED);
    await check.error('head', client.head('a'), { status: 404 });
    check.state('plain list', (await client.list()).objects, []);
    check.state('the version', await text(client, 'a', one), 'one');
    await check.error('get of the marker', client.get('a', { versionId: marker }), {
      status: 405,
      code: 'MethodNotAllowed',
    });
    const { objects, deleteMarker } = await client.getBucketVersions();
    check.state(
      'versions',
      objects.map(({ versionId, isLatest }) => [versionId, isLatest]),
      [[one, false]]
    );
    check.state(
      'markers',
      deleteMarker.map(({ name, versionId }) => [name, versionId]),
      [['a', marker]]
    );
    check.state('owner of the marker', deleteMarker[0].owner, { id: ACCOUNT, displayName: 'demo' });
    await client.delete('a', { versionId: marker });
    check.state('without the marker', await text(client, 'a'), 'one');
    await client.delete('a', { versionId: one });
    await check.error('without the version', client.get('a'), { status: 404, code: 'NoSuchKey' });
    check.state('nothing is left', (await client.getBucketVersions()).objects, []);
  },

  async 'while versioning is suspended'({ client, bucket, check }) {
    await enable(client, bucket);
    const [one] = await put(client, 'a', 'one');
    await enable(client, bucket, 'Suspended');
    check.reply('id', (await put(client, 'a', 'two'))[0], 'null');
    await put(client, 'a', 'three');
    check.state('the current one', await text(client, 'a'), 'three');
    check.state('the null one', await text(client, 'a', 'null'), 'three');
    check.state('the old one', await text(client, 'a', one), 'one');
    const list = async () => (await client.getBucketVersions()).objects.map(({ versionId }) => versionId);
    check.state('list', await list(), ['null', one]);
    check.reply('id of the marker', versionOf(await client.delete('a')), 'null');
    check.state('the null version went', await list(), [one]);
    await check.error('get', client.get('a'), MARKED);
  },

  async 'that are not there'({ client, bucket, check }) {
    await enable(client, bucket);
    const [one] = await put(client, 'a', 'one');
    await put(client, 'b', 'b');
    const missing = { status: 404, code: 'NoSuchVersion' };
    await check.error('of another key', client.get('b', { versionId: one }), missing);
    await check.error('an id of nobody', client.get('a', { versionId: 'x' }), {
      status: 400,
      code: 'InvalidArgument',
    });
    await check.error('null', client.get('a', { versionId: 'null' }), missing);
    check.state(
      'deleting them is no error',
      (await client.delete('a', { versionId: 'null' })).res.status,
      204
    );
    check.state('it stays', await text(client, 'a'), 'one');
  },

  async 'page by page'({ client, bucket, check }) {
    await enable(client, bucket);
    const [first, second] = await put(client, 'a/1', 'x', 'y');
    await client.delete('a/1');
    await put(client, 'b', 'z');
    const page = await client.getBucketVersions({ maxKeys: 2 });
    check.state('more to come', page.isTruncated, true);
    check.state(
      'first page',
      page.objects.map(({ versionId }) => versionId),
      [second]
    );
    check.state('first page, markers', page.deleteMarker.length, 1);
    check.state('markers of the next', [page.nextKeyMarker, page.nextVersionIdMarker], ['a/1', second]);
    const rest = await client.getBucketVersions({
      keyMarker: page.nextKeyMarker,
      versionIdMarker: page.nextVersionIdMarker,
    });
    check.state(
      'second page',
      rest.objects.map(({ name }) => name),
      ['a/1', 'b']
    );
    check.state('second page, id', rest.objects[0].versionId, first);
    check.state('prefix', (await client.getBucketVersions({ prefix: 'b' })).objects.length, 1);
    const folded = await client.getBucketVersions({ delimiter: '/' });
    check.state('delimiter', [folded.prefixes, folded.objects.map(({ name }) => name)], [['a/'], ['b']]);
  },
};
