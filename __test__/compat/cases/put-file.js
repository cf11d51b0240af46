'use strict';

const fs = require('node:fs');
const { define } = require('../harness/case.js');
const { STORED } = require('./replies.js');

const put = define('put(file)', { replies: [STORED] });

put('body', 'a small file', (client, it) => client.put('a.txt', it.dir.write('b.txt', 'hello')));
put('body', 'an empty file', (client, it) => client.put('a.txt', it.dir.write('empty', '')));
put('body', 'a file of 1 MiB', (client, it) =>
  client.put('a', it.dir.write('b', Buffer.alloc(1 << 20, 'xyz')))
);
put('body', 'a symbolic link', (client, it) => {
  fs.symlinkSync(it.dir.write('target.txt', 'hello'), it.dir.path('link.html'));
  return client.put('a', it.dir.path('link.html'));
});
put('body', 'a path with odd characters', (client, it) =>
  client.put('a', it.dir.write('中 文+%.txt', 'hello'))
);

put('mime', 'of the file, not of the name', (client, it) =>
  client.put('a.html', it.dir.write('b.json', '{}'))
);
put('mime', 'of the name, as the file has none', (client, it) =>
  client.put('a.html', it.dir.write('b', '{}'))
);
put('mime', 'given', (client, it) =>
  client.put('a.html', it.dir.write('b.json', '{}'), { mime: 'text/x-mine' })
);
put('mime', 'given as a header', (client, it) =>
  client.put('a.html', it.dir.write('b.json', '{}'), { headers: { 'Content-Type': 'text/x-mine' } })
);
put('metadata', 'with headers', (client, it) =>
  client.put('a.txt', it.dir.write('b.txt', 'hello'), {
    meta: { uid: 1 },
    headers: { 'x-oss-object-acl': 'private' },
  })
);
put('headers', 'an own Content-MD5', (client, it) =>
  client.put('a.txt', it.dir.write('b.txt', 'hello'), {
    headers: { 'Content-MD5': 'XUFAKrxLKna5cZ2REBfFkg==' },
  })
);
put('subres', 'an object', (client, it) =>
  client.put('a.txt', it.dir.write('b.txt', 'hello'), { subres: { versionId: 'v' } })
);

put('bad input', 'the file is missing', (client, it) => client.put('a.txt', it.dir.path('missing.txt')));
put('bad input', 'the path is a directory', (client, it) => client.put('a.txt', it.dir.root));
put('bad input', 'the path is empty', (client) => client.put('a.txt', ''));
put('bad input', 'the path holds a NUL', (client) => client.put('a.txt', 'a\0b'));
put('bad input', 'a directory of the path is a file', (client, it) =>
  client.put('a.txt', `${it.dir.write('b.txt', 'hello')}/c`)
);
put('bad input', 'no bucket', { client: { bucket: undefined } }, (client, it) =>
  client.put('a.txt', it.dir.write('b.txt', 'hello'))
);
