'use strict';

const isBranch = (value) => value !== null && typeof value === 'object';

function joinPath(path, key) {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  return path ? `${path}.${key}` : key;
}

/**
 * The places where two descriptions differ: `[{ at, theirs, ours }]`. A key that one side lacks is `undefined` there;
 * a value that is undefined is `{ $: 'undefined' }`.
 */
function diff(theirs, ours, path = '') {
  if (Object.is(theirs, ours)) return [];
  if (!isBranch(theirs) || !isBranch(ours) || Array.isArray(theirs) !== Array.isArray(ours)) {
    return [{ at: path, theirs, ours }];
  }
  const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...keys].sort().flatMap((key) => diff(theirs[key], ours[key], joinPath(path, key)));
}

module.exports = { diff };
