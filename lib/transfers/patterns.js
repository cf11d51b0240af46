'use strict';

/** @import OSS from '../../index' */

/**
 * Whether names below a folder are taken: those that `include` has and `exclude` has not.
 *
 * @param {Pick<OSS.DirectoryOptions, 'include' | 'exclude'>} options
 * @returns {{ takes(name: string): boolean, leavesOut(folder: string): boolean }}
 */
function selection({ include, exclude }) {
  const included = matcher('include', include);
  const excluded = matcher('exclude', exclude);
  return {
    takes: (name) => (included?.(name) ?? true) && !ancestry(name).some((each) => excluded?.(each)),
    // Nothing below it can be taken.
    leavesOut: (folder) => Boolean(excluded?.(folder)),
  };
}

/**
 * A name and the folders it is in.
 *
 * @param {string} name
 */
function ancestry(name) {
  const parts = name.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/**
 * @param {string} option
 * @param {OSS.DirectoryFilter | undefined} filter
 * @returns {((name: string) => boolean) | undefined}
 */
function matcher(option, filter) {
  if (filter === undefined || filter === null) return undefined;
  if (typeof filter === 'function') return (name) => Boolean(filter(name));
  const patterns = typeof filter === 'string' ? [filter] : filter;
  if (!Array.isArray(patterns) || !patterns.every((pattern) => typeof pattern === 'string'))
    throw new TypeError(`${option} must be a pattern, a list of patterns or a function`);
  const tests = patterns.map(testOf);
  return (name) => tests.some((test) => test(name));
}

/**
 * @param {string} pattern
 * @returns {(name: string) => boolean}
 */
function testOf(pattern) {
  const expression = expressionOf(pattern.replace(/\/$/, ''));
  if (pattern.replace(/\/$/, '').includes('/')) return (name) => expression.test(name);
  return (name) => expression.test(name.slice(name.lastIndexOf('/') + 1));
}

/** What the wildcards stand for. */
const WILDCARDS = new Map([
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);

/** @param {string} pattern */
function expressionOf(pattern) {
  const source = pattern.replace(
    /\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}]/g,
    (found) => WILDCARDS.get(found) ?? `\\${found}`
  );
  return new RegExp(`^${source}$`, 'su');
}

module.exports = { selection };
