'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each } = require('../listing');
const { xmlDocument } = require('../xml-writer');
const { subresourceParams } = require('./sub-resource');

/** Keys that the service takes in one request. */
const AT_ONCE = 1000;

/**
 * Deletes objects. More than 1,000 are deleted by several requests, one after the other.
 *
 * @this {Client}
 * @param {readonly (string | OSS.ObjectVersion)[]} names
 * @param {OSS.DeleteMultiOptions} [options]
 * @returns {Promise<OSS.DeleteMultiResult>}
 */
async function deleteMulti(names, options = {}) {
  if (!names?.length) throw new Error('names is required');
  const Quiet = Boolean(options.quiet);
  const objects = Array.from(names, (name) => identify(this, name));
  /** @type {OSS.DeletedObject[]} */
  const deleted = [];
  let last;
  for (let from = 0; from < objects.length; from += AT_ONCE) {
    const params = subresourceParams(this, 'POST', '', 'delete', options);
    params.mime = 'xml';
    params.content = xmlDocument({ Delete: { Quiet, Object: objects.slice(from, from + AT_ONCE) } });
    params.xmlResponse = true;
    params.successStatuses = [200];
    try {
      last = await this.request(params);
    } catch (error) {
      // What the requests before have deleted is gone all the same.
      if (from > 0) Object.assign(/** @type {Error} */ (error), { deleted });
      throw error;
    }
    deleted.push(...each(last.data?.Deleted));
  }
  return { res: /** @type {OSS.RequestResult<any>} */ (last).res, deleted };
}

/**
 * @param {Client} client
 * @param {string | OSS.ObjectVersion} name
 */
function identify(client, name) {
  const { key, versionId } = typeof name === 'string' ? { key: name, versionId: undefined } : name;
  return { Key: escapeText(client._objectName(key)), VersionId: versionId };
}

/** @type {Record<string, string>} */
const ENTITIES = { '"': '&quot;', '&': '&amp;', "'": '&#39;', '<': '&lt;', '>': '&gt;' };

/** @param {string} text */
function escapeText(text) {
  return text.replace(/["&'<>]/g, (mark) => ENTITIES[mark]);
}

module.exports = { deleteMulti };
