'use strict';

/** How many times less than ali-oss ours must take in the same run, and of what. */
const AIMS = [
  { operation: 'put1k', measure: 'cpu', times: 6.5 },
  { operation: 'get1k', measure: 'cpu', times: 6.5 },
  { operation: 'signV1', measure: 'wall', times: 5 },
  { operation: 'signV4', measure: 'wall', times: 12 },
  { operation: 'require', measure: 'wall', times: 8 },
];

/**
 * Holds each aim against the results of the operations that were run. A side that gave no figure fails its aim: an
 * aim is met by measuring, never by absence.
 */
exports.check = (results) =>
  AIMS.flatMap((aim) => {
    const result = results.find(({ id }) => id === aim.operation);
    if (!result) return [];
    const median = (name) => result.peers.find((peer) => peer.name === name)?.[aim.measure]?.median ?? null;
    const [ours, theirs] = [median('ours'), median('ali-oss')];
    const ratio = ours && theirs ? theirs / ours : null;
    return [{ ...aim, title: result.title, ours, theirs, ratio, met: ratio !== null && ratio >= aim.times }];
  });
