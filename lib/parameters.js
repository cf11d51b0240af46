'use strict';

/**
 * Sub-resources as Rust takes them: those of an object like query parameters, arrays and strings as names only.
 *
 * @param {any} source
 * @returns {(string | null)[]}
 */
function subresources(source) {
  if (typeof source === 'string') return source === '' ? [] : [source, null];
  return Array.isArray(source) ? source.flatMap((name) => [String(name), null]) : parameters(source);
}

/**
 * Query parameters as Rust takes them: `[name, value, name, value]`, where `null` is a name that stands alone.
 *
 * Values go the way of Node's `querystring`: numbers, booleans and bigints as text, arrays as repeated names, anything
 * else as nothing.
 *
 * @param {any} source
 * @returns {(string | null)[]}
 */
function parameters(source) {
  /** @type {(string | null)[]} */
  const flat = [];
  if (!source) return flat;
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

/**
 * A value as text; `null` where it stands for nothing.
 *
 * @param {unknown} value
 */
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

/**
 * Names of headers to sign beside the usual ones, in lower case.
 *
 * @param {readonly string[] | null | undefined} additionalHeaders
 */
function headerNames(additionalHeaders) {
  return additionalHeaders ? additionalHeaders.map((name) => name.toLowerCase()) : undefined;
}

module.exports = { subresources, parameters, text, headerList, headerNames };
