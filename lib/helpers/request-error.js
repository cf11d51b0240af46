'use strict';

/** @import { Client } from '../types' */

const { WITHOUT_BODY, named } = require('../errors');

/**
 * The Error of a reply that a caller got by other means, or of what failed on the way to one.
 *
 * @this {Client}
 * @param {any} result `status`, `headers` and `data` of a reply, or an error of the transport with `name`, `message`, `status`
 * @returns {Promise<Error>}
 */
async function requestError(result) {
  const { status, headers } = result;
  if (result.name === 'ResponseTimeoutError') return named(result.message, result.name);
  if (result.data?.length) return documentError(this, result, String(result.data));
  if (status === -1 || status === -2)
    return Object.assign(named(result.message, result.name), { status, code: result.name });
  const more = { requestId: headers?.['x-oss-request-id'], host: '' };
  const known = WITHOUT_BODY.get(status);
  if (known) {
    const [code, message] = known;
    return Object.assign(named(message, `${code}Error`), { status, code, ...more });
  }
  const encoded = headers?.['x-oss-err'];
  if (encoded) {
    const error = await documentError(this, result, Buffer.from(encoded, 'base64').toString());
    return Object.assign(error, more);
  }
  return Object.assign(named(`Unknow error, status: ${status}`, 'UnknownError'), {
    status,
    res: result,
    ...more,
  });
}

/**
 * @param {Client} client
 * @param {any} result
 * @param {string} text
 */
async function documentError(client, { status, headers }, text) {
  let info;
  try {
    info = (await client.parseXML(text)) || {};
  } catch (error) {
    return Object.assign(/** @type {Error} */ (error), { status, requestId: headers?.['x-oss-request-id'] });
  }
  const condition = info.Condition ? ` (condition: ${info.Condition})` : '';
  const message = `${info.Message || `unknow request error, status: ${status}`}${condition}`;
  return Object.assign(named(message, info.Code ? `${info.Code}Error` : 'UnknownError'), {
    status,
    code: info.Code,
    requestId: info.RequestId,
    ecCode: info.EC,
    hostId: info.HostId,
  });
}

module.exports = { requestError };
