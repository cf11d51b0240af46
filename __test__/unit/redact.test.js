'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { inspect } = require('node:util');
const OSS = require('../..');

const SECRET = 'FakeSecretThatNoLogMayShow';
const TOKEN = 'FakeTokenThatNoLogMayShow';
const KEYS = {
  accessKeyId: 'FakeKeyId',
  accessKeySecret: SECRET,
  stsToken: TOKEN,
  refreshSTSTokenInterval: 1000,
};

for (const [name, make] of [
  ['OSS', () => new OSS({ ...KEYS, region: 'oss-cn-hangzhou' })],
  ['STS', () => new OSS.STS(KEYS)],
]) {
  test(`a printed or serialised ${name} client holds no secret`, () => {
    const client = make();
    for (const text of [
      inspect(client),
      inspect({ client }, { depth: 9, showHidden: true }),
      JSON.stringify({ client }),
    ]) {
      assert.ok(text.includes('FakeKeyId'), text);
      assert.ok(!text.includes(SECRET) && !text.includes(TOKEN), text);
    }
    assert.ok(inspect(client).startsWith(`${name} {`));
  });

  test(`the options of an ${name} client are the caller's own`, () => {
    const client = make();
    assert.equal(client.options.accessKeySecret, SECRET);
    assert.deepEqual(Object.keys(client).includes('toJSON'), false);
  });
}
