'use strict';

/** @import OSS from '../../index' */
/** @import { WireRequest } from '../types' */

/** Headers that ali-oss adds in another spelling than the one they are signed in. */
const ITS_OWN = ['User-Agent', 'Content-Type', 'Content-MD5', 'Content-Length'];

/**
 * The headers of a request as ali-oss hands them to `urllib`: its own and the caller's in their spelling, without those that the
 * transport adds by itself.
 *
 * @param {Pick<WireRequest, 'headers' | 'body' | 'host' | 'port' | 'secure' | 'address'>} request
 * @param {OSS.RequestHeaders | null} [given] the caller's
 */
function spelled({ headers, body, host, port, secure, address }, given) {
  const names = Object.keys(given ?? {});
  const spellings = new Map([...ITS_OWN, ...names].map((name) => [name.toLowerCase(), name]));
  const authority = port === (secure ? 443 : 80) ? host : `${host}:${port}`;
  /** @type {Record<string, string>} */
  const out = {};
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    const spelling = spellings.get(name) ?? name;
    if (name === 'host' && value === authority && !address && !spellings.has(name)) continue;
    if (name === 'content-length' && body === 'none' && !names.includes(spelling)) continue;
    out[spelling] = value;
  }
  if (body === 'stream' && !headers.includes('content-length')) out['Transfer-Encoding'] = 'chunked';
  return out;
}

module.exports = { spelled };
