'use strict';

/** @import OSS from '../index' */
/** @import { Reply } from './types' */

/** The body of every reply without one: nothing in it can change, and a Buffer each would cost the collector more than the call. */
const EMPTY = Buffer.alloc(0);

/**
 * `res` of ali-oss: what urllib tells of a reply.
 *
 * @param {Reply} reply the parsed outcome of Rust
 * @returns {OSS.NormalSuccessResponse}
 */
function responseOf(reply) {
  return {
    status: reply.status,
    statusCode: reply.status,
    statusMessage: reply.statusMessage,
    headers: reply.headers,
    size: reply.size,
    aborted: false,
    rt: reply.rt,
    keepAliveSocket: reply.reused,
    data: reply.file ? null : (reply.body ?? EMPTY),
    requestUrls: [reply.url],
    timing: null,
    remoteAddress: reply.address,
    remotePort: reply.port,
    socketHandledRequests: reply.requests,
    socketHandledResponses: reply.responses,
  };
}

module.exports = { responseOf };
