'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { startRecorder } = require('../../support/recorder.js');
const { ours, setUp, theirs } = require('./both.js');

const { client } = setUp('fixes-routes');
const SOURCE = { sourceKey: 'missing', sourceBucketName: 'fixes-routes-elsewhere' };

test('F12: a read goes on with the next member of a cluster', async (t) => {
  for (const [library, hosts] of [
    [theirs, ['first', 'first']],
    [ours, ['first', 'second']],
  ]) {
    const recorder = await startRecorder([{ status: 200 }, { status: 200 }, { status: 503 }]);
    t.after(() => recorder.close());
    const member = (name) => ({
      accessKeyId: 'fake-key-id',
      accessKeySecret: 'fake-key-secret',
      bucket: name,
      endpoint: `http://localhost:${recorder.port}`,
      retryMax: 0,
    });
    const cluster = library.reach(
      recorder.port,
      (way) =>
        new library.OSS.ClusterClient({
          cluster: ['first', 'second'].map((name) => ({ ...member(name), ...way })),
          schedule: 'masterSlave',
          ignoreStatusFile: true,
        })
    );
    t.after(() => cluster.close());
    await cluster.ready();
    await assert.rejects(cluster.get('a'), { message: /\(all clients are down\)$/ });
    const asked = recorder.take().slice(2);
    const hostOf = ({ headers }) => headers.find(([name]) => name.toLowerCase() === 'host')[1].split('.')[0];
    assert.deepEqual(asked.map(hostOf), hosts, library.name);
  }
});

test('F12: a client stays at its bucket when a copy in parts fails', async () => {
  for (const [library, bucket] of [
    [theirs, 'fixes-routes-elsewhere'],
    [ours, 'fixes-routes'],
  ]) {
    const copier = client(library);
    await assert.rejects(copier.multipartUploadCopy('copy', { ...SOURCE }), { status: 404 });
    assert.equal(copier.options.bucket, bucket, library.name);
  }
});

test('F12: getStream reads the version that is asked for', async () => {
  const owner = client(ours);
  await owner.putBucketVersioning('fixes-routes', 'Enabled');
  const { res } = await owner.put('versions', Buffer.from('first'));
  await owner.put('versions', Buffer.from('second'));
  const versionId = res.headers['x-oss-version-id'];
  for (const [library, content] of [
    [theirs, 'second'],
    [ours, 'first'],
  ]) {
    const { stream } = await client(library).getStream('versions', { versionId });
    assert.equal(Buffer.concat(await stream.toArray()).toString(), content, library.name);
  }
});

test('F12: a V4 URL names the key that signs it, also after a refresh', async () => {
  for (const [library, id] of [
    [theirs, 'old-id'],
    [ours, 'new-id'],
  ]) {
    const signer = client(library, {
      accessKeyId: 'old-id',
      accessKeySecret: 'old-secret',
      stsToken: 'old-token',
      refreshSTSTokenInterval: 0,
      refreshSTSToken: async () => ({
        accessKeyId: 'new-id',
        accessKeySecret: 'new-secret',
        stsToken: 'new-token',
      }),
    });
    const url = new URL(await signer.signatureUrlV4('GET', 60, undefined, 'a'));
    assert.ok(url.searchParams.get('x-oss-credential').startsWith(`${id}/`), library.name);
    assert.equal(url.searchParams.get('x-oss-security-token'), 'new-token');
  }
});
