'use strict';

const isBranch = (value) => value !== null && typeof value === 'object';

function joinPath(path, key) {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  return path ? `${path}.${key}` : key;
}

/** Where two objects have the same keys in another order. */
function orders(theirs, ours, path) {
  const [first, second] = [Object.keys(theirs).join(), Object.keys(ours).join()];
  const isSame = Object.keys(theirs).sort().join() === Object.keys(ours).sort().join();
  return isSame && first !== second ? [{ at: joinPath(path, '(order)'), theirs: first, ours: second }] : [];
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
  const found = [...keys].sort().flatMap((key) => diff(theirs[key], ours[key], joinPath(path, key)));
  return [...found, ...orders(theirs, ours, path)];
}

module.exports = { diff };
