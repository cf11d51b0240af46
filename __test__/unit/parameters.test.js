'use strict';

const assert = require('node:assert');
const querystring = require('node:querystring');
const { test } = require('node:test');
const { headerList, parameters, subresources } = require('../../lib/parameters');

const VALUES = [
  ...['x', '', ' ', 'a&b=c', 'é', '😀', null, undefined, true, false, 0, -0, 1.5, 1e21, Number.NaN, 10n],
  ...[
    Number.POSITIVE_INFINITY,
    {},
    new Date(0),
    () => 1,
    Symbol('x'),
    [],
    [1, null, ''],
    ['x', true, {}],
    [['x']],
  ],
];

/** A flat list as `querystring.stringify` would write it. */
function written(flat) {
  const pairs = [];
  for (let i = 0; i < flat.length; i += 2) {
    pairs.push(
      `${querystring.escape(flat[i])}=${flat[i + 1] === null ? '' : querystring.escape(flat[i + 1])}`
    );
  }
  return pairs.join('&');
}

test('values become text as in querystring', () => {
  for (const value of VALUES) {
    const source = { first: '1', name: value, 'x-oss-process': 'image/resize,w_200' };
    assert.strictEqual(written(parameters(source)), querystring.stringify(source), String(value));
  }
});

test('a value without text is a name that stands alone', () => {
  for (const value of ['', null, undefined, {}, Number.NaN]) {
    assert.deepStrictEqual(parameters({ acl: value }), ['acl', null]);
  }
});

test('an array is the name once per item', () => {
  assert.deepStrictEqual(parameters({ a: [1, '2', null] }), ['a', '1', 'a', '2', 'a', null]);
  assert.deepStrictEqual(parameters({ a: [] }), []);
});

test('texts and arrays of sub-resources are names', () => {
  assert.deepStrictEqual(subresources('acl'), ['acl', null]);
  assert.deepStrictEqual(subresources(['uploads', 'acl']), ['uploads', null, 'acl', null]);
  assert.deepStrictEqual(subresources({ acl: '', partNumber: 1 }), ['acl', null, 'partNumber', '1']);
});

test('texts and arrays of a query are objects with indices', () => {
  assert.deepStrictEqual(parameters('ab'), ['0', 'a', '1', 'b']);
  assert.deepStrictEqual(parameters(['x']), ['0', 'x']);
});

test('nothing is no parameters', () => {
  for (const source of [undefined, null, '', false, {}, []]) {
    assert.deepStrictEqual(parameters(source), []);
    assert.deepStrictEqual(subresources(source), []);
  }
});

test('inherited properties are no parameters', () => {
  assert.deepStrictEqual(
    parameters(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } })),
    ['own', '1']
  );
});

test('header values become text, and those that are not there are left out', () => {
  assert.deepStrictEqual(
    headerList({ a: 'x', b: 0, c: false, d: '', e: null, f: undefined, g: ['x', 'y'] }),
    ['a', 'x', 'b', '0', 'c', 'false', 'd', '', 'g', 'x,y']
  );
  assert.deepStrictEqual(headerList(undefined), []);
});
