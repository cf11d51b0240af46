'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/** Seconds that a URL is good for unless told otherwise. */
const DEFAULT_EXPIRES = 1800;

/**
 * A URL to stream to, signed with V1: RTMP knows no other.
 *
 * @this {Client}
 * @param {string} channelId
 * @param {OSS.GetRtmpUrlOptions | null} [options]
 */
function getRtmpUrl(channelId, options) {
  // A number, as text would be appended to the time.
  const now = Date.now() + this._native.current.clockOffset();
  const expires = Math.round(now / 1000) + (Number(options?.expires) || DEFAULT_EXPIRES);
  const params = options?.params || {};
  const { bucket } = this.options;
  const lines = Object.keys(params)
    .sort()
    .map((name) => `${name}:${params[name]}\n`);
  const fixed = {
    OSSAccessKeyId: this.options.accessKeyId,
    Expires: expires,
    Signature: this.signature(`${expires}\n${lines.join('')}/${bucket}/${channelId}`),
  };
  const url = this._getReqUrl({ bucket, object: this._objectName(`live/${channelId}`) });
  const { stringify } = require('node:querystring');
  const query = stringify({ ...fixed, ...params, ...fixed });
  return `${url.replace(/^https?:/, 'rtmp:').replace(/'/g, '%27')}?${query}`;
}

module.exports = { getRtmpUrl };
