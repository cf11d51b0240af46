'use strict';

/**
 * Reads the JSON of a reply.
 *
 * @param {string} text
 * @param {string} what the reply is, for the error: V8 would quote what stands around the fault, which may be a secret
 * @returns {any}
 */
function readJson(text, what) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw text === '' ? error : new SyntaxError(`${what} is not valid JSON`);
  }
}

module.exports = { readJson };
