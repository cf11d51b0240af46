// What TypeScript sees of the package in a CommonJS program.

import OSS = require('ali-oss');
import same = require('ali-oss/lib/client');

const keys = { accessKeyId: 'id', accessKeySecret: 'secret' };
const client: OSS = new same(keys);
const issuer: OSS.STS = OSS.STS(keys);

export async function read(name: string): Promise<string> {
  const result: OSS.GetObjectResult<Buffer> = await client.get(name);
  // Of these types, not of those that may be beside them.
  const status: OSS.StatusResult = await client.getObjectMeta(name);
  return `${result.content.toString()} ${status.status} ${issuer.options.accessKeyId}`;
}
