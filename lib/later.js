'use strict';

/**
 * Methods whose file is read when one of them is first called: few programs use them all, and reading the files would take
 * longer than the rest of `require`.
 *
 * @template {Record<string, (...given: any[]) => any>} Family
 * @param {() => Family} read
 * @param {(keyof Family & string)[]} names
 * @returns {Family}
 */
function later(read, names) {
  return /** @type {any} */ (Object.fromEntries(names.map((name) => [name, stub(read, name)])));
}

/**
 * @param {() => Record<string, (...given: any[]) => any>} read
 * @param {string} name
 */
function stub(read, name) {
  const named = {
    /**
     * @this {unknown}
     * @param {any[]} given
     */
    [name](...given) {
      return read()[name].apply(this, given);
    },
  };
  return named[name];
}

/**
 * A property whose value is read when it is first asked for.
 *
 * @param {object} target
 * @param {string} name
 * @param {() => unknown} read
 */
function lazily(target, name, read) {
  /** @param {unknown} value */
  const set = (value) => Object.defineProperty(target, name, { value, writable: true });
  Object.defineProperty(target, name, {
    get: () => {
      set(read());
      return /** @type {any} */ (target)[name];
    },
    set,
    enumerable: true,
    configurable: true,
  });
}

module.exports = { later, lazily };
