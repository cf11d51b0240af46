'use strict';

const path = require('node:path');
const runners = require('./runners');
const { summary } = require('./stats');

/** Reports are published: paths in a reason are told from the root of the repository on. */
const ROOT = path.join(__dirname, '..', '..', path.sep);

function kindFor(peer, operation) {
  if (operation.call === 'require') return peer.module ? 'require' : null;
  if (!peer[operation.call]) return null;
  // Nothing in a native client becomes faster with time.
  if (peer.runtime === 'native') return operation.first ? null : 'floor';
  return operation.first ? 'fresh' : 'warm';
}

/** One round, held against what the sink saw: as many requests as calls, and every byte of every body. */
async function countedRound(runner, operation, sink) {
  const before = await sink.counts();
  const round = await runner.round();
  const after = await sink.counts();
  if (!runner.countsRequests) return round;
  const requests = after.requests - before.requests;
  const expected = operation.call.startsWith('sign') ? 0 : round.ops * (operation.pages ?? 1);
  if (requests !== expected) {
    throw new Error(`${requests} requests where ${expected} were expected: not the same work`);
  }
  const received = after.received - before.received;
  if (operation.call.startsWith('put') && received !== round.ops * operation.size) {
    throw new Error(`${received} bytes received for ${round.ops} calls of ${operation.size} bytes`);
  }
  return round;
}

function summarize({ peer, rounds, failure }) {
  if (failure) return { name: peer.name, failure };
  const perCall = (field) =>
    summary(rounds.map((round) => (round[field] === null ? null : round[field] / round.ops)));
  const peaks = rounds.map((round) => round.peakBytes ?? null);
  const peak = peaks.includes(null) ? null : Math.max(...peaks);
  return {
    name: peer.name,
    cpu: perCall('cpuUs'),
    main: perCall('mainUs'),
    wall: perCall('wallUs'),
    peak,
    rounds,
  };
}

/**
 * Runs one operation on all peers that have it: each warmed up in a process of its own, then rounds in turn (A, B, C,
 * A, B, C), so that a change of the machine's mood falls on all alike. Times are microseconds per call: median, least
 * and most of the rounds. A peer that fails is left out from there on, with its reason.
 */
exports.measure = async (operation, peers, context, timing, progress) => {
  const entries = [];
  for (const peer of peers) {
    const kind = kindFor(peer, operation);
    if (!kind) continue;
    const failure = context.unavailable[peer.runtime] ?? null;
    const runner = failure ? null : runners[kind](peer, operation, context, timing);
    entries.push({ peer, runner, rounds: [], failure });
  }
  const attempt = async (entry, work) => {
    if (entry.failure) return;
    try {
      await work(entry);
    } catch (error) {
      entry.failure = error.message.replaceAll(ROOT, '');
    }
  };

  const count = operation.call === 'require' ? timing.processes : timing.rounds;
  try {
    progress(`${operation.title}: warm-up`);
    for (const entry of entries) await attempt(entry, ({ runner }) => runner.warmUp());
    for (let round = 1; round <= count; round++) {
      progress(`${operation.title}: round ${round} of ${count}`);
      for (const entry of entries) {
        await attempt(entry, async ({ runner, rounds }) => {
          await runner.prepare();
          rounds.push(await countedRound(runner, operation, context.sink));
        });
      }
    }
  } finally {
    await Promise.all(entries.map(({ runner }) => runner?.close()));
  }
  const { id, title, compare, unit } = operation;
  return { id, title, compare, unit, count, peers: entries.map(summarize) };
};
