'use strict';

/**
 * A class that can be called without `new`, as those of ali-oss can.
 *
 * @template {new (...given: any[]) => object} Class
 * @param {Class} Class
 * @returns {Class & ((...given: ConstructorParameters<Class>) => InstanceType<Class>)}
 */
function callable(Class) {
  return /** @type {any} */ (
    new Proxy(Class, { apply: (target, _, given) => Reflect.construct(target, given) })
  );
}

module.exports = { callable };
