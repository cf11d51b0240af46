'use strict';

/**
 * What is measured, in the order of the report. `call` names the method of the peer; `inFlight` calls run at the same
 * time, or one after the other without it; `size` is the size of the object in bytes. A round is a stretch of time in a
 * process that is warm; with `first` that many calls in a process that has made only one; with `calls` that many in one
 * that is warm, where a single call is long. `compare` says how the calls are compared: by the CPU of the client, or by the
 * wall where it does nothing else meanwhile.
 */

const SIZES = [
  { suffix: '1k', name: '1 KiB', size: 1 << 10 },
  { suffix: '64k', name: '64 KiB', size: 1 << 16 },
  { suffix: '1m', name: '1 MiB', size: 1 << 20 },
];

/** Calls in flight, and how the name of an operation says so. */
const LANES = [
  { inFlight: 32, suffix: '', name: '32 in flight' },
  { inFlight: 1, suffix: '-1', name: 'one at a time' },
  { inFlight: 256, suffix: '-256', name: '256 in flight' },
];

const objects = SIZES.flatMap((object) =>
  LANES.flatMap((lanes) =>
    ['put', 'get'].map((call) => ({
      id: `${call}${object.suffix}${lanes.suffix}`,
      title: `${call} ${object.name}, ${lanes.name}`,
      call,
      size: object.size,
      inFlight: lanes.inFlight,
    }))
  )
);

const first = ['put', 'get'].map((call) => ({
  id: `first${call === 'put' ? 'Puts' : 'Gets'}`,
  title: `first 5,000 ${call}s of 1 KiB, 32 in flight`,
  call,
  size: 1024,
  inFlight: 32,
  first: 5000,
}));

const GIB = { size: 1 << 30, calls: 1, unit: 'ms' };

module.exports = [
  ...first,
  ...objects,
  { id: 'putFile', title: 'put of a file of 1 GiB', call: 'putFile', ...GIB },
  { id: 'getFile', title: 'get of 1 GiB into a file', call: 'getFile', ...GIB },
  { id: 'putStream', title: 'put of a stream of 1 GiB', call: 'putStream', ...GIB },
  { id: 'getStream', title: 'get of 1 GiB as a stream', call: 'getStream', ...GIB },
  { id: 'list1k', title: 'list of 1,000 keys, one at a time', call: 'list', pages: 1 },
  {
    id: 'list100k',
    title: 'list of 100,000 keys in pages of 1,000',
    call: 'list',
    pages: 100,
    calls: 1,
    unit: 'ms',
  },
  { id: 'assume', title: 'assumeRole, 32 in flight', call: 'assumeRole', inFlight: 32 },
  { id: 'signV1', title: 'V1 URL, one at a time', call: 'signV1', compare: 'wall' },
  { id: 'signV4', title: 'V4 URL, one at a time', call: 'signV4', compare: 'wall' },
  { id: 'require', title: 'require, in a fresh process', call: 'require', compare: 'wall', unit: 'ms' },
].map((operation) => ({ compare: 'cpu', unit: 'µs', ...operation }));
