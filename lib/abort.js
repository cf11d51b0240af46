'use strict';

const { port } = require('./native');

/**
 * The error of a call that its caller gave up, with the reason as its cause.
 *
 * @param {unknown} reason
 */
function abortError(reason) {
  const error = Object.assign(new Error('the request was cancelled'), { code: 'ABORT_ERR', status: 0 });
  error.name = 'AbortError';
  if (reason !== undefined)
    Object.defineProperty(error, 'cause', { value: reason, configurable: true, writable: true });
  return error;
}

/**
 * Stops a native call when the signal says so: its socket is closed, and it ends with an error.
 *
 * @param {AbortSignal} signal
 * @param {number} call
 * @returns {() => void} to be called when the call has ended
 */
function stopWith(signal, call) {
  const stop = () => port().cancel(call);
  signal.addEventListener('abort', stop, { once: true });
  return () => signal.removeEventListener('abort', stop);
}

module.exports = { abortError, stopWith };
