'use strict';

// What is particular to each setting of a bucket: forms of arguments, checks, shapes of replies.

const { define } = require('../../harness/case.js');
const { reply } = require('../replies.js');
const { BUCKETS, INVENTORY, INVENTORY_NODE, root } = require('./calls.js');

const of = (method) => define(method, { replies: [BUCKETS[method].reply], signatures: ['v1'] });
const all = (method, axis, table, run) => {
  const add = of(method);
  for (const [name, value] of Object.entries(table)) {
    add(axis, name, (client) => run(client, structuredClone(value)));
  }
};
const read = (method, name, documents) => {
  for (const [kind, inner] of Object.entries(documents)) {
    of(method)('replies', kind, { replies: [root(name, inner)] }, (client) => client[method]('my-bucket'));
  }
};

for (const acl of ['private', 'public-read-write', 'odd', '', undefined]) {
  of('putBucketACL')('acl', String(acl) || 'empty', (client) => client.putBucketACL('my-bucket', acl));
}
of('putBucketACL')('reply headers', 'no location', { replies: [reply(200)] }, (client) =>
  client.putBucketACL('my-bucket', 'private')
);

for (const method of ['getBucketInfo', 'getBucketLocation', 'getBucketStat']) {
  const add = of(method);
  add('bucket names', "none but the client's", (client) => client[method]());
  add('bucket names', "null, and the client's", { client: { bucket: 'other-bucket' } }, (client) =>
    client[method](null)
  );
  if (method !== 'getBucketStat') continue;
  add('bucket names', 'empty, but the client has one', (client) => client[method](''));
}
read('getBucketInfo', 'BucketInfo', {
  'an owner and grants':
    '<Bucket><Owner><ID>1</ID></Owner><AccessControlList><Grant>private</Grant></AccessControlList></Bucket>',
});
of('getBucketLocation')(
  'replies',
  'with a namespace',
  {
    replies: [
      {
        ...root('X', ''),
        body: '<LocationConstraint xmlns="http://doc">oss-cn-beijing</LocationConstraint>',
      },
    ],
  },
  (client) => client.getBucketLocation('my-bucket')
);

all(
  'putBucketLogging',
  'arguments',
  { 'no prefix': undefined, null: null, empty: '', markup: 'a<b>&' },
  (client, prefix) => client.putBucketLogging('my-bucket', prefix)
);
read('getBucketLogging', 'BucketLoggingStatus', {
  none: '',
  'no prefix': '<LoggingEnabled><TargetBucket>a</TargetBucket></LoggingEnabled>',
  'an empty prefix': '<LoggingEnabled><TargetBucket>a</TargetBucket><TargetPrefix/></LoggingEnabled>',
});
of('deleteBucketLogging')('status', '200', { replies: [reply(200)] }, (client) =>
  client.deleteBucketLogging('my-bucket')
);

all(
  'putBucketWebsite',
  'configuration',
  {
    nothing: undefined,
    null: null,
    empty: {},
    'sub-folders': { index: 'a.html', supportSubDir: true, type: 0 },
    'sub-folders as text': { supportSubDir: 'false', type: '1' },
    'no routing': { routingRules: [] },
    routing: {
      routingRules: [
        {
          RuleNumber: '1',
          Condition: {
            KeyPrefixEquals: 'a/',
            HttpErrorCodeReturnedEquals: 404,
            IncludeHeader: [{ Key: 'a' }, { Key: 'b' }],
          },
          Redirect: {
            RedirectType: 'Mirror',
            PassQueryString: true,
            MirrorURL: 'http://a',
            Gone: null,
            Not: undefined,
          },
        },
        { RuleNumber: 2 },
      ],
    },
    'routing that is an object': { routingRules: {} },
    'routing that is null': { routingRules: null },
    'routing that is a text': { routingRules: 'a' },
  },
  (client, config) => client.putBucketWebsite('my-bucket', config)
);
read('getBucketWebsite', 'WebsiteConfiguration', {
  'an index alone': '<IndexDocument><Suffix>i</Suffix></IndexDocument>',
  'two rules':
    '<RoutingRules><RoutingRule><A>1</A></RoutingRule><RoutingRule><A>2</A></RoutingRule></RoutingRules>',
  'no rules': '<RoutingRules/>',
  'no error page': '<IndexDocument/><ErrorDocument/>',
});

all(
  'putBucketReferer',
  'arguments',
  {
    'none allowed': [false, ['http://a']],
    'no list': [true],
    'a list of null': [true, null],
    'an empty list': [true, []],
    'an allowance that is a word': ['false', ['a']],
    'an allowance that is missing': [undefined, ['a']],
    markup: [true, ['<a>&']],
    'a text': [true, 'ab'],
  },
  (client, given) => client.putBucketReferer('my-bucket', ...given)
);
read('getBucketReferer', 'RefererConfiguration', {
  none: '<AllowEmptyReferer>false</AllowEmptyReferer><RefererList/>',
  two: '<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>a</Referer><Referer>b</Referer></RefererList>',
  'an empty one': '<RefererList><Referer/></RefererList>',
});

all(
  'putBucketCORS',
  'rules',
  {
    one: [{ allowedOrigin: 'a', allowedMethod: 'GET' }],
    'all fields': [
      {
        allowedOrigin: ['a', 'b'],
        allowedMethod: ['GET', 'PUT'],
        allowedHeader: ['x', '*'],
        exposeHeader: 'ETag',
        maxAgeSeconds: '30',
      },
      { allowedOrigin: 'c', allowedMethod: 'HEAD', maxAgeSeconds: 60, allowedHeader: '', exposeHeader: [] },
    ],
    none: [],
    undefined: undefined,
    null: null,
    'no origin': [{ allowedMethod: 'GET' }],
    'an empty origin': [{ allowedOrigin: '', allowedMethod: 'GET' }],
    'no method': [{ allowedOrigin: 'a' }],
    'a second one without a method': [{ allowedOrigin: 'a', allowedMethod: 'GET' }, { allowedOrigin: 'a' }],
    'a number for seconds': [{ allowedOrigin: 'a', allowedMethod: 'GET', maxAgeSeconds: 0 }],
  },
  (client, rules) => client.putBucketCORS('my-bucket', rules)
);
const CORS = '<CORSRule><AllowedOrigin>*</AllowedOrigin><MaxAgeSeconds>3</MaxAgeSeconds></CORSRule>';
read('getBucketCORS', 'CORSConfiguration', { none: '', two: CORS + CORS, 'an empty one': '<CORSRule/>' });

for (const [kind, policy] of Object.entries({
  undefined: undefined,
  null: null,
  'a text': '{}',
  'an array': [],
  empty: {},
  Chinese: { a: '中' },
})) {
  of('putBucketPolicy')('policy', kind, (client) => client.putBucketPolicy('my-bucket', policy));
}
of('getBucketPolicy')('body', 'broken JSON', { replies: [reply(200, {}, '{"a":')] }, (client) =>
  client.getBucketPolicy('my-bucket')
);

all(
  'putBucketEncryption',
  'rule',
  {
    nothing: undefined,
    KMS: { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'key-1' },
    'an empty key': { SSEAlgorithm: 'KMS', KMSMasterKeyID: '' },
    'a null key': { SSEAlgorithm: 'KMS', KMSMasterKeyID: null },
    'no algorithm': { KMSMasterKeyID: 'k' },
  },
  (client, options) => client.putBucketEncryption('my-bucket', options)
);

for (const payer of ['BucketOwner', 'requester', '', undefined, null, 5]) {
  of('putBucketRequestPayment')('payer', String(payer) || 'empty', (client) =>
    client.putBucketRequestPayment('my-bucket', payer)
  );
}
of('putBucketRequestPayment')('payer', 'is checked before the bucket', (client) =>
  client.putBucketRequestPayment('Bad', 'x')
);
for (const status of ['Suspended', 'enabled', '', undefined, null]) {
  of('putBucketVersioning')('argument', String(status) || 'empty', (client) =>
    client.putBucketVersioning('my-bucket', status)
  );
}
read('getBucketVersioning', 'VersioningConfiguration', { 'never set': '' });

const inventory = (change) => ({ ...structuredClone(INVENTORY), ...change });
all(
  'putBucketInventory',
  'inventory',
  {
    'KMS and no prefix': inventory({
      prefix: undefined,
      OSSBucketDestination: {
        ...INVENTORY.OSSBucketDestination,
        prefix: undefined,
        encryption: { 'SSE-KMS': { keyId: 'k' } },
      },
    }),
    'no encryption': inventory({
      OSSBucketDestination: { ...INVENTORY.OSSBucketDestination, encryption: undefined },
    }),
    'no fields': inventory({ optionalFields: undefined }),
    'fields without a list': inventory({ optionalFields: {} }),
    'switched off': inventory({ isEnabled: false, frequency: 'Weekly' }),
    'no id': inventory({ id: undefined }),
    undefined: undefined,
    'no destination': inventory({ OSSBucketDestination: undefined }),
  },
  (client, given) => client.putBucketInventory('my-bucket', given)
);
read('getBucketInventory', 'InventoryConfiguration', {
  'switched off': INVENTORY_NODE.replace('true', 'false'),
  'an odd switch': INVENTORY_NODE.replace('true', 'maybe'),
  'the switch as a digit': INVENTORY_NODE.replace('true', '1'),
  'no fields': INVENTORY_NODE.replace(/<OptionalFields>.*<\/OptionalFields>/, ''),
  'empty fields': INVENTORY_NODE.replace('<Field>Size</Field>', ''),
  'two fields': INVENTORY_NODE.replace('</Field>', '</Field><Field>ETag</Field>'),
  'an empty encryption': INVENTORY_NODE.replace(/<Encryption>.*<\/Encryption>/, '<Encryption/>'),
  'more in the schedule': INVENTORY_NODE.replace('</Schedule>', '<Hour>1</Hour></Schedule>'),
});
const LISTED = `<InventoryConfiguration>${INVENTORY_NODE}</InventoryConfiguration>`;
read('listBucketInventory', 'ListInventoryConfigurationsResult', {
  none: '<IsTruncated>false</IsTruncated>',
  one: LISTED,
  two: LISTED + LISTED,
});

for (const days of ['7', undefined, null]) {
  of('initiateBucketWorm')('days', String(days), (client) => client.initiateBucketWorm('my-bucket', days));
}
of('initiateBucketWorm')('reply headers', 'no id', { replies: [reply(200)] }, (client) =>
  client.initiateBucketWorm('my-bucket', 1)
);
for (const id of ['a b/', '', undefined]) {
  of('completeBucketWorm')('ids', String(id) || 'empty', (client) =>
    client.completeBucketWorm('my-bucket', id)
  );
  of('extendBucketWorm')('ids', String(id) || 'empty', (client) =>
    client.extendBucketWorm('my-bucket', id, 2)
  );
}
read('getBucketWorm', 'WormConfiguration', {
  none: '',
  'in progress': '<WormId>1</WormId><State>InProgress</State>',
});
