'use strict';

/**
 * What is measured, in the order of the report. `call` names the method of the peer; `inFlight` calls run at the same
 * time, or one after the other without it; `size` is the size of the object in bytes. A round is a stretch of time in a
 * process that is warm, or with `first` that many calls in a process that has made only one.
 */
module.exports = [
  { id: 'put1k', title: 'put 1 KiB, 32 in flight', call: 'put', size: 1024, inFlight: 32 },
  { id: 'get1k', title: 'get 1 KiB, 32 in flight', call: 'get', size: 1024, inFlight: 32 },
  {
    id: 'firstPuts',
    title: 'first 5,000 puts of 1 KiB, 32 in flight',
    call: 'put',
    size: 1024,
    inFlight: 32,
    first: 5000,
  },
  {
    id: 'firstGets',
    title: 'first 5,000 gets of 1 KiB, 32 in flight',
    call: 'get',
    size: 1024,
    inFlight: 32,
    first: 5000,
  },
  { id: 'put1m', title: 'put 1 MiB, 32 in flight', call: 'put', size: 1 << 20, inFlight: 32 },
  { id: 'get1m', title: 'get 1 MiB, 32 in flight', call: 'get', size: 1 << 20, inFlight: 32 },
  { id: 'list1k', title: 'list of 1,000 keys, one at a time', call: 'list' },
  { id: 'assume', title: 'assumeRole, 32 in flight', call: 'assumeRole', inFlight: 32 },
  { id: 'signV1', title: 'V1 URL, one at a time', call: 'signV1' },
  { id: 'signV4', title: 'V4 URL, one at a time', call: 'signV4' },
  { id: 'require', title: 'require, in a fresh process', call: 'require' },
];
