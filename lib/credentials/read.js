'use strict';

/**
 * What a function or a provider gave, by ali-oss's names: the first letter of a name may be a capital, as in what
 * `assumeRole` gives, and `securityToken` is `stsToken`.
 *
 * @param {unknown} given
 * @returns {Record<string, any>}
 */
function byOurNames(given) {
  /** @type {Record<string, any>} */
  const credential = {};
  for (const [key, value] of Object.entries(given ?? {}))
    credential[key.charAt(0).toLowerCase() + key.slice(1)] = value;
  if (credential.securityToken) credential.stsToken = credential.securityToken;
  return credential;
}

/**
 * The time at which a credential expires; `NaN` for one that does not say.
 *
 * @param {unknown} expiration a Date, a text, or milliseconds since 1970
 */
function timeOf(expiration) {
  return expiration ? Number(new Date(/** @type {any} */ (expiration))) : Number.NaN;
}

module.exports = { byOurNames, timeOf };
