'use strict';

// What a case is about, read from the case itself.

const OPTIONS = require('../reference/options.js');
const { ROUTES } = require('./case.js');

const BROKEN = ['destroy', 'never', 'cut', 'stall', 'raw'];
const BAD_INPUT = /^(bad input|bucket names)/;

const answers = (status) => (one) => !one.down && one.replies.some((reply) => reply.status === status);
const isRefusal = ({ status }) => status >= 300;
const isRefused = (one) => !one.down && one.replies.some(isRefusal);

/** Name → whether a case belongs there; a case may belong to several. */
const AXES = {
  'the server answers 403': answers(403),
  'the server answers 404': answers(404),
  'the server answers 409': answers(409),
  'the server answers 412': answers(412),
  'the server answers 500': answers(500),
  'the server answers with another status from 300 on': (one) =>
    isRefused(one) && ![403, 404, 409, 412, 500].some((status) => answers(status)(one)),
  'a refusal without a body': (one) => one.replies.some((reply) => isRefusal(reply) && !reply.body),
  'a reply in HTML': (one) => one.replies.some(({ body }) => String(body ?? '').includes('<html')),
  'the server is not there': (one) => one.down === true,
  'the connection breaks or stalls': (one) =>
    one.replies.some((reply) => BROKEN.some((kind) => reply[kind] !== undefined)),
  'endpoints and addressing': (one) => one.axis === 'endpoints',
  'input that is refused or odd': (one) => BAD_INPUT.test(one.axis),
  'options of the client': (one) => optionsOf(one).length > 0,
};
const REST = 'arguments, options of the call, results';

/** The options of a client that a case is about. */
function optionsOf(one) {
  const given = new Set([...one.covers, ...Object.keys(one.client), ...Object.keys(ROUTES[one.via](0))]);
  return OPTIONS.filter((option) => given.has(option));
}

function axesOf(one) {
  const found = Object.keys(AXES).filter((axis) => AXES[axis](one));
  return found.length > 0 ? found : [REST];
}

/** What every method that sends something is held against. */
const REQUIRED = Object.keys(AXES).filter(
  (axis) =>
    /^the server (answers \d+|is not there)$/.test(axis) ||
    axis === 'a refusal without a body' ||
    axis === 'a reply in HTML'
);

module.exports = { AXES: [...Object.keys(AXES), REST], REQUIRED, axesOf, optionsOf };
