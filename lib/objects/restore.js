'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { xmlDocument } = require('../xml-writer');
const { subresourceParams } = require('./sub-resource');

/**
 * Makes an archived object readable for some days.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RestoreObjectOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function restore(name, options) {
  options = options || {};
  const params = subresourceParams(this, 'POST', name, 'restore', options);
  const isCold = options.type === 'ColdArchive' || options.type === 'DeepColdArchive';
  params.content = xmlDocument({
    RestoreRequest: {
      Days: options.Days || 2,
      JobParameters: isCold ? { Tier: options.JobParameters || 'Standard' } : undefined,
    },
  });
  params.mime = 'xml';
  params.successStatuses = [202];
  const { res } = await this.request(params);
  return { res };
}

module.exports = { restore };
