'use strict';

// What can go wrong with a body, in which body, and what each cell of the matrix must come to.

const crypto = require('node:crypto');
const { Readable } = require('node:stream');

const SIZE = 600_000;
const CONTENT = crypto.createHash('shake256', { outputLength: SIZE }).update('new').digest();
const OLD = Buffer.from('what was there before');
/** Of the range that is read: two thirds in the middle. */
const RANGE = [100_000, 499_999];
const PART = CONTENT.subarray(0, 400_000);

function* pieces() {
  for (let at = 0; at < SIZE; at += 70_001) yield CONTENT.subarray(at, at + 70_001);
}

/**
 * How a body is moved; what comes is compared with `expected`. Those that go `up` leave an object or a part, `file` ones a local
 * file.
 */
const BODIES = {
  'put Buffer': { up: true, length: SIZE, move: (client, { key }) => client.put(key, Buffer.from(CONTENT)) },
  'put path': { up: true, length: SIZE, move: (client, { key, source }) => client.put(key, source) },
  'put stream': {
    up: true,
    length: SIZE,
    move: (client, { key }) => client.put(key, Readable.from(pieces())),
  },
  'put part': {
    up: true,
    part: true,
    length: PART.length,
    move: (client, { key, uploadId }) => client.uploadPart(key, uploadId, 1, PART, 0, PART.length),
  },
  'get Buffer': {
    length: SIZE,
    expected: CONTENT,
    move: async (client, { key }) => (await client.get(key)).content,
  },
  'get path': {
    length: SIZE,
    file: true,
    move: (client, { key, target }) => client.get(key, target),
  },
  'get stream': {
    length: SIZE,
    expected: CONTENT,
    move: async (client, { key }) => Buffer.concat(await (await client.getStream(key)).stream.toArray()),
  },
  'get range': {
    length: RANGE[1] - RANGE[0] + 1,
    expected: CONTENT.subarray(RANGE[0], RANGE[1] + 1),
    move: async (client, { key }) =>
      (await client.get(key, { headers: { Range: `bytes=${RANGE.join('-')}` } })).content,
  },
};

const POSITIONS = { start: () => 0, middle: (length) => Math.floor(length / 2), end: (length) => length - 1 };

const side = (body) => (body.up ? 'request' : 'reply');

/** The emulator's action for a fault of a body at a byte; undefined where it means nothing. */
const FAULTS = {
  reset: (body, at) =>
    body.up ? { type: 'reset', after: at } : { type: 'truncate', after: at, end: 'reset' },
  stall: (body, at) => ({ type: 'stall', body: side(body), after: at }),
  truncate: (body, at) => (body.up ? undefined : { type: 'truncate', after: at, end: 'close' }),
  'looks whole': (body, at) => (body.up ? undefined : { type: 'truncate', after: at, end: 'length' }),
  flip: (body, at) => ({ type: 'flip', body: side(body), at }),
};

/** Faults that strike a request as a whole. */
const WHOLE = {
  'lost reply': { type: 'lose_reply' },
  503: { type: 'status', status: 503, code: 'ServiceUnavailable' },
  'expired token': { type: 'status', status: 403, code: 'SecurityTokenExpired' },
  'wrong clock': { type: 'status', status: 403, code: 'RequestTimeTooSkewed' },
};

/** All cells: a body, a fault, a place, and whether it strikes once or always. */
function cells() {
  const all = [];
  for (const [name, body] of Object.entries(BODIES)) {
    for (const often of ['once', 'always']) {
      for (const [fault, actionOf] of Object.entries(FAULTS)) {
        for (const [position, at] of Object.entries(POSITIONS)) {
          const action = actionOf(body, at(body.length));
          if (action) all.push({ name, body, fault, position, often, action });
        }
      }
      for (const [fault, action] of Object.entries(WHOLE)) {
        // A clock that is wrong once is one that can be corrected; no fault does that.
        const byClock = fault === 'wrong clock' && often === 'once';
        all.push({ name, body, fault, position: '', often, action: byClock ? undefined : action });
      }
    }
  }
  return all;
}

module.exports = { BODIES, CONTENT, OLD, PART, cells };
