'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { checkBucketName: theirs } = require('ali-oss/lib/common/utils/checkBucketName');
const { checkBucketName, checkUnicode, objectName } = require('../../lib/names');

const refused = { message: 'The bucket must be conform to the specifications' };
const NAMES = [
  ...['abc', 'my-bucket', '0ab', 'ab0', 'a--b', '1234', 'a'.repeat(63), 'my_bucket', '_ab', 'ab_'],
  ...[
    '',
    'a',
    'ab',
    'a'.repeat(64),
    '-ab',
    'ab-',
    'Abc',
    'a.b',
    'a b',
    'a/b',
    'äbc',
    'abc\n',
    'abc?x',
    '存储空间',
  ],
];

function accepts(check, name, create) {
  try {
    check(name, create);
    return true;
  } catch (error) {
    assert.strictEqual(error.message, refused.message);
    return false;
  }
}

test('bucket names are judged as ali-oss judges them', () => {
  for (const create of [false, true]) {
    for (const name of NAMES) {
      assert.strictEqual(accepts(checkBucketName, name, create), accepts(theirs, name, create), name);
    }
  }
});

test('an underscore may be in a bucket that exists, not in a new one', () => {
  assert.doesNotThrow(() => checkBucketName('my_bucket'));
  assert.throws(() => checkBucketName('my_bucket', true), refused);
});

test('what is not a text is no bucket name', () => {
  for (const name of [undefined, null, 123, true, ['abc'], { toString: () => 'abc' }]) {
    assert.throws(() => checkBucketName(name), refused);
    assert.throws(() => checkBucketName(name, true), refused);
  }
});

test('leading slashes of a key are removed, nothing else is', () => {
  for (const [name, key] of [
    ['a', 'a'],
    ['/a', 'a'],
    ['//a//b/', 'a//b/'],
    ['a/../b', 'a/../b'],
    ['\\a', '\\a'],
    [' /a', ' /a'],
    ['', ''],
    ['/', ''],
    ['😀 +%2F', '😀 +%2F'],
  ]) {
    assert.strictEqual(objectName(name), key);
  }
});

test('a key that is not a text fails in the words of ali-oss', () => {
  for (const [name, message] of [
    [undefined, "Cannot read properties of undefined (reading 'replace')"],
    [null, "Cannot read properties of null (reading 'replace')"],
    [1, 'name.replace is not a function'],
    [{}, 'name.replace is not a function'],
  ]) {
    assert.throws(() => objectName(name), { name: 'TypeError', message });
  }
});

test('half of a surrogate pair is no name, a whole one is', () => {
  for (const name of ['a\ud83d', '\ude00', '\ude00\ud83d']) {
    assert.throws(() => checkUnicode(name), { name: 'URIError', message: 'URI malformed' });
  }
  for (const name of ['', 'a', '中', '😀', undefined]) checkUnicode(name);
});
