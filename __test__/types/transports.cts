// What carries requests: agents, a urllib of the caller's own, and the transports by name.
import OSS = require('ali-oss-native');
import http = require('node:http');
import https = require('node:https');

import type { Equal, Expect } from './expect.js';

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const agent = new http.Agent({ keepAlive: true });
const httpsAgent = new https.Agent();

const urllib: OSS.Urllib = {
  async request(url, args) {
    const host: string | undefined = args.headers?.host;
    return { status: 200, headers: {}, data: Buffer.from(url + host), res: {} };
  },
};

const client = new OSS({ ...keys, agent, httpsAgent, transport: 'node' });
client.urllib = urllib;
client.agent = agent;
client.httpsAgent = undefined;
new OSS({ ...keys, urllib });
new OSS.STS({ ...keys, agent, urllib }).urllib = urllib;
new OSS.STS({ ...keys, transport: 'native', httpsAgent });
new OSS.ClusterClient({ cluster: [keys], agent, urllib, transport: 'native' });

// @ts-expect-error there are two by name
new OSS({ ...keys, transport: 'curl' });
// @ts-expect-error a urllib sends requests
new OSS({ ...keys, urllib: {} });

export type Checks = [
  Expect<Equal<typeof client.urllib, OSS.Urllib>>,
  Expect<Equal<Awaited<ReturnType<OSS.Urllib['request']>>, OSS.UrllibResult>>,
];
