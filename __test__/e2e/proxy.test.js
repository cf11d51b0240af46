'use strict';

// Proxies (DESIGN, F16): a real one before the emulator, to which no other way leads under these names.

const assert = require('node:assert/strict');
const { after, before, describe, test } = require('node:test');
const { inspect } = require('node:util');
const AliOSS = require('ali-oss');
const OSS = require('../../index.js');
const { DEMO, startEmulator } = require('../support/emulator.js');
const { startProxy } = require('../support/proxy.js');
const { tempDir } = require('../support/temp.js');

const BUCKET = 'behind-a-proxy';
const HOST = `${BUCKET}.oss-cn-hangzhou.aliyuncs.com`;

describe('proxies', () => {
  let emulator;
  let proxy;
  let dir;
  const client = (options) =>
    new OSS({
      ...DEMO.user,
      region: DEMO.region,
      bucket: BUCKET,
      timeout: 20_000,
      secure: true,
      retryMax: 0,
      ...options,
    });
  const local = () => ({ endpoint: `http://localhost:${emulator.port}`, sldEnable: true });
  const by = (scheme, user = 'user:p%40ss@') => `${scheme}://${user}127.0.0.1:${proxy.port}`;

  before(async () => {
    dir = tempDir();
    const authority = dir.path('ca.pem');
    emulator = await startEmulator(['--tls', '--tls-ca', authority]);
    process.env.NODE_EXTRA_CA_CERTS = authority;
    proxy = await startProxy({ to: emulator.port, user: 'user', password: 'p@ss' });
    await client({ proxy: by('http') }).putBucket(BUCKET);
  });

  after(async () => {
    await proxy.stop();
    await emulator.stop();
    dir.remove();
  });

  for (const [scheme, secure, asked] of [
    ['http', true, [`CONNECT ${HOST}:443`]],
    ['http', false, [`PUT http://${HOST}/a/../b`, `GET http://${HOST}/a/../b`]],
    ['socks5h', true, [`SOCKS ${HOST}:443`]],
    ['socks5h', false, [`SOCKS ${HOST}:80`]],
    ['socks', true, [`SOCKS ${HOST}:443`]],
  ]) {
    test(`${scheme} carries ${secure ? 'HTTPS' : 'plain HTTP'}`, async () => {
      proxy.seen.length = 0;
      const through = client({ secure, proxy: by(scheme) });
      await through.put('a/../b', Buffer.from('hello'));
      const { content, res } = await through.get('a/../b');
      assert.equal(String(content), 'hello');
      assert.equal(res.keepAliveSocket, true);
      assert.equal(res.remotePort, proxy.port);
      assert.deepEqual(proxy.seen, asked);
    });
  }

  test('socks5 looks the name up by itself', async () => {
    proxy.seen.length = 0;
    await client({ ...local(), proxy: by('socks5') }).put('local', Buffer.from('hello'));
    assert.deepEqual(proxy.seen, [`SOCKS 127.0.0.1:${emulator.port}`]);
  });

  test('the wrong password is an error that names the proxy and hides the password', async () => {
    for (const [scheme, secure, words] of [
      ['http', true, /CONNECT .* was answered by 407 Proxy Authentication Required/],
      ['http', false, /it answered 407 Proxy Authentication Required/],
      ['socks5h', true, /it does not take this user and password/],
    ]) {
      const options = { secure, proxy: by(scheme, 'user:hidden-word@'), retryMax: 3 };
      proxy.seen.length = 0;
      await assert.rejects(client(options).get('a'), (error) => {
        assert.equal(error.code, 'RequestError');
        assert.match(error.message, words);
        assert.ok(error.message.includes(`proxy ${scheme}://user@127.0.0.1:${proxy.port}`), error.message);
        assert.doesNotMatch(inspect(error, { showHidden: true, depth: 9 }), /hidden-word/);
        return true;
      });
      assert.ok(proxy.seen.length <= 1, 'a password is tried once');
    }
  });

  test('a proxy that is down is named', async () => {
    const down = await startProxy({ to: emulator.port });
    await down.stop();
    const url = `http://127.0.0.1:${down.port}`;
    await assert.rejects(client({ proxy: url }).get('a'), {
      code: 'RequestError',
      message: new RegExp(`^proxy ${url}: connect ECONNREFUSED 127\\.0\\.0\\.1:${down.port}, GET`),
    });
    const sts = new OSS.STS({ ...DEMO.user, proxy: url });
    await assert.rejects(sts.assumeRole(DEMO.roleArn), {
      name: 'RequestError',
      message: new RegExp(`^proxy ${url}: `),
    });
  });

  test('STS takes it too', async () => {
    for (const [scheme, asked] of [
      ['http', 'CONNECT sts.aliyuncs.com:443'],
      ['socks5h', 'SOCKS sts.aliyuncs.com:443'],
    ]) {
      proxy.seen.length = 0;
      const { credentials } = await new OSS.STS({ ...DEMO.user, proxy: by(scheme) }).assumeRole(DEMO.roleArn);
      assert.ok(credentials.SecurityToken);
      assert.deepEqual(proxy.seen, [asked]);
      const wrong = new OSS.STS({ ...DEMO.user, proxy: by(scheme, 'user:hidden-word@') });
      await assert.rejects(wrong.assumeRole(DEMO.roleArn), (error) => {
        assert.ok(
          error.message.startsWith(`proxy ${scheme}://user@127.0.0.1:${proxy.port}: `),
          error.message
        );
        assert.doesNotMatch(inspect(error, { showHidden: true, depth: 9 }), /hidden-word/);
        return true;
      });
    }
    const plain = { ...DEMO.user, endpoint: 'http://sts.aliyuncs.com' };
    await new OSS.STS({ ...plain, proxy: by('http') }).assumeRole(DEMO.roleArn);
    const wrong = new OSS.STS({ ...plain, proxy: by('http', 'user:hidden-word@') });
    await assert.rejects(wrong.assumeRole(DEMO.roleArn), /it answered 407/);
  });

  test('the proxies of the environment are taken when they are asked for', async (t) => {
    const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'URLLIB_PROXY', 'URLLIB_ENABLE_PROXY'];
    const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
    t.after(() => {
      for (const name of names) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });
    for (const name of names) delete process.env[name];
    process.env.HTTPS_PROXY = by('http');
    for (const options of [{ enableProxy: true }, { proxy: 'env' }]) {
      proxy.seen.length = 0;
      await client(options).put('env', Buffer.from('hello'));
      assert.deepEqual(proxy.seen, [`CONNECT ${HOST}:443`]);
    }
    process.env.HTTP_PROXY = by('http');
    proxy.seen.length = 0;
    // Loopback is never reached through those.
    await client({ ...local(), enableProxy: true }).get('env');
    assert.deepEqual(proxy.seen, []);
  });

  test('enableProxy: false is the last word, and options take effect at the next call', async () => {
    const live = client({ ...local(), proxy: by('http') });
    proxy.seen.length = 0;
    await live.put('live', Buffer.from('hello'));
    live.options.enableProxy = false;
    await live.get('live');
    assert.deepEqual(proxy.seen, [`PUT http://localhost:${emulator.port}/${BUCKET}/live`]);
    live.options.enableProxy = true;
    await live.get('live');
    assert.equal(proxy.seen.length, 2);
  });

  test('what is no proxy is refused when a client is made, without its password', () => {
    for (const [bad, message] of [
      ['ftp://user:hidden-word@proxy', /its protocol is ftp/],
      [5, /but it is of type number/],
    ]) {
      assert.throws(
        () => client({ proxy: bad }),
        (error) => {
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /hidden-word/);
          return true;
        }
      );
    }
    const shown = client({ proxy: 'http://user:hidden-word@proxy:1' });
    assert.doesNotMatch(inspect(shown) + JSON.stringify(shown), /hidden-word/);
    assert.match(inspect(shown), /http:\/\/user:\[redacted\]@proxy:1/);
  });

  test('ali-oss needs a package that it does not bring', async () => {
    const theirs = new AliOSS({
      ...DEMO.user,
      region: DEMO.region,
      bucket: BUCKET,
      enableProxy: true,
      proxy: by('http'),
    });
    await assert.rejects(theirs.get('a'), { name: 'UnknownError' });
  });
});
