'use strict';

/** @import OSS from '../index' */

/**
 * A callback as the service takes it: JSON in Base64, and the custom variables likewise.
 *
 * @param {OSS.ObjectCallback} callback
 * @param {(value: unknown) => unknown} [convert] of the values of custom variables
 * @returns {{ callback: string, variables?: string }}
 */
function encodeCallback(
  { url, body, host, contentType, callbackSNI, customValue },
  convert = (value) => value
) {
  /** @type {Record<string, unknown>} */
  const json = { callbackUrl: encodeURI(url), callbackBody: body };
  if (host) json.callbackHost = host;
  if (contentType) json.callbackBodyType = contentType;
  if (callbackSNI) json.callbackSNI = callbackSNI;
  const callback = base64Json(json);
  if (!customValue) return { callback };
  const entries = Object.entries(customValue).map(([name, value]) => [`x:${name}`, convert(value)]);
  return { callback, variables: base64Json(Object.fromEntries(entries)) };
}

/**
 * The callback of a signed URL.
 *
 * @param {OSS.ObjectCallback} options
 */
function callbackParameters(options) {
  const { callback, variables } = encodeCallback(options);
  return variables === undefined ? { callback } : { callback, 'callback-var': variables };
}

/**
 * Adds the callback of an upload to its headers, unless the caller has written that header.
 *
 * @param {Record<string, unknown>} headers
 * @param {OSS.ObjectCallback | undefined} options
 */
function addCallbackHeaders(headers, options) {
  if (!options || Object.hasOwn(headers, 'x-oss-callback')) return;
  const { callback, variables } = encodeCallback(options, String);
  headers['x-oss-callback'] = callback;
  if (variables !== undefined) headers['x-oss-callback-var'] = variables;
}

/** @param {unknown} value */
function base64Json(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

module.exports = { callbackParameters, addCallbackHeaders };
