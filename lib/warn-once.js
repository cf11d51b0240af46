'use strict';

/** @type {Set<string>} */
const given = new Set();

/**
 * A warning of the process, the first time that its code comes up.
 *
 * @param {string} code
 * @param {string} message
 */
function warnOnce(code, message) {
  if (given.has(code)) return;
  given.add(code);
  process.emitWarning(message, { code });
}

module.exports = { warnOnce };
