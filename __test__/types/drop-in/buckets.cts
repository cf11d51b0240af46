// Buckets and live channels, by the types of ali-oss.
import OSS = require('ali-oss');

declare const client: OSS;

const storage: OSS.StorageType = 'IA';
const acl: OSS.ACLType = 'public-read';
const redundancy: OSS.RedundancyType = 'ZRS';
const short: OSS.RequestOptions = { timeout: 1000 };

export async function buckets(): Promise<string> {
  const query: OSS.ListBucketsQueryType = { prefix: 'a', marker: 'b', 'max-keys': '10' };
  await client.listBuckets(query, short);
  const options: OSS.PutBucketOptions = {
    acl,
    dataRedundancyType: redundancy,
    timeout: 1000,
    storageClass: storage,
  };
  const { bucket, res } = await client.putBucket('a-bucket', options);
  client.useBucket(bucket);
  await client.deleteBucket('a-bucket', short);
  const info = await client.getBucketInfo('a-bucket');
  const location = await client.getBucketLocation('a-bucket');
  return `${bucket.length} ${res.status} ${info.bucket.Name} ${location.location}`;
}

export function described(bucket: OSS.Bucket): string[] {
  const { name, region, creationDate, StorageClass } = bucket;
  return [name.trim(), region.trim(), creationDate.trim(), StorageClass];
}

export async function access(): Promise<unknown[]> {
  await client.putBucketACL('a-bucket', acl, short);
  const got = await client.getBucketACL('a-bucket', short);
  const text: string = got.acl;

  await client.putBucketReferer('a-bucket', true, ['https://example.com'], short);
  const { allowEmpty, res } = await client.getBucketReferer('a-bucket', short);
  await client.deleteBucketReferer('a-bucket', short);

  const rule: OSS.CORSRule = {
    allowedOrigin: ['https://example.com'],
    allowedMethod: 'GET',
    allowedHeader: '*',
    exposeHeader: ['ETag'],
    maxAgeSeconds: '60',
  };
  await client.putBucketCORS('a-bucket', [rule], short);
  const cors = await client.getBucketCORS('a-bucket');
  const first: OSS.CORSRule | undefined = cors.rules[0];
  await client.deleteBucketCORS('a-bucket');

  const policy: OSS.BucketPolicy = {
    Version: '1',
    Statement: [{ Action: ['oss:GetObject'], Effect: 'Allow', Principal: ['*'], Resource: ['*'] }],
  };
  const put = await client.putBucketPolicy('a-bucket', policy, short);
  const read: OSS.GetBucketPolicyResult = await client.getBucketPolicy('a-bucket', short);
  const effect: string | undefined = read.policy?.Statement[0]?.Effect;
  const gone = await client.deleteBucketPolicy('a-bucket', short);
  return [
    [text, got.res.rt, allowEmpty, res.size, first, cors.res.headers, effect, put.status, put.res],
    [read.status, read.res.status, gone.status, gone.res.status],
  ];
}

export async function settings(): Promise<unknown[]> {
  await client.putBucketLogging('a-bucket', 'logs/', short);
  const logging = await client.getBucketLogging('a-bucket', short);
  const prefix: string | null = logging.prefix;
  await client.deleteBucketLogging('a-bucket', short);

  const config: OSS.PutBucketWebsiteConfig = { index: 'index.html', error: 'error.html' };
  await client.putBucketWebsite('a-bucket', config);
  const site = await client.getBucketWebsite('a-bucket', short);
  await client.deleteBucketWebsite('a-bucket', short);

  const status: OSS.RuleStatusType = 'Enabled';
  const rule: OSS.LifecycleRule = { id: 'r', prefix: 'a', status, days: 3, date: '2022-10-11T00:00:00.000Z' };
  await client.putBucketLifecycle('a-bucket', [rule], short);
  const lifecycle = await client.getBucketLifecycle('a-bucket', short);
  await client.deleteBucketLifecycle('a-bucket', short);
  return [logging.enable, prefix, logging.res, site.index.trim(), site.res, lifecycle.res];
}

export async function live(): Promise<unknown[]> {
  const conf: OSS.PutChannelConf = {
    Description: 'a',
    Status: 'enabled',
    Target: { Type: 'HLS', FragDuration: 5, FragCount: 3, PlaylistName: 'p.m3u8' },
  };
  const made: OSS.PutChannelResult = await client.putChannel('c', conf, short);
  const urls: string[] = [...made.publishUrls, ...made.playUrls];
  const { data, res } = await client.getChannel('c', short);
  const target: string | undefined = data.Target?.PlaylistName;
  await client.putChannelStatus('c', 'disabled', short);
  await client.getChannelStatus('c', short);
  const page = { prefix: 'c', marker: 'b', 'max-keys': 10, 'max-keys ': 10 };
  const listed: OSS.ListChannelsResult = await client.listChannels(page, short);
  const names = listed.channels.map((one: OSS.Channel) => [
    one.Name.trim(),
    one.Description.trim(),
    one.Status.trim(),
    one.LastModified.trim(),
    one.PublishUrls.join(),
    one.PlayUrls.join(),
  ]);
  const next: string | null = listed.nextMarker;
  const history: OSS.ChannelHistoryResult = await client.getChannelHistory('c', short);
  await client.createVod('c', 'v.m3u8', { startTime: 1, endTime: 2 }, short);
  await client.deleteChannel('c', short);
  const options: OSS.GetRtmpUrlOptions = { expires: 60, params: { playlistName: 'p.m3u8' } };
  const url: string = client.getRtmpUrl('c', options);
  return [urls, made.res, target, res, names, next, listed.isTruncated, listed.res, history.res, url];
}

export function page({ prefix, marker }: OSS.ListChannelsQuery): string[] {
  return [prefix ?? '', marker ?? ''];
}

export function session(one: OSS.ChannelHistory): string {
  return one.StartTime.trim() + one.EndTime.trim() + one.RemoteAddr.trim();
}
