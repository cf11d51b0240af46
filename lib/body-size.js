'use strict';

/** The most bytes that the service takes in one request: 5 GB. */
const MOST = 5 * 1024 ** 3;

/**
 * The error of a body that no single request can carry, by the name that the service has for it.
 *
 * @param {number} [size] bytes, if their number is known
 */
function tooLarge(size) {
  const has = size === undefined ? 'brings more' : `has ${size} bytes, more`;
  const message = `the body ${has} than one request can carry, ${MOST} bytes (5 GB): use client.upload, which sends it in parts`;
  const error = Object.assign(new Error(message), { code: 'EntityTooLarge' });
  error.name = 'EntityTooLargeError';
  return error;
}

module.exports = { MOST, tooLarge };
