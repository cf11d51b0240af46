'use strict';

const { define } = require('../harness/case.js');
const { GONE, object, reply } = require('./replies.js');

const head = define('head', { replies: [object()] });

head('reply headers', 'without metadata', (client) => client.head('a.txt'));
head(
  'reply headers',
  'with metadata',
  { replies: [object('', { 'X-Oss-Meta-UID': 'A', 'x-oss-meta-': 'b' })] },
  (client) => client.head('a.txt')
);
head(
  'reply headers',
  'metadata above ASCII',
  { replies: [object('', { 'x-oss-meta-a': 'caf\xe9' })] },
  (client) => client.head('a.txt')
);
head('reply headers', 'Content-Length', { replies: [object('', { 'Content-Length': 12345 })] }, (client) =>
  client.head('a.txt')
);
head(
  'reply headers',
  'Content-Encoding',
  { replies: [object('', { 'Content-Encoding': 'gzip' })] },
  (client) => client.head('a.txt')
);
head('status', '304', { replies: [reply(304, { ETag: '"A"', 'x-oss-meta-uid': 'A' })] }, (client) =>
  client.head('a', { headers: { 'If-None-Match': '"A"' } })
);
head('status', '206', { replies: [{ ...object(), status: 206 }] }, (client) => client.head('a'));
head('versionId', 'given', (client) => client.head('a', { versionId: 'CAEQ/+= v' }));
head('subres', 'an object', (client) => client.head('a', { subres: { objectMeta: '' } }));
head('headers', 'conditions', (client) =>
  client.head('a', {
    headers: { 'If-Match': '"A"', 'If-Unmodified-Since': 'Mon, 23 Nov 2026 12:00:00 GMT' },
  })
);
head('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => client.head('a'));
head('bad input', 'the options are null', (client) => client.head('a', null));

const remove = define('delete', { replies: [GONE] });

remove('status', '204', (client) => client.delete('a.txt'));
remove('status', '200', { replies: [reply(200)] }, (client) => client.delete('a.txt'));
remove(
  'reply headers',
  'a delete marker',
  { replies: [reply(204, { 'x-oss-delete-marker': 'true' })] },
  (client) => client.delete('a.txt')
);
remove('versionId', 'given', (client) => client.delete('a', { versionId: 'CAEQ/+= v' }));
remove('versionId', 'null', (client) => client.delete('a', { versionId: null }));
remove('subres', 'an object', (client) => client.delete('a', { subres: { acl: '' } }));
remove('headers', 'an own one', (client) => client.delete('a', { headers: { 'x-oss-a': 'b' } }));
remove('bad input', 'no bucket', { client: { bucket: undefined } }, (client) => client.delete('a'));
remove('bad input', 'the options are null', (client) => client.delete('a', null));
