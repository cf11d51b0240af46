'use strict';

// list and listV2: the queries they send, and the shapes they make of a listing.

const { define } = require('../harness/case.js');
const { document, entry, listing, reply, xml } = require('./replies.js');

const METHODS = { list: define('list'), listV2: define('listV2') };

const QUERIES = {
  nothing: undefined,
  'an empty object': {},
  'all parameters': { prefix: 'a/', marker: 'a/b', delimiter: '/', 'max-keys': 5, 'encoding-type': 'url' },
  'all parameters of version 2': {
    prefix: 'a',
    'start-after': 'b',
    delimiter: '/',
    'max-keys': '7',
    'fetch-owner': true,
  },
  'a continuation token': { 'continuation-token': 'CgJi/+=Yw--', 'max-keys': 2 },
  'a continuation token in camel case': { continuationToken: 'CgJiYw--' },
  'both continuation tokens': { continuationToken: 'a', 'continuation-token': 'b' },
  'an empty continuation token': { 'continuation-token': '' },
  'odd characters': { prefix: "中 a+b%c'd&e=f?g#h/~!*()", delimiter: '😀' },
  'numbers and booleans': { 'max-keys': 0, a: true, b: false, c: -1.5 },
  'an array': { prefix: ['a', 'b'] },
  'an object': { prefix: { a: 1 } },
  'unknown parameters': { whatever: 'x', 'list-type': 2 },
};
/** Values that leave a parameter without a value. */
const EMPTY_QUERIES = {
  'an empty prefix': { prefix: '' },
  'a null prefix': { prefix: null },
  'an undefined prefix': { prefix: undefined },
};

const NO_OWNER = entry('a.txt', '');
const PREFIX = '<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>';
const restored = (text) =>
  entry('a.txt', `<Owner><ID>1</ID><DisplayName>o</DisplayName></Owner><RestoreInfo>${text}</RestoreInfo>`);

const LISTINGS = {
  empty: listing(),
  'one object': listing(entry('a.txt')),
  'two objects': listing(entry('a.txt') + entry('b.txt')),
  'one prefix': listing(PREFIX),
  'two prefixes': listing(PREFIX + PREFIX.replace('a/', 'b/')),
  'an object and a prefix': listing(entry('a.txt') + PREFIX),
  truncated: listing('<IsTruncated>true</IsTruncated><NextMarker>b</NextMarker>'),
  'truncated, version 2': listing(
    '<KeyCount>1</KeyCount><IsTruncated>true</IsTruncated><ContinuationToken>a</ContinuationToken><NextContinuationToken>b</NextContinuationToken>'
  ),
  'objects without an owner': listing(NO_OWNER),
  'an empty owner': listing(entry('a.txt', '<Owner/>')),
  'a restore under way': listing(restored('ongoing-request="true"')),
  'a restore that is done': listing(
    restored('ongoing-request="false", expiry-date="Tue, 01 Dec 2026 00:00:00 GMT"')
  ),
  'a restore without a date': listing(restored('ongoing-request="false"')),
  'keys with entities': listing(entry('a&amp;b&lt;c&gt;&quot;&apos;&#20013;&#x6587;.txt')),
  'keys in CDATA': listing(entry('<![CDATA[a<b>&c]]>')),
  'keys with blanks around': listing(entry('  a b \n ')),
  'an empty key': listing(entry('')),
  'an empty key that closes itself': listing(entry('a').replace('<Key>a</Key>', '<Key/>')),
  'keys in Chinese and emoji': listing(entry('中文😀.txt')),
  'encoded keys': listing(`<EncodingType>url</EncodingType>${entry('a%20b%2F')}`),
  'a size that is no number': listing(entry('a').replace('<Size>5<', '<Size>big<')),
  'a size above 2^53': listing(entry('a').replace('<Size>5<', '<Size>9007199254740993<')),
  'a namespace': xml(
    200,
    document('<ListBucketResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"></ListBucketResult>')
  ),
  attributes: xml(
    200,
    document(`<ListBucketResult a="b">${entry('a').replace('<Key>', '<Key lang="x">')}</ListBucketResult>`)
  ),
  'comments and instructions': xml(
    200,
    document(`<!-- a --><ListBucketResult><!-- b --><?x y?>${entry('a')}</ListBucketResult>`)
  ),
  'text between elements': xml(200, document(`<ListBucketResult>stray${entry('a')}</ListBucketResult>`)),
  'a byte order mark': xml(200, `\ufeff${document(`<ListBucketResult>${entry('a')}</ListBucketResult>`)}`),
  'no declaration': xml(200, `<ListBucketResult>${entry('a')}</ListBucketResult>`),
  'a document type': xml(200, `<!DOCTYPE x><ListBucketResult>${entry('a')}</ListBucketResult>`),
  'repeated IsTruncated': listing('<IsTruncated>true</IsTruncated><IsTruncated>false</IsTruncated>'),
  'nested prefixes of one element': listing(
    '<CommonPrefixes><Prefix>a/</Prefix><Prefix>b/</Prefix></CommonPrefixes>'
  ),
  'elements named like the prototype': listing('<constructor>a</constructor><toString>b</toString>'),
  'another root': xml(200, document('<Something/>')),
  'an empty root': xml(200, document('<ListBucketResult/>')),
  HTML: reply(200, { 'Content-Type': 'text/html' }, '<html><body>login</body></html>'),
  'no body': reply(200),
  blanks: xml(200, ' \n '),
  text: xml(200, 'plain text'),
  'an open element': xml(200, '<ListBucketResult><Contents>'),
  'crossed elements': xml(200, '<ListBucketResult><a></b></a></ListBucketResult>'),
  'two roots': xml(200, '<ListBucketResult/><ListBucketResult/>'),
  'an unknown entity': listing(entry('a&nope;b')),
  'a bare ampersand': listing(entry('a & b')),
  'a control character': listing(entry('a&#1;b')),
  'bytes that are no UTF-8': xml(
    200,
    Buffer.from(`<ListBucketResult>${entry('caf\xe9')}</ListBucketResult>`, 'latin1')
  ),
};

for (const [method, add] of Object.entries(METHODS)) {
  for (const [name, query] of Object.entries({ ...QUERIES, ...EMPTY_QUERIES })) {
    add('query', name, { replies: [listing()] }, (client) => client[method](query && { ...query }));
  }
  add('query', 'null', { replies: [listing()] }, (client) => client[method](null));
  add('query', 'a string', { replies: [listing()] }, (client) => client[method]('prefix'));
  add('subres', 'an object', { replies: [listing()] }, (client) =>
    client[method]({ prefix: 'a' }, { subres: { acl: '', 'x-oss-process': 'a/b c' } })
  );
  add('subres', 'one name in query and subres', { replies: [listing()] }, (client) =>
    client[method]({ prefix: 'a' }, { subres: { prefix: 'b' } })
  );
  add('headers', 'an own one', { replies: [listing()] }, (client) =>
    client[method]({}, { headers: { 'x-oss-a': 'b' } })
  );
  add('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => client[method]({}));
  for (const [name, one] of Object.entries(LISTINGS)) {
    add('listings', name, { replies: [one], signatures: ['v1'] }, (client) =>
      client[method]({ prefix: 'a' })
    );
  }
}
