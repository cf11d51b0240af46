'use strict';

// Agents that take every connection to one port of loopback, so that ali-oss can speak to real host names.

const net = require('node:net');

const agents = new Set();

/** An agent whose connections all lead to `port` of loopback, in clear text, whatever the URL says. */
function agentTo(Agent, port) {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = () => net.connect(port, '127.0.0.1');
  agents.add(agent);
  return agent;
}

/** Closes the idle connections of all of them. */
function closeAgents() {
  for (const agent of agents) agent.destroy();
  agents.clear();
}

module.exports = { agentTo, closeAgents };
