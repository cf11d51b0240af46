'use strict';

// Scripted replies in the service's shapes.

const SERVICE_HEADERS = {
  Server: 'AliyunOSS',
  Date: 'Mon, 23 Nov 2026 12:34:56 GMT',
  'x-oss-request-id': '6A132C50A1B2C3D4E5F60718',
  'x-oss-server-time': '4',
};

/** A reply with the service's common headers. */
function reply(status, headers, body, more) {
  return { status, headers: { ...SERVICE_HEADERS, ...headers }, body, ...more };
}

function xml(status, body, headers) {
  return reply(status, { 'Content-Type': 'application/xml', ...headers }, body);
}

function document(inner) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`;
}

function errorDocument(code, message, more = '') {
  return document(`<Error>
  <Code>${code}</Code>
  <Message>${message}</Message>
  <RequestId>6A132C50A1B2C3D4E5F60718</RequestId>
  <HostId>my-bucket.oss-cn-hangzhou.aliyuncs.com</HostId>${more}
  <EC>0026-00000001</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0026-00000001</RecommendDoc>
</Error>`);
}

/** An error of the service, as XML. */
function refusal(status, code, message, more) {
  return xml(status, errorDocument(code, message, more));
}

const STORED = reply(200, { ETag: '"5D41402ABC4B2A76B9719D911017C592"' });
const GONE = reply(204);

function object(body = 'hello', headers) {
  return reply(
    200,
    {
      'Content-Type': 'text/plain',
      ETag: '"5D41402ABC4B2A76B9719D911017C592"',
      'Last-Modified': 'Mon, 23 Nov 2026 12:00:00 GMT',
      'x-oss-object-type': 'Normal',
      'x-oss-storage-class': 'Standard',
      ...headers,
    },
    body
  );
}

const entry = (key, more = '<Owner><ID>1234</ID><DisplayName>owner</DisplayName></Owner>') => `
  <Contents>
    <Key>${key}</Key>
    <LastModified>2026-11-23T12:00:00.000Z</LastModified>
    <ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag>
    <Type>Normal</Type>
    <Size>5</Size>
    <StorageClass>Standard</StorageClass>
    ${more}
  </Contents>`;

function listing(inner = '') {
  const head = '<Name>my-bucket</Name><Prefix></Prefix><Marker></Marker><MaxKeys>100</MaxKeys>';
  return xml(200, document(`<ListBucketResult>${head}${inner}</ListBucketResult>`));
}

const bucketEntry = (name, more = '') => `
    <Bucket>
      <CreationDate>2026-11-01T00:00:00.000Z</CreationDate>
      <ExtranetEndpoint>oss-cn-hangzhou.aliyuncs.com</ExtranetEndpoint>
      <IntranetEndpoint>oss-cn-hangzhou-internal.aliyuncs.com</IntranetEndpoint>
      <Location>oss-cn-hangzhou</Location>
      <Name>${name}</Name>
      <Region>cn-hangzhou</Region>
      <StorageClass>Standard</StorageClass>${more}
    </Bucket>`;

function bucketListing(inner, more = '') {
  const owner = '<Owner><ID>1234</ID><DisplayName>owner</DisplayName></Owner>';
  const body = `<ListAllMyBucketsResult>${owner}<Buckets>${inner}</Buckets>${more}</ListAllMyBucketsResult>`;
  return xml(200, document(body));
}

module.exports = {
  GONE,
  STORED,
  bucketEntry,
  bucketListing,
  document,
  entry,
  errorDocument,
  listing,
  object,
  refusal,
  reply,
  xml,
};
