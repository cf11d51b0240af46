// Code that the types of ali-oss accept and that is right, and the calls of ali-oss's README.
import OSS = require('ali-oss-native');

const store = new OSS({
  accessKeyId: 'your access key',
  accessKeySecret: 'your access secret',
  bucket: 'my-bucket',
  region: 'oss-cn-hangzhou',
});

new OSS({
  accessKeyId: 'id',
  accessKeySecret: 'secret',
  bucket: 'my-bucket',
  endpoint: 'oss-accelerate.aliyuncs.com',
});
new OSS({ accessKeyId: 'id', accessKeySecret: 'secret', cname: true, endpoint: 'files.example.com' });
new OSS({
  accessKeyId: 'your STS key',
  accessKeySecret: 'your STS secret',
  stsToken: 'your STS token',
  // biome-ignore lint/suspicious/noExplicitAny: an answer that is not typed
  refreshSTSToken: async (): Promise<any> => (await fetch('https://sts.example.com')).json(),
  refreshSTSTokenInterval: 300000,
});

export async function buckets() {
  store.listBuckets({ 'max-keys': 10 }).then((result) => console.log(result));
  store.putBucket('helloworld').then(() => {
    store.useBucket('helloworld');
  });
  await store.putBucket('helloworld', { StorageClass: 'Archive' });
  store.deleteBucket('helloworld').then(() => {});
}

export async function objects() {
  const filepath = '/home/ossdemo/demo.txt';
  store.put('ossdemo/demo.txt', filepath).then((result) => console.log(result));
  store.put('ossdemo/buffer', Buffer.from('foo content')).then((result) => console.log(result.url));
  await store.put('ossdemo/head-meta', Buffer.from('foo'), { meta: { uid: 1, path: 'foo/demo.txt' } });
  const { status, meta, res } = await store.head('ossdemo/head-meta');
  await store.get('ossdemo/demo.txt', filepath);
  await store.get('ossdemo/demo.png', filepath, { process: 'image/resize,w_200' });
  await store.get('ossdemo/demo.txt', { versionId: 'v' });
  await store.get('ossdemo/demo.txt', null, { versionId: 'v' });
  const result = await store.get('ossdemo/demo.txt');
  await store.delete('ossdemo/someobject', { versionId: 'v' });
  const listed = await store.list({ prefix: 'fun/', delimiter: '/', 'max-keys': 10 }, { timeout: 1000 });
  const listed2 = await store.listV2({ 'max-keys': '10', prefix: 'a/', 'start-after': 'a/b' }, {});
  return [status, meta, res.rt, Buffer.isBuffer(result.content), listed.objects, listed2.objects];
}

export async function urls() {
  return [
    store.signatureUrl('ossdemo.txt'),
    store.signatureUrl('ossdemo.txt', {
      expires: 3600,
      method: 'PUT',
      'Content-Type': 'text/plain; charset=UTF-8',
    }),
    store.signatureUrl(
      'ossdemo.txt',
      { response: { 'content-type': 'text/custom', 'content-disposition': 'attachment' } },
      false
    ),
    await store.asyncSignatureUrl('ossdemo.png', { expires: 3600, process: 'image/resize,w_200' }),
    await store.signatureUrlV4('GET', 60, undefined, 'your object name'),
    await store.signatureUrlV4(
      'PUT',
      60,
      { headers: { 'Content-Type': 'text/plain', 'Content-MD5': 'xxx', 'Content-Length': 1 } },
      'your object name',
      ['Content-Length']
    ),
  ];
}

// Annotations by the names of @types/ali-oss.
interface Caching {
  'Cache-Control': string;
}
const headers: Caching = { 'Cache-Control': 'no-cache' };
const anyHeaders: object = headers;
const meta: OSS.UserMeta = { uid: 1, pid: 2 };
const query: OSS.ListObjectsQuery = { prefix: 'a', 'max-keys': 10 };
const query2: OSS.ListV2ObjectsQuery = { prefix: 'a', delimiter: '/' };
const filter: OSS.ListBucketsQueryType = { prefix: 'a' };
const given: OSS.Options = { accessKeyId: 'id', accessKeySecret: 'secret', timeout: '60s' };
const storage: OSS.StorageType = 'IA';
const method: OSS.HTTPMethods = 'PUT';
const signing: OSS.SignatureUrlOptions = { method, expires: 60 };
const issuing: OSS.STSOptions = { accessKeyId: 'id', accessKeySecret: 'secret' };

export class Service {
  constructor(private readonly client: OSS = new OSS(given)) {}

  async listed(): Promise<OSS.ListObjectResult> {
    return this.client.list(query, {});
  }

  async names(objects: OSS.ObjectMeta[]): Promise<string[]> {
    return objects.map(({ name, size, lastModified }) => `${name} ${size.toFixed()} ${lastModified}`);
  }

  async both(): Promise<string[]> {
    const { objects } = await this.client.listV2(query2);
    return [...(await this.names(objects)), ...(await this.names((await this.listed()).objects))];
  }

  async stored(
    options: OSS.PutObjectOptions = { headers: anyHeaders, meta }
  ): Promise<OSS.NormalSuccessResponse> {
    const result: OSS.PutObjectResult = await this.client.put('a', Buffer.from('a'), options);
    const response: { status: number; headers: object; size: number; rt: number } = result.res;
    return response.status === 200 ? result.res : Promise.reject(new Error('not stored'));
  }

  async fetched(): Promise<string> {
    const result: OSS.GetObjectResult = await this.client.get('a', undefined, { headers });
    const toFile: OSS.GetObjectResult = await this.client.get('a', 'a.txt');
    return result.content.toString() + toFile.res.status;
  }

  async headed(): Promise<OSS.HeadObjectResult> {
    return this.client.head('a');
  }

  async bucket(options: OSS.PutBucketOptions): Promise<OSS.RequestOptions> {
    await this.client.putBucket('a-bucket', { ...options, storageClass: storage });
    const list: OSS.Bucket[] | null = (await this.client.listBuckets(filter)).buckets;
    return { timeout: list?.length };
  }

  async signed(): Promise<OSS.Credentials> {
    const sts: OSS.STS = new OSS.STS(issuing);
    const response: { credentials: OSS.Credentials } = await sts.assumeRole(
      'role',
      {},
      3600,
      this.client.signatureUrl('a', signing),
      {
        timeout: 1000,
        ctx: {},
      }
    );
    return response.credentials;
  }
}
