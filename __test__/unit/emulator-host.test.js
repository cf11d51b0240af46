'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');
const { emulatorAddress } = require('../../lib/emulator-host');
const { serve } = require('./loopback');

/** The address that a value of the variable means. */
function addressOf(t, value) {
  t.mock.method(process, 'emitWarning', () => {});
  const before = process.env.OSS_EMULATOR_HOST;
  if (value === undefined) delete process.env.OSS_EMULATOR_HOST;
  else process.env.OSS_EMULATOR_HOST = value;
  try {
    return emulatorAddress();
  } finally {
    if (before === undefined) delete process.env.OSS_EMULATOR_HOST;
    else process.env.OSS_EMULATOR_HOST = before;
    t.mock.restoreAll();
  }
}

test('without the variable there is no emulator', (t) => {
  assert.strictEqual(addressOf(t, undefined), undefined);
  assert.strictEqual(addressOf(t, ''), undefined);
});

test('loopback addresses with a port are taken', (t) => {
  for (const [value, address] of [
    ['127.0.0.1:9000', '127.0.0.1:9000'],
    ['http://127.0.0.1:9000', '127.0.0.1:9000'],
    ['http://127.0.0.1:9000/', '127.0.0.1:9000'],
    ['127.1.2.3:1', '127.1.2.3:1'],
    ['localhost:65535', '127.0.0.1:65535'],
    ['[::1]:9000', '[::1]:9000'],
  ]) {
    assert.strictEqual(addressOf(t, value), address);
  }
});

test('any other value is an error that names it', (t) => {
  for (const value of [
    ...['127.0.0.1', 'localhost', '127.0.0.1:', '127.0.0.1:65536', '127.0.0.1:9000/path', '127.0.0.1:9000x'],
    ...[
      'https://127.0.0.1:9000',
      '10.0.0.1:9000',
      'example.com:9000',
      'localhost.example.com:9000',
      '::1:9000',
    ],
    ...[
      '127.0.0.1.example.com:9000',
      '127.0.0.1:9000@example.com:80',
      '127.999.0.1:9000',
      ' 127.0.0.1:9000',
      '0:1',
    ],
  ]) {
    assert.throws(() => addressOf(t, value), {
      message: `OSS_EMULATOR_HOST must be a loopback address with a port such as 127.0.0.1:9000, but it is ${value}`,
    });
  }
});

test('requests go to the emulator with their real host, and one warning says so', async (t) => {
  const { port, requests } = await serve(t, (_, response) => response.end('content'));
  const program = `
    process.on('warning', ({ name, code, message }) => console.log(JSON.stringify({ name, code, message })));
    const OSS = require(${JSON.stringify(path.join(__dirname, '../..'))});
    const options = { accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'my-bucket', region: 'oss-cn-beijing' };
    (async () => {
      await new OSS({ ...options, secure: true }).get('a');
      await new OSS({ ...options, internal: true }).get('b');
      await new OSS.STS(options).assumeRole('role').catch(() => {});
    })();
  `;
  const output = await new Promise((resolve, reject) => {
    const env = { ...process.env, OSS_EMULATOR_HOST: `localhost:${port}` };
    execFile(process.execPath, ['-e', program], { env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout)
    );
  });
  assert.deepStrictEqual(
    requests.map(({ method, url, headers }) => `${method} ${headers.host}${url}`),
    [
      'GET my-bucket.oss-cn-beijing.aliyuncs.com/a',
      'GET my-bucket.oss-cn-beijing-internal.aliyuncs.com/b',
      'POST sts.aliyuncs.com/',
    ]
  );
  assert.deepStrictEqual(output.trim().split('\n').map(JSON.parse), [
    {
      name: 'Warning',
      code: 'OSS_EMULATOR_HOST',
      message: `requests for *.aliyuncs.com go to localhost:${port} because OSS_EMULATOR_HOST is set`,
    },
  ]);
});
