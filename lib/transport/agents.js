'use strict';

const http = require('node:http');
const https = require('node:https');

/** As the native transport keeps its connections. */
const IDLE_SOCKETS = 256;
const IDLE_MS = 15_000;

/** @type {WeakMap<object, { http?: http.Agent, https?: https.Agent }>} */
const owned = new WeakMap();

/**
 * The agent for a request of a client: the caller's, or one that the client has for itself.
 *
 * @param {{ agent?: any, httpsAgent?: any, options: { maxSockets?: number | undefined } }} client
 * @param {boolean} secure
 * @returns {http.Agent}
 */
function agentOf(client, secure) {
  const given = secure ? client.httpsAgent : client.agent;
  if (given) return given;
  const agents = owned.get(client) ?? {};
  owned.set(client, agents);
  const settings = {
    keepAlive: true,
    maxSockets: client.options.maxSockets || Number.POSITIVE_INFINITY,
    maxFreeSockets: IDLE_SOCKETS,
    timeout: IDLE_MS,
  };
  if (secure) agents.https ??= new https.Agent(settings);
  else agents.http ??= new http.Agent(settings);
  return /** @type {http.Agent} */ (secure ? agents.https : agents.http);
}

/**
 * Closes the connections of the agents that a client has for itself.
 *
 * @param {object} client
 */
function closeAgents(client) {
  const agents = owned.get(client);
  agents?.http?.destroy();
  agents?.https?.destroy();
  owned.delete(client);
}

module.exports = { agentOf, closeAgents };
