'use strict';

// What ali-oss has, read from ali-oss itself, and which of it has no case.

const { REQUIRED, axesOf, optionsOf } = require('./axes.js');
const OPTIONS = require('../reference/options.js');
const LOCAL = require('../reference/local.js');

const functionsOf = (prototype) =>
  Object.keys(prototype).filter((name) => typeof prototype[name] === 'function');

/** Names as the cases have them: `put`, `ClusterClient.put`; what STS has stands under its own name. */
function surfaceOf(OSS) {
  const { ClusterClient, ImageClient, STS } = OSS;
  const methods = [
    ...functionsOf(OSS.prototype),
    ...functionsOf(STS.prototype).map((name) => (name.startsWith('_') ? `STS.${name}` : name)),
    ...functionsOf(ClusterClient.prototype).map((name) => `ClusterClient.${name}`),
    ...functionsOf(ImageClient.prototype).map((name) => `ImageClient.${name}`),
  ];
  const isHelper = (name) => /(^|\.)_/.test(name);
  return {
    methods: methods.filter((name) => !isHelper(name)),
    helpers: methods.filter(isHelper),
    statics: Object.keys(OSS),
    options: OPTIONS,
  };
}

/** `put(file)` is a form of `put`. */
const methodOf = ({ method }) => method.replace(/\(.*/, '');

/** What has no case, and which axes of a method that sends something have none, as sentences. */
function holesIn(cases, surface) {
  const axes = new Map();
  for (const one of cases) {
    const seen = axes.get(methodOf(one)) ?? new Set();
    for (const axis of axesOf(one)) seen.add(axis);
    axes.set(methodOf(one), seen);
  }
  const names = [...surface.methods, ...surface.helpers, ...surface.statics];
  const options = new Set(cases.flatMap(optionsOf));
  return [
    ...names.filter((name) => !axes.has(name)).map((name) => `${name} has no case`),
    ...surface.options.filter((name) => !options.has(name)).map((name) => `the option ${name} has no case`),
    ...surface.methods
      .filter((name) => axes.has(name) && !LOCAL.includes(name))
      .flatMap((name) =>
        REQUIRED.filter((axis) => !axes.get(name).has(axis)).map(
          (axis) => `${name} has no case where ${axis}`
        )
      ),
  ];
}

module.exports = { holesIn, methodOf, surfaceOf };
