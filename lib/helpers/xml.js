'use strict';

const { binding } = require('../native');

/**
 * A document as the value that xml2js makes of it: the content of the root, elements once as values, repeated as arrays.
 *
 * @param {string | Buffer} text
 * @returns {Promise<any>}
 */
async function parseXML(text) {
  return JSON.parse(binding.parseXml(text.toString()));
}

module.exports = { parseXML };
