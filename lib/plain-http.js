'use strict';

/** @import OSS from '../index' */

const { warnOnce } = require('./warn-once');

/** Names and addresses that lead to no public network: loopback, RFC 1918, RFC 6598 (which the cloud's internal services use), link-local. */
const PRIVATE = [
  /^[^.]+$/,
  /(?:^|\.)(?:localhost|local|internal)$/,
  /-internal\.aliyuncs\.com$/,
  /^vpc100-[^.]+\.aliyuncs\.com$/,
  /^127\./,
  /^10\./,
  /^192\.168\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^169\.254\./,
];

/**
 * Warns once of requests to a public endpoint that anyone on the way can read, when nobody has said that they are to be.
 *
 * @param {OSS.Endpoint} endpoint
 */
function warnOfPlainHttp({ protocol, host, hostname }) {
  const name = hostname || host;
  if (protocol !== 'http:' || PRIVATE.some((pattern) => pattern.test(name))) return;
  warnOnce(
    'OSS_PLAIN_HTTP',
    `requests to ${host} go over plain HTTP, signatures, tokens and contents included: set secure: true, or secure: false to keep it so`
  );
}

module.exports = { warnOfPlainHttp };
