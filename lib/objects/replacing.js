'use strict';

/** Headers of the new object; one of them is enough for the source's not to be taken over. */
const REPLACING = [
  'content-type',
  'content-encoding',
  'content-language',
  'content-disposition',
  'cache-control',
  'expires',
];

/**
 * Whether a header of a copy says what the new object is to have in place of what the source has.
 *
 * @param {string} name
 */
function replaces(name) {
  return REPLACING.includes(name.toLowerCase());
}

module.exports = { replaces };
