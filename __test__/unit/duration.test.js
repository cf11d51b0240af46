'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const humanize = require('humanize-ms');
const ms = require('ms');
const { milliseconds, timeouts } = require('../../lib/duration');

const NUMBERS = [0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 60000];
const UNITS = [
  ['', 'ms', 'msec', 'msecs', 'millisecond', 'milliseconds', 's', 'sec', 'secs', 'second', 'seconds'],
  ['m', 'min', 'mins', 'minute', 'minutes', 'h', 'hr', 'hrs', 'hour', 'hours', 'd', 'day', 'days'],
  ['w', 'week', 'weeks', 'y', 'yr', 'yrs', 'year', 'years'],
].flat();
const TEXTS = UNITS.flatMap((unit) =>
  ['0', '1', '1.5', '.5', '-3', '-.25'].flatMap((number) => [
    `${number}${unit}`,
    `${number} ${unit}`,
    `${number}${unit.toUpperCase()}`,
  ])
);
const NONSENSE = [
  ...['abc', '1.', '1..5', '1e3', '+1s', '1,000', ' 1s', '10s\n', '1\ts', '1mo', '1 fortnight', '--1', '-'],
  ...['Infinity', 'NaN', '１s', '1 m s', '9'.repeat(101), `1${' '.repeat(99)}s`],
];
const LONG = ['9'.repeat(100), `1${' '.repeat(98)}s`];

test('every text that ms reads is read alike', () => {
  for (const text of [...TEXTS, ...LONG]) assert.strictEqual(milliseconds(text), ms(text), text);
});

test('numbers are milliseconds', () => {
  for (const number of NUMBERS) assert.ok(Object.is(milliseconds(number), humanize(number)), String(number));
});

test('other texts are undefined, with a warning on the console', (t) => {
  const warn = t.mock.method(console, 'warn', () => {});
  for (const text of NONSENSE) {
    warn.mock.resetCalls();
    assert.strictEqual(milliseconds(text), undefined, text);
    assert.strictEqual(warn.mock.callCount(), 1);
    const [ours] = warn.mock.calls[0].arguments;
    assert.strictEqual(humanize(text), undefined, text);
    const [theirs] = warn.mock.calls[1].arguments;
    assert.strictEqual(ours.split('\n    at ')[0], theirs.split('\n    at ')[0]);
  }
});

test('what is neither a number nor a text is refused in the words of ms', () => {
  for (const value of ['', null, undefined, true, false, {}, [], [1, 2], () => {}]) {
    let theirs;
    assert.throws(
      () => humanize(value),
      (error) => {
        theirs = error.message;
        return true;
      }
    );
    assert.throws(() => milliseconds(value), { message: theirs });
  }
});

test('one time is both the connect and the response timeout, a pair is one each', () => {
  assert.deepStrictEqual(timeouts(100), [100, 100]);
  assert.deepStrictEqual(timeouts('2s'), [2000, 2000]);
  assert.deepStrictEqual(timeouts([100, '2s']), [100, 2000]);
});

test('no time is five seconds', (t) => {
  t.mock.method(console, 'warn', () => {});
  assert.deepStrictEqual(timeouts(0), [5000, 5000]);
  assert.deepStrictEqual(timeouts(undefined), [5000, 5000]);
  assert.deepStrictEqual(timeouts('soon'), [5000, 5000]);
  assert.deepStrictEqual(timeouts([100]), [100, 5000]);
});
