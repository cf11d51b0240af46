'use strict';

const KEYS = {
  Chinese: '中文/文件.txt',
  'combined emoji': '😀/👨‍👩‍👧.png',
  spaces: 'a b/c d.txt',
  plus: 'a+b.txt',
  percent: '100%.txt',
  'already encoded': 'a%20b%2Fc.txt',
  quotes: `it's "<a>".txt`,
  'empty segments': 'a//b.txt',
  folder: 'dir/',
  'question mark': 'a?b=c.txt',
  hash: 'a#b.txt',
  ampersand: 'a&b=c.txt',
  'marks that need no encoding': 'a~!*()-_.txt',
  'marks that need it': 'a:b@c,d;e$f[g].txt',
  backslash: 'a\\b.txt',
  'as long as may be': 'k'.repeat(1023),
};

module.exports = {
  async 'that are odd'({ client, check }) {
    for (const [what, key] of Object.entries(KEYS)) {
      const body = Buffer.from(`body of ${key}`);
      await client.put(key, body, { meta: { kind: 'odd' } });
      check.state(`${what}, content`, (await client.get(key)).content, body);
      check.state(`${what}, head`, (await client.head(key)).meta, { kind: 'odd' });
      check.state(`${what}, list`, (await client.list({ prefix: key })).objects[0].name, key);
    }
    const inByteOrder = Object.values(KEYS)
      .map((key) => Buffer.from(key))
      .sort(Buffer.compare)
      .map(String);
    const { objects } = await client.list({ 'max-keys': 1000 });
    check.state(
      'all in byte order',
      objects.map(({ name }) => name),
      inByteOrder
    );
    await client.deleteMulti(Object.values(KEYS));
    check.state('deleted in one request', (await client.list()).objects, []);
  },

  async 'that are too long'({ client, check }) {
    await check.error('1024 bytes', client.put('k'.repeat(1024), Buffer.from('a')), {
      status: 400,
      code: 'InvalidObjectName',
    });
    await check.error('1026 bytes of UTF-8', client.put('中'.repeat(342), Buffer.from('a')), {
      status: 400,
      code: 'InvalidObjectName',
    });
    check.state('nothing was stored', (await client.list()).objects, []);
  },
};
