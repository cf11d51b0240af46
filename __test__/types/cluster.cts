// ClusterClient and ImageClient.
import OSS = require('ali-oss-native');

import type { Equal, Expect } from './expect.js';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };

export async function cluster() {
  const made = new OSS.ClusterClient({
    cluster: [
      { ...keys, bucket: 'a' },
      { ...keys, bucket: 'b' },
    ],
    schedule: 'masterSlave',
    masterOnly: true,
    heartbeatInterval: 1000,
  });
  made.on('error', (error: Error) => error.message);
  await made.ready();
  made.ready(() => undefined);
  await made.put('a', Buffer.from('a'), { timeout: 1000 });
  const { content } = await made.get('a');
  const { acl } = await made.getACL('a');
  const url: string = made.signatureUrl('a');
  made.close();

  // @ts-expect-error members are in `cluster`
  new OSS.ClusterClient({ clusters: [keys] });
  // @ts-expect-error not a method of clusters
  await made.listV2();
  return { content, acl, url, member: made.chooseAvailable() };
}

export async function image() {
  const made = OSS.ImageClient({ ...keys, bucket: 'a', imageHost: 'img.example.com' });
  await made.get('a.jpg@100w', 'a.jpg');
  await made.putStyle('s', 'image/resize,w_1', { timeout: 1000 });
  const style = await made.getStyle('s');
  const { res } = await made.deleteStyle('s');
  // @ts-expect-error a host is required
  new OSS.ImageClient({ ...keys, bucket: 'a' });
  // @ts-expect-error one style comes alone
  (await made.listStyle()).data.length;
  return { style, res, url: made.signatureUrl('a.jpg') };
}

export type Checks = [
  Expect<Equal<Awaited<ReturnType<typeof cluster>>['content'], Buffer>>,
  Expect<Equal<Awaited<ReturnType<typeof cluster>>['member'], OSS>>,
  Expect<Equal<Awaited<ReturnType<typeof image>>['style']['data'], OSS.StyleData>>,
];
