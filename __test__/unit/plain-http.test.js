'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

/** The codes of the warnings that a process gives whose clients sign a URL each. */
function warnings(list, env = {}, module = path.join(__dirname, '../..')) {
  const program = `
    process.on('warning', ({ code, message }) => console.log(code, message));
    const OSS = require(${JSON.stringify(module)});
    for (const options of ${JSON.stringify(list)}) {
      new OSS({ accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'my-bucket', ...options })._getReqUrl({});
    }`;
  const { OSS_EMULATOR_HOST: _, ...rest } = process.env;
  const output = execFileSync(process.execPath, ['-e', program], {
    env: { ...rest, ...env },
    encoding: 'utf8',
  });
  return output.trim().split('\n').filter(Boolean);
}

test('plain HTTP to a public endpoint that nobody asked for is warned of once', () => {
  for (const options of [
    {},
    { region: 'oss-cn-beijing' },
    { endpoint: 'oss-cn-beijing.aliyuncs.com' },
    { endpoint: 'files.example.com', cname: true },
    { endpoint: '8.8.8.8:80' },
  ]) {
    const [warning, ...others] = warnings([options, options]);
    assert.match(warning, /^OSS_PLAIN_HTTP requests to \S+ go over plain HTTP/);
    assert.deepStrictEqual(others, []);
  }
});

test('F20: ali-oss says nothing', () => {
  assert.deepStrictEqual(warnings([{}], {}, require.resolve('ali-oss')), []);
});

test('what was asked for, or stays on the machine or in the cloud, is not', () => {
  const quiet = [
    { secure: true },
    { secure: false },
    { endpoint: 'http://oss-cn-beijing.aliyuncs.com' },
    { endpoint: 'https://oss-cn-beijing.aliyuncs.com' },
    { internal: true },
    { region: 'vpc100-oss-cn-beijing' },
    { endpoint: 'oss-cn-beijing-internal.aliyuncs.com' },
    { endpoint: 'localhost:9000' },
    { endpoint: 'my.localhost:9000' },
    { endpoint: '127.0.0.1:9000' },
    { endpoint: '10.1.2.3' },
    { endpoint: '172.20.0.1' },
    { endpoint: '192.168.0.1' },
    { endpoint: '100.100.1.2' },
    { endpoint: 'minio:9000' },
  ];
  assert.deepStrictEqual(warnings(quiet), []);
  const [only, ...others] = warnings([{}], { OSS_EMULATOR_HOST: '127.0.0.1:1' });
  assert.match(only, /^OSS_EMULATOR_HOST /);
  assert.deepStrictEqual(others, []);
});
