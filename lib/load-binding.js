'use strict';

/** Loads the platform binary, and says what to do where there is none. */
function loadBinding() {
  try {
    return require('../binding');
  } catch (cause) {
    throw require('./no-binding').noBinding(/** @type {Error} */ (cause));
  }
}

module.exports = loadBinding();
