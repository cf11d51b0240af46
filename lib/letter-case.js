'use strict';

/**
 * A value with the first letter of every key in it changed, at any depth.
 *
 * @param {any} value
 * @param {(name: string) => string} change
 * @returns {any}
 */
function renameKeys(value, change) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => [change(name), renameKeys(content, change)])
  );
}

/** @param {string} name */
function lowerFirst(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** @param {string} name */
function upperFirst(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

module.exports = { lowerFirst, renameKeys, upperFirst };
