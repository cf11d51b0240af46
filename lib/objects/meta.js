'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { subresourceParams } = require('./sub-resource');

/**
 * The few headers of an object that cost the service least: size, entity tag, last change.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.HeadObjectOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function getObjectMeta(name, options) {
  const params = subresourceParams(this, 'HEAD', name, 'objectMeta', options || {});
  params.successStatuses = [200];
  const { status, res } = await this.request(params);
  return { status, res };
}

module.exports = { getObjectMeta };
