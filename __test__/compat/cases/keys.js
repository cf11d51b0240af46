'use strict';

// Odd object names, through every method that takes one.

const { define } = require('../harness/case.js');
const { CALLS } = require('./calls.js');

const KEYS = {
  Chinese: '中文/文件.txt',
  spaces: 'a b/c d.txt',
  plus: 'a+b.txt',
  percent: '100%.txt',
  'percent that looks encoded': 'a%20b%2Fc.txt',
  quote: "it's.txt",
  'double quote and angles': '"<a>".txt',
  emoji: '😀/👨‍👩‍👧.png',
  'letters with marks': 'é e\u0301.txt',
  'one leading slash': '/a.txt',
  'three leading slashes': '///a.txt',
  'double slash inside': 'a//b.txt',
  'trailing slash': 'dir/',
  'two dots inside': 'a/../b.txt',
  'one dot inside': 'a/./b.txt',
  'two dots first': '../a.txt',
  'two dots last': 'a/..',
  'encoded dots': '%2e%2e/a.txt',
  'question mark': 'a?b=c.txt',
  'question mark first': '?a.txt',
  hash: 'a#b.txt',
  'ampersand and equals': 'a&b=c.txt',
  'unreserved marks': 'a~!*()-_.txt',
  'reserved marks': 'a:b@c,d;e$f[g].txt',
  backslash: 'a\\b.txt',
  'pipe, caret, backtick, braces': 'a|b^c`d{e}.txt',
  'tab and line break': 'a\tb\nc.txt',
  NUL: 'a\0b.txt',
  'a delete character': 'a\x7fb.txt',
  empty: '',
  'only a slash': '/',
  'only a dot': '.',
  'an at sign and a style': 'a.jpg@100w',
  'a URL': 'http://example.com/a.txt',
  '1,023 bytes': 'k'.repeat(1023),
};

const BAD_NAMES = {
  'half of a surrogate pair': 'a\ud83d.txt',
  undefined: undefined,
  null: null,
  'a number': 5,
  'an object': {},
  'a Buffer': Buffer.from('a'),
};

const METHODS = {
  put: (client, name) => client.put(name, Buffer.from('hello')),
  'put(file)': (client, name, it) => client.put(name, it.dir.write('local.txt', 'hello')),
  get: (client, name) => client.get(name),
  'get(file)': (client, name, it) => client.get(name, it.dir.path('local.txt')),
  head: (client, name) => client.head(name),
  delete: (client, name) => client.delete(name),
};

for (const [method, call] of Object.entries(METHODS)) {
  const add = define(method, { replies: [CALLS[method].reply] });
  for (const [kind, name] of Object.entries(KEYS)) {
    add('odd keys', kind, (client, it) => call(client, name, it));
  }
  for (const [kind, name] of Object.entries(BAD_NAMES)) {
    add('bad input', `the name is ${kind}`, (client, it) => call(client, name, it));
  }
}

module.exports = { BAD_NAMES, KEYS };
