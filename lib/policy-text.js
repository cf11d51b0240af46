'use strict';

/**
 * A policy as compact JSON; nothing for none.
 *
 * @param {object | string | null | undefined} policy
 */
function policyText(policy) {
  if (!policy) return undefined;
  if (typeof policy !== 'string') return JSON.stringify(policy);
  try {
    return JSON.stringify(JSON.parse(policy));
  } catch (error) {
    throw new Error(`Policy string is not a valid JSON: ${/** @type {Error} */ (error).message}`);
  }
}

module.exports = { policyText };
