'use strict';

/** @typedef {Record<string, (...given: any[]) => any>} Family */

/**
 * Gives `target` methods whose file is read when one of them is first called: few programs use them all, and reading the
 * files would take longer than the rest of `require`. They then stand in their own place, unless someone has put others
 * there.
 *
 * @param {any} target
 * @param {() => Family} read
 * @param {string[]} names
 */
function later(target, read, names) {
  /** @type {Family} */
  const stubs = Object.fromEntries(names.map((name) => [name, stub(name, settle)]));
  Object.assign(target, stubs);

  function settle() {
    const family = read();
    for (const name of names) if (target[name] === stubs[name]) target[name] = family[name];
    return family;
  }
}

/**
 * @param {string} name
 * @param {() => Family} read
 */
function stub(name, read) {
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
