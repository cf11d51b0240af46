'use strict';

/**
 * Whether the runtime is this browser. Node is none, which has no name and no version.
 *
 * @param {string} name
 * @param {string} version
 */
function checkBrowserAndVersion(name, version) {
  return name === '' && version === '';
}

module.exports = { checkBrowserAndVersion };
