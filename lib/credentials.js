'use strict';

/** @import { Client, Failure } from './types' */

/** Codes by which the service says that a token is no longer good. */
const REFUSED = new Set(['SecurityTokenExpired', 'InvalidSecurityToken', 'InvalidAccessKeyId']);

/** @type {Pick<typeof import('./credentials/refreshed'), 'whenFresh' | 'refreshNow'> | undefined} */
let refreshed;
/** @type {typeof refreshed} */
let provided;

/**
 * How the client gets another credential; read when the first one needs to.
 *
 * @param {Client} client
 */
function wayOf(client) {
  if (client.options.credentials) {
    provided ??= require('./credentials/provided');
    return provided;
  }
  refreshed ??= require('./credentials/refreshed');
  return refreshed;
}

/**
 * Whether the client has a way to get another credential: a provider, or `refreshSTSToken` beside a token.
 *
 * @param {Client} client
 */
function canRefresh({ options }) {
  if (options.credentials) return options.credentials !== 'anonymous';
  return Boolean(options.stsToken) && typeof options.refreshSTSToken === 'function';
}

/**
 * Resolves when the client's credential can be used; undefined when it can be at once, so that a call goes on in the turn
 * that it was made in, before its caller can change or transfer the bytes.
 *
 * A credential that is known to have expired is refreshed first, and the call fails if that fails. One that is due is
 * refreshed too, but the call does not fail with it.
 *
 * @param {Client} client
 * @returns {Promise<void> | undefined}
 */
function whenFresh(client) {
  return canRefresh(client) ? wayOf(client).whenFresh(client) : undefined;
}

/**
 * Whether the service refused the token of a client that can get another.
 *
 * @param {Client} client
 * @param {Failure} error
 */
function refusedToken(client, error) {
  const refused = error.kind === 'service' && REFUSED.has(error.code ?? '');
  return refused && Boolean(client.options.stsToken) && canRefresh(client);
}

/**
 * Refreshes the credential once for all who ask meanwhile; rejects when the refresh fails.
 *
 * @param {Client} client
 */
function refreshNow(client) {
  return wayOf(client).refreshNow(client);
}

module.exports = { canRefresh, whenFresh, refusedToken, refreshNow };
