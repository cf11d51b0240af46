'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { promisify } = require('node:util');
const LineProcess = require('./line-process');

const run = promisify(execFile);

/**
 * Ways to run the rounds of one operation. Each has `warmUp()` once, `prepare()` before each `round()`, which gives
 * { ops, wallUs, cpuUs, mainUs }, and `close()`. `countsRequests` says that the calls of a round are all that reaches
 * the sink meanwhile.
 */

const nothing = async () => {};

function startPeer(peer, operation, { port, runtimes, folder }) {
  const script = path.join(__dirname, 'peer-process.js');
  const child = new LineProcess(runtimes[peer.runtime], [
    script,
    peer.name,
    operation.id,
    String(port),
    folder,
  ]);
  return {
    async run(length) {
      const answer = await child.ask(length);
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    close: () => child.close(),
  };
}

/** A process that lives for all rounds of the operation, under Node.js or the given runtime. */
exports.warm = (peer, operation, context, timing) => {
  const child = startPeer(peer, operation, context);
  const { calls } = operation;
  return {
    countsRequests: true,
    warmUp: () => child.run(calls ? { calls } : { seconds: timing.warmUp }),
    // Connections that were closed while others ran are opened again here, not in the round.
    prepare: () => (calls ? undefined : child.run({ seconds: timing.settle })),
    round: () => child.run(calls ? { calls } : { seconds: timing.seconds }),
    close: child.close,
  };
};

/** Seconds after which a process no longer works on its own start. */
const STARTED = 1;

/** A process a round, measured from its second call on: what programs pay that do not run for long. */
exports.fresh = (peer, operation, context) => {
  let child;
  return {
    countsRequests: true,
    warmUp: nothing,
    async prepare() {
      child = startPeer(peer, operation, context);
      await child.run({ calls: 0 });
      await setTimeout(STARTED * 1000);
    },
    async round() {
      const result = await child.run({ calls: operation.first });
      await child.close();
      return result;
    },
    close: async () => child?.close(),
  };
};

/** The native client, a process a round. Its requests include those of its own warm-up. */
exports.floor = (peer, operation, { port, native, folder }, timing) => ({
  countsRequests: false,
  warmUp: nothing,
  prepare: nothing,
  async round() {
    const { stdout } = await run(native, [
      'floor',
      ...['--port', String(port)],
      ...['--client', peer.name],
      ...['--operation', peer[operation.call]],
      ...['--size', String(operation.size)],
      ...['--in-flight', String(operation.inFlight ?? 1)],
      ...(operation.calls ? ['--calls', String(operation.calls)] : ['--seconds', String(timing.seconds)]),
      ...['--file', path.join(folder, operation.call === 'putFile' ? 'source' : `target-${peer.name}`)],
    ]);
    return { mainUs: null, ...JSON.parse(stdout) };
  },
  close: nothing,
});

/** Loads the module of a peer, a process a round. */
exports.require = (peer, _, { runtimes }) => {
  const script = path.join(__dirname, 'require-once.js');
  const round = async () => JSON.parse((await run(runtimes[peer.runtime], [script, peer.module])).stdout);
  // The first one brings the files into memory.
  return { countsRequests: false, warmUp: round, prepare: nothing, round, close: nothing };
};
