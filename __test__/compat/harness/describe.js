'use strict';

// Turns what a call gave (a value or an error, with everything hanging on it) into plain data that can be compared
// and printed. What differs from run to run by nature is reduced to its type; nothing else is.

const { EventEmitter } = require('node:events');
const { INSTANT } = require('../../support/freeze.js');

const RealDate = new Date(0).constructor;

/** Facts about one connection or one moment: the keys are compared, and the types of their values. */
const VOLATILE_KEYS = new Set([
  'rt',
  'remotePort',
  'keepAliveSocket',
  'socketHandledRequests',
  'socketHandledResponses',
]);

/**
 * Engine text inside an Error that says where, not what; and what every error of ours tells of its attempts (F3), which is not
 * enumerable.
 */
const HIDDEN_ERROR_KEYS = new Set(['stack', 'attempts']);

const tag = (kind, more) => ({ $: kind, ...more });

/** V8 words the lack of an element by the code that looks for it. */
const UNREAD =
  /(?<=^(?:TypeError: )?Cannot destructure property '\w+' of ').*(?=' as it is (?:undefined|null)\.$)/;

/**
 * Transport errors of ali-oss end in the state of its agent and counters of its process; STS requests hold a random
 * nonce, and the signature over it.
 */
function steadyText(text) {
  if (text.startsWith('Action=')) return text.replace(/\b(SignatureNonce|Signature)=[^&]+/g, '$1=*');
  return text
    .replace(UNREAD, '*')
    .replace(/, agent status: \{.*?\}(?=, socketHandledRequests)/s, '')
    .replace(/keepalive socket: (true|false)/, 'keepalive socket: *')
    .replace(/socketHandled(Requests|Responses): \d+/g, 'socketHandled$1: *');
}

function describeBytes(bytes) {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes)
    ? tag('Buffer', { text })
    : tag('Buffer', { hex: bytes.toString('hex') });
}

function describeError(error, seen) {
  const own = Object.getOwnPropertyNames(error).filter((key) => !HIDDEN_ERROR_KEYS.has(key));
  return tag('Error', {
    kind: error.constructor.name,
    text: steadyText(String(error)),
    enumerable: Object.fromEntries(Object.keys(error).map((key) => [key, true])),
    own: Object.fromEntries(own.map((key) => [key, describeAt(key, error[key], seen)])),
  });
}

/** `params` of an error is how the library spoke to itself; callers read from it which request it was. */
const PARAMS_SHOWN = ['method', 'bucket', 'object', 'subres', 'query'];

function describeAt(key, value, seen) {
  // urllib numbers its requests; the service's request ids are strings.
  if (VOLATILE_KEYS.has(key) || (key === 'requestId' && typeof value === 'number')) return tag(typeof value);
  // Which error of a broken stream comes first is a race inside ali-oss.
  if (key === 'res' && value instanceof Error) return tag('Error', { status: value.status });
  if (key === 'params' && value) {
    return describe(Object.fromEntries(PARAMS_SHOWN.map((shown) => [shown, value[shown]])), seen);
  }
  return describe(value, seen);
}

function describeObject(value, seen) {
  return Object.fromEntries(Object.keys(value).map((key) => [key, describeAt(key, value[key], seen)]));
}

function describe(value, seen = new Set()) {
  if (value === undefined) return tag('undefined');
  if (typeof value === 'string') return steadyText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return tag(String(value));
  if (typeof value === 'bigint' || typeof value === 'symbol')
    return tag(typeof value, { text: String(value) });
  if (typeof value === 'function') return tag('function');
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return tag('seen above');
  const inside = new Set(seen).add(value);
  if (Buffer.isBuffer(value)) return describeBytes(value);
  if (value instanceof RealDate)
    return value.getTime() === INSTANT ? tag('now') : tag('Date', { ms: value.getTime() });
  if (value instanceof Error) return describeError(value, inside);
  if (Array.isArray(value)) return value.map((one) => describe(one, inside));
  if (value instanceof EventEmitter) return tag('emitter');
  if (typeof value.signatureUrl === 'function') return tag('client');
  return describeObject(value, inside);
}

module.exports = { describe };
