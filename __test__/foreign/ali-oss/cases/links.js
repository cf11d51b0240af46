'use strict';

const text = Buffer.from('hello, link');

module.exports = {
  async 'to an object'({ client, check }) {
    await client.put('dir/target 中.txt', text, { meta: { of: 'target' } });
    await client.putSymlink('link', 'dir/target 中.txt', { meta: { of: 'link' }, storageClass: 'IA' });
    const link = await client.getSymlink('link');
    check.state('target', link.targetName, 'dir/target 中.txt');
    check.state('its own metadata', link.res.headers['x-oss-meta-of'], 'link');
    const { content, res } = await client.get('link');
    check.state('content', content, text);
    check.state('type', res.headers['x-oss-object-type'], 'Symlink');
    check.state('length', (await client.head('link')).res.headers['content-length'], String(text.length));
    const [, listed] = (await client.list()).objects;
    check.states('list', listed, { name: 'link', type: 'Symlink' });
    await client.put('dir/target 中.txt', Buffer.from('changed'));
    check.state('follows its target', String((await client.get('link')).content), 'changed');
  },

  async 'to nothing'({ client, check }) {
    await client.putSymlink('link', 'none');
    check.state('it is there', (await client.getSymlink('link')).targetName, 'none');
    await check.error('get', client.get('link'), { status: 404, code: 'SymlinkTargetNotExist' });
    await check.error(
      'of a plain object',
      async () => {
        await client.put('plain', text);
        await client.getSymlink('plain');
      },
      { status: 400, code: 'NotSymlink' }
    );
    await check.error('getSymlink of nothing', client.getSymlink('none'), { status: 404, code: 'NoSuchKey' });
    await client.delete('link');
    await check.error('deleted', client.getSymlink('link'), { status: 404, code: 'NoSuchKey' });
  },

  async 'to a link'({ client, check }) {
    await client.put('target', text);
    await client.putSymlink('first', 'target');
    await client.putSymlink('second', 'first');
    check.state('its target', (await client.getSymlink('second')).targetName, 'first');
    await check.error('get', client.get('second'), { status: 400, code: 'InvalidTargetType' });
    await client.putSymlink('second', 'target');
    check.state('put again', (await client.get('second')).content, text);
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await check.error('forbidden to overwrite', client.putSymlink('second', 'other', { headers }), {
      status: 409,
      code: 'FileAlreadyExists',
    });
    check.state('it stays', (await client.getSymlink('second')).targetName, 'target');
  },
};
