'use strict';

// The two libraries under comparison, and how a client of each is made to reach a loopback port while it speaks to
// real host names: ali-oss, and ours over Node's http, through an agent that always connects to that port; ours over a
// urllib through one that adds the agents; ours by itself through OSS_EMULATOR_HOST.

const http = require('node:http');
const https = require('node:https');
const urllib = require('urllib');
const { agentTo, closeAgents } = require('./agents.js');

const theirs = { name: 'ali-oss', OSS: require('ali-oss'), reach: reachByAgent, direct: {} };

/** Ours on each of its transports. `direct` are options for clients that need not be led anywhere. */
const transports = {
  native: { name: 'ali-oss-native', reach: reachByEnvironment, direct: {} },
  node: { name: 'ali-oss-native over node:http', reach: reachByAgent, direct: { transport: 'node' } },
  urllib: { name: 'ali-oss-native over urllib', reach: reachByUrllib, direct: { urllib } },
};
for (const library of Object.values(transports)) library.OSS = require('../../index.js');

/**
 * Ours, on the transport that `COMPAT_TRANSPORT` names; `COMPAT_OURS=ali-oss` compares ali-oss with itself, which checks the
 * tests rather than the library.
 */
const transport = process.env.COMPAT_TRANSPORT ?? 'native';
const ours =
  process.env.COMPAT_OURS === 'ali-oss' ? { ...theirs, name: 'ali-oss again' } : transports[transport];

function reachByAgent(port, create) {
  return create({ agent: agentTo(http.Agent, port), httpsAgent: agentTo(https.Agent, port) });
}

/** A urllib of the caller's own. */
function reachByUrllib(port, create) {
  const agents = { agent: agentTo(http.Agent, port), httpsAgent: agentTo(https.Agent, port) };
  return create({ urllib: { request: (url, args) => urllib.request(url, { ...args, ...agents }) } });
}

/** The variable is read when a client is made, so it needs to stand no longer than that. */
function reachByEnvironment(port, create) {
  const before = process.env.OSS_EMULATOR_HOST;
  process.env.OSS_EMULATOR_HOST = `127.0.0.1:${port}`;
  try {
    return create({});
  } finally {
    if (before === undefined) delete process.env.OSS_EMULATOR_HOST;
    else process.env.OSS_EMULATOR_HOST = before;
  }
}

module.exports = { closeAgents, ours, theirs, transport, transports };
