'use strict';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds per unit, in the spellings that the `ms` package takes. */
const UNITS = new Map(
  /** @type {[string[], number][]} */ ([
    [['', 'ms', 'msec', 'msecs', 'millisecond', 'milliseconds'], 1],
    [['s', 'sec', 'secs', 'second', 'seconds'], SECOND],
    [['m', 'min', 'mins', 'minute', 'minutes'], MINUTE],
    [['h', 'hr', 'hrs', 'hour', 'hours'], HOUR],
    [['d', 'day', 'days'], DAY],
    [['w', 'week', 'weeks'], 7 * DAY],
    [['y', 'yr', 'yrs', 'year', 'years'], 365.25 * DAY],
  ]).flatMap(([names, factor]) => names.map((name) => /** @type {const} */ ([name, factor])))
);

/**
 * Milliseconds of a number or of a text such as `'10s'` or `'1.5 minutes'`; `undefined`, with a warning on the console,
 * for any other text.
 *
 * @param {unknown} value
 * @returns {number | undefined}
 */
function milliseconds(value) {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length === 0) {
    throw new Error(`val is not a non-empty string or a valid number. val=${JSON.stringify(value)}`);
  }
  const match = /^(-?(?:\d+)?\.?\d+) *([a-z]*)$/i.exec(value);
  const factor = match && value.length <= 100 ? UNITS.get(match[2].toLowerCase()) : undefined;
  if (!match || factor === undefined) {
    console.warn(new Error(`humanize-ms(${JSON.stringify(value)}) result undefined`).stack);
    return undefined;
  }
  return Number.parseFloat(match[1]) * factor;
}

/** What urllib falls back to when ali-oss gives it no timeout. */
const FALLBACK = 5 * SECOND;

/**
 * Connect and response timeout in milliseconds from a number, a text, or a pair of them.
 *
 * @param {unknown} value
 * @returns {[number, number]}
 */
function timeouts(value) {
  if (!value) return [FALLBACK, FALLBACK];
  if (typeof value === 'number') return [value, value];
  const [connect, response] = Array.isArray(value)
    ? value.map(milliseconds)
    : [milliseconds(value), milliseconds(value)];
  return [connect ?? FALLBACK, response ?? FALLBACK];
}

module.exports = { milliseconds, timeouts };
