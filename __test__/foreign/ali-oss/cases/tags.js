'use strict';

const text = Buffer.from('hello, tags');

module.exports = {
  async 'set, replaced, deleted'({ client, check }) {
    await client.put('a', text);
    const read = async () => (await client.getObjectTagging('a')).tag;
    check.state('at first', await read(), {});
    check.state('at first, head', (await client.head('a')).res.headers['x-oss-tagging-count'], undefined);
    await client.putObjectTagging('a', { one: '1', 'two words': 'a+b=c/d', 'a.b_c:d-e': 'x' });
    check.state('three', await read(), { one: '1', 'two words': 'a+b=c/d', 'a.b_c:d-e': 'x' });
    check.state('three, head', (await client.head('a')).res.headers['x-oss-tagging-count'], '3');
    check.state('three, get', (await client.get('a')).res.headers['x-oss-tagging-count'], '3');
    await client.putObjectTagging('a', { other: 'z' });
    check.state('replaced', await read(), { other: 'z' });
    await client.deleteObjectTagging('a');
    check.state('deleted', await read(), {});
    check.state('content', (await client.get('a')).content, text);
  },

  async 'with the object'({ client, check }) {
    await client.put('a', text, { headers: { 'x-oss-tagging': 'a=1&b%20c=%E6%96%87' } });
    check.state('by put', (await client.getObjectTagging('a')).tag, { a: '1', 'b c': '文' });
    await client.put('a', text);
    check.state('gone with the next put', (await client.getObjectTagging('a')).tag, {});
    await client.append('log', text, { headers: { 'x-oss-tagging': 'kind=log' } });
    check.state('by append', (await client.getObjectTagging('log')).tag, { kind: 'log' });
  },

  async 'that are refused'({ client, check }) {
    await client.put('a', text);
    await client.putObjectTagging('a', { kept: '1' });
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, 'v']));
    const header = new URLSearchParams(many).toString();
    await check.error('eleven', client.put('b', text, { headers: { 'x-oss-tagging': header } }), {
      status: 400,
    });
    await check.error('a key twice', client.put('b', text, { headers: { 'x-oss-tagging': 'a=1&a=2' } }), {
      status: 400,
      code: 'RepeatedTags',
    });
    await check.error('nothing was stored', client.head('b'), { status: 404 });
    const missing = { status: 404, code: 'NoSuchKey' };
    await check.error('of nothing, set', client.putObjectTagging('none', { a: '1' }), missing);
    await check.error('of nothing, read', client.getObjectTagging('none'), missing);
    await check.error('of nothing, deleted', client.deleteObjectTagging('none'), missing);
    check.state('the first stay', (await client.getObjectTagging('a')).tag, { kept: '1' });
  },
};
