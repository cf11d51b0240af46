'use strict';

/** @import OSS from '../index' */
/** @import { SentParams } from './types' */

const { timeouts } = require('./duration');
const { checkUnicode } = require('./names');
const { headerList, headerNames, parameters, subresources } = require('./parameters');

/**
 * What every operation has, a line each: connect and response timeout, accepted statuses (`*` for all), method, bucket and
 * key. Only the key, which comes last, can have lines of its own.
 *
 * @param {OSS.RequestParams} params
 * @param {OSS.ClientOptions} options
 */
function whatOf(params, options) {
  const pair = timeouts(params.timeout || options.timeout);
  const method = params.method.toUpperCase();
  const bucket = params.bucket ? String(params.bucket) : '';
  const object = params.object ? String(params.object) : '';
  if (bucket.includes('\n')) throw new Error(`bucket name ${JSON.stringify(bucket)} has a line break`);
  if (method.includes('\n')) throw new Error(`method ${JSON.stringify(method)} has a line break`);
  checkUnicode(object);
  return `${pair[0]}\n${pair[1]}\n${params.successStatuses ?? '*'}\n${method}\n${bucket}\n${object}`;
}

/**
 * What few operations have, as JSON; undefined for the others.
 *
 * @param {SentParams} params
 * @param {OSS.ClientOptions} options
 * @param {number} [sendStream] the number of a body that is a stream
 */
function detailsOf(params, options, sendStream) {
  const bare = isEmpty(params.headers) && isEmpty(params.subres) && isEmpty(params.query);
  const { deadline, mime, file, previousCrc64, progress, writeFile } = params;
  const additionalHeaders = (options.authorizationV4 ?? true) ? params.additionalHeaders : undefined;
  const stream = Boolean(params.customResponse || params.writeStream);
  const more =
    mime ||
    file ||
    writeFile !== undefined ||
    additionalHeaders ||
    stream ||
    sendStream ||
    progress ||
    deadline;
  if (bare && !(more || params.disabledMD5 || params.xmlResponse)) return undefined;
  // ali-oss's words for a type that has no way to the wire.
  if (mime && typeof mime !== 'string') throw new TypeError('params.mime.indexOf is not a function');
  return JSON.stringify({
    subresources: unlessEmpty(subresources(params.subres)),
    query: unlessEmpty(parameters(params.query)),
    headers: unlessEmpty(headerList(params.headers)),
    mime: mime || undefined,
    additionalHeaders: headerNames(additionalHeaders),
    noMd5: params.disabledMD5 ? true : undefined,
    xml: params.xmlResponse ? true : undefined,
    sendFile: file?.path,
    sendFrom: file?.from,
    sendSize: file?.size,
    sendStream,
    stream: stream ? true : undefined,
    writeFile,
    progress: progress?.number,
    deadline: deadline && require('./deadline').crossing(deadline, options),
    crc64Before: previousCrc64 === undefined ? undefined : String(previousCrc64),
  });
}

/** @param {any} source */
function isEmpty(source) {
  for (const _ in source) return false;
  return true;
}

/**
 * What is usually empty does not cross the border.
 *
 * @template T
 * @param {T[]} list
 */
function unlessEmpty(list) {
  return list.length === 0 ? undefined : list;
}

module.exports = { whatOf, detailsOf };
