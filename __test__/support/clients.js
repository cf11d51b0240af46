'use strict';

// The two libraries under comparison, and how a client of each is made to reach a loopback port while it speaks to
// real host names: ali-oss through an agent that always connects to that port, ours through OSS_EMULATOR_HOST.

const http = require('node:http');
const https = require('node:https');
const { agentTo, closeAgents } = require('./agents.js');

const theirs = { name: 'ali-oss', OSS: require('ali-oss'), reach: reachByAgent };

/** Ours; `COMPAT_OURS=ali-oss` compares ali-oss with itself, which checks the tests rather than the library. */
const ours =
  process.env.COMPAT_OURS === 'ali-oss'
    ? { ...theirs, name: 'ali-oss again' }
    : { name: 'ali-oss-native', OSS: require('../../index.js'), reach: reachByEnvironment };

function reachByAgent(port, create) {
  return create({ agent: agentTo(http.Agent, port), httpsAgent: agentTo(https.Agent, port) });
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

module.exports = { theirs, ours, closeAgents };
