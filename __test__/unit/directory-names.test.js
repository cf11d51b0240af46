'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { segmentsOf } = require('../../lib/transfers/local-path');
const { selection } = require('../../lib/transfers/patterns');

const takes = (options, name) => selection(options).takes(name);

test('patterns without a slash are of names, those with one of paths', () => {
  for (const [pattern, yes, no] of [
    ['*.html', ['a.html', 'x/y/a.html', '.html'], ['a.htm', 'a.html/b']],
    ['a?c', ['abc', 'x/a中c', 'x/a😀c'], ['ac', 'abbc']],
    ['docs/*.md', ['docs/a.md'], ['docs/x/a.md', 'x/docs/a.md']],
    ['**/test/*', ['test/a', 'x/test/a', 'x/y/test/a'], ['test/a/b', 'attest/a']],
    ['docs/**', ['docs/a', 'docs/x/y'], ['docs', 'doc/a']],
    ['a.b+(c)[d]{e}', ['a.b+(c)[d]{e}'], ['aXb+(c)[d]{e}']],
    ['new\nline', ['new\nline'], ['newline']],
  ]) {
    for (const name of yes) assert.ok(takes({ include: pattern }, name), `${pattern} takes ${name}`);
    for (const name of no) assert.ok(!takes({ include: pattern }, name), `${pattern} leaves ${name}`);
  }
});

test('what is in an excluded folder is excluded', () => {
  const options = { include: ['*.js', '*.ts'], exclude: ['node_modules', 'dist/'] };
  assert.ok(takes(options, 'src/a.ts'));
  for (const name of ['node_modules/a.js', 'x/node_modules/y/a.js', 'dist/a.js', 'src/a.css'])
    assert.ok(!takes(options, name), name);
  assert.ok(selection(options).leavesOut('x/node_modules'));
  assert.ok(!selection({}).leavesOut('x'));
  assert.ok(takes({ include: (name) => name === 'a/b' }, 'a/b'));
  assert.throws(() => selection({ exclude: [5] }), /exclude must be a pattern/);
});

test('names stay below their folder', () => {
  assert.deepStrictEqual(segmentsOf('a/b c/d', 'linux'), ['a', 'b c', 'd']);
  for (const name of ['', '.', '..', 'a/..', '../a', 'a//b', '/a', 'a/', 'a/./b', 'a\0b'])
    for (const platform of ['linux', 'win32'])
      assert.throws(() => segmentsOf(name, platform), { code: 'UnsafeName' }, `${name} on ${platform}`);
  for (const name of ['a\\..\\b', 'C:a', 'C:/a', 'a:stream', 'con', 'x/NUL.txt', 'lpt1', 'a.', 'a '])
    assert.throws(() => segmentsOf(name, 'win32'), { code: 'UnsafeName' }, name);
  for (const name of ['C:a', 'a\\b', 'con', 'a.']) assert.deepStrictEqual(segmentsOf(name, 'linux'), [name]);
  assert.deepStrictEqual(segmentsOf('constant/..a/a..', 'linux'), ['constant', '..a', 'a..']);
});
