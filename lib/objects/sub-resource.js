'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Params of a request for something that belongs to an object: its ACL, its tags, what it links to.
 *
 * @param {Client} client
 * @param {string} method
 * @param {string} name
 * @param {string} subresource
 * @param {OSS.HeadObjectOptions} options
 */
function subresourceParams(client, method, name, subresource, options) {
  /** @type {OSS.QueryParameters} */
  const subres = { [subresource]: '', ...options.subres };
  if (options.versionId) subres.versionId = options.versionId;
  return client._objectRequestParams(method, name, { ...options, subres });
}

module.exports = { subresourceParams };
