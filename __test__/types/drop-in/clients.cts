// The clients and their options, by the types of ali-oss.
import OSS = require('ali-oss');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const options: OSS.Options = {
  ...keys,
  stsToken: 'token',
  bucket: 'a-bucket',
  endpoint: 'oss-cn-hangzhou.aliyuncs.com',
  region: 'oss-cn-hangzhou',
  internal: false,
  secure: true,
  timeout: '60s',
  cname: false,
  refreshSTSTokenInterval: 300_000,
  refreshSTSToken: async () => ({ ...keys, stsToken: 'token' }),
  authorizationV4: true,
};
const short: OSS.RequestOptions = { timeout: 1000 };

export class Store extends OSS {
  constructor(readonly label: string) {
    super(options);
  }

  override async put(
    name: string,
    file: unknown,
    given?: OSS.PutObjectOptions
  ): Promise<OSS.PutObjectResult> {
    const bytes = Buffer.isBuffer(file) ? file : Buffer.from(String(file));
    return super.put(`${this.label}/${name}`, bytes, given);
  }
}

export async function sts(): Promise<OSS> {
  const given: OSS.STSOptions = { accessKeyId: 'id', accessKeySecret: 'secret' };
  const issuer: OSS.STS = new OSS.STS(given);
  const { credentials } = await issuer.assumeRole('acs:ram::1:role/a', { Version: '1' }, 3600, 'me', {
    timeout: 1000,
    ctx: {},
  });
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration }: OSS.Credentials = credentials;
  return new OSS({
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    stsToken: SecurityToken + (Expiration.length > 0 ? '' : '?'),
  });
}

export function plan({ schedule }: OSS.ClusterOptions): string {
  return schedule ?? 'roundRobin';
}

export async function cluster(members: OSS.ClusterClient): Promise<unknown[]> {
  const meta: OSS.UserMeta = { uid: 1, pid: 2 };
  const listed: OSS.ListObjectResult = await members.list({ 'max-keys': 1 }, short);
  const put: OSS.PutObjectResult = await members.put('a', Buffer.from('a'), short);
  const streamed = await members.putStream('a', process.stdin);
  const head: OSS.HeadObjectResult = await members.head('a', short);
  const got: OSS.GetObjectResult = await members.get('a', undefined, short);
  const stream: OSS.GetStreamResult = await members.getStream('a', short);
  const deleted: OSS.DeleteResult = await members.delete('a', short);
  const copied: OSS.CopyAndPutMetaResult = await members.copy('a', 'b', { timeout: 1000 });
  const renewed: OSS.CopyAndPutMetaResult = await members.putMeta('a', meta, short);
  const multi: OSS.DeleteMultiResult = await members.deleteMulti(['a'], { quiet: true });
  const url: string = members.signatureUrl('a', { expires: 60 }, false);
  await members.putACL('a', 'private', short);
  return [
    [listed.objects, put.name, streamed.name, streamed.res, head.status, got.content, stream.stream, url],
    [deleted.res.status, copied.data.etag, renewed.data.etag, multi.res.status],
  ];
}

export async function image(): Promise<unknown[]> {
  const given: OSS.ImageClientOptions = {
    imageHost: 'img.example.com',
    accessKeyId: 'id',
    accessKeySecret: 'secret',
    bucket: 'a-bucket',
    region: 'oss-cn-hangzhou',
    internal: false,
    timeout: '60s',
  };
  const client: OSS.ImageClient = new OSS.ImageClient(given);
  const getting: OSS.ImageGetOptions = { timeout: 1000, headers: { 'If-Match': '"e"' } };
  const { content, res } = await client.get('a.jpg@100w', undefined, getting);
  const { stream } = await client.getStream('a.jpg', getting);
  const exif = await client.getExif('a.jpg', short);
  const info = await client.getInfo('a.jpg', short);
  const put = await client.putStyle('s', 'image/resize,w_1', short);
  const { data } = await client.getStyle('s', short);
  const style: OSS.StyleData = data;
  await client.listStyle(short);
  await client.deleteStyle('s', short);
  return [
    [content, res, stream, exif.data, exif.res, info.data, info.res, put.data, put.res],
    [style.Name.trim(), style.Content.trim(), style.CreateTime.trim(), style.LastModifyTime.trim()],
    [client.signatureUrl('a.jpg')],
  ];
}
