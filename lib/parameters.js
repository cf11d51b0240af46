'use strict';

/**
 * Query parameters as Rust takes them: `[name, value, name, value]`, where `null` is a name that stands alone.
 *
 * Objects give their entries, arrays and strings names only. Values go the way of Node's `querystring`: numbers, booleans
 * and bigints as text, arrays as repeated names, anything else as nothing.
 *
 * @param {any} source
 * @returns {(string | null)[]}
 */
function parameters(source) {
  if (!source) return [];
  if (typeof source === 'string') return [source, null];
  /** @type {(string | null)[]} */
  const flat = [];
  if (Array.isArray(source)) {
    for (const name of source) flat.push(String(name), null);
    return flat;
  }
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (Array.isArray(value)) {
      for (const item of value) flat.push(name, text(item));
    } else {
      flat.push(name, text(value));
    }
  }
  return flat;
}

/** @param {unknown} value */
function text(value) {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : null;
}

/**
 * Headers as `[name, value, name, value]`; `null` and `undefined` values are left out.
 *
 * @param {any} headers
 * @returns {string[]}
 */
function headerList(headers) {
  /** @type {string[]} */
  const flat = [];
  if (!headers) return flat;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== null && value !== undefined) flat.push(name, String(value));
  }
  return flat;
}

module.exports = { parameters, headerList };
