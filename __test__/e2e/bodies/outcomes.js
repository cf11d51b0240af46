'use strict';

/** What a fault looks like to a caller when nothing can be done about it. */
const ERRORS = {
  reset: 'ResponseError',
  stall: 'ResponseTimeoutError',
  truncate: 'ResponseError',
  'looks whole': 'CrcMismatchError',
  flip: 'CrcMismatchError',
  'lost reply': 'ResponseError',
  503: 'ServiceUnavailableError',
  'expired token': 'SecurityTokenExpiredError',
  'wrong clock': 'RequestTimeTooSkewedError',
};

/** Faults of a download that leave what has come: the rest is asked for. */
const GOES_ON = ['reset', 'stall', 'truncate'];

/** What a cell may come to: `ok`, or the name of an error. */
function expected({ body, fault, name, often, position }) {
  // A range has no checksum (DESIGN, F6), but a length.
  if (name === 'get range' && fault === 'flip') return ['WRONG DATA'];
  if (name === 'get range' && fault === 'looks whole') return [often === 'once' ? 'ok' : 'ResponseError'];
  // A source can be read once.
  if (name === 'put stream') return [ERRORS[fault]];
  // Its reader has the wrong bytes already.
  if (name === 'get stream' && ERRORS[fault] === 'CrcMismatchError') return [ERRORS[fault]];
  if (often === 'once') return ['ok'];
  // A reset may take with it what was on the way, and so all that an attempt could go on with.
  const goesOn = !body.up && position !== 'start' && GOES_ON.includes(fault);
  return goesOn ? ['ok', ERRORS[fault]] : [ERRORS[fault]];
}

module.exports = { expected };
