'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { xmlDocument } = require('../xml-writer');
const { subresourceParams } = require('./sub-resource');

/** Keys that the service takes in one request. */
const AT_ONCE = 1000;

/**
 * Deletes what one request can delete.
 *
 * @param {Client} client
 * @param {{ Key: string, VersionId?: string | null | undefined }[]} objects
 * @param {boolean} Quiet
 * @param {OSS.DeleteMultiOptions} options
 */
function deleteBatch(client, objects, Quiet, options) {
  const params = subresourceParams(client, 'POST', '', 'delete', options);
  params.mime = 'xml';
  const escaped = objects.map(({ Key, VersionId }) => ({ Key: escapeText(Key), VersionId }));
  params.content = xmlDocument({ Delete: { Quiet, Object: escaped } });
  params.xmlResponse = true;
  params.successStatuses = [200];
  return client.request(params);
}

/** @type {Record<string, string>} */
const ENTITIES = { '"': '&quot;', '&': '&amp;', "'": '&#39;', '<': '&lt;', '>': '&gt;' };

/** @param {string} text */
function escapeText(text) {
  return text.replace(/["&'<>]/g, (mark) => ENTITIES[mark]);
}

module.exports = { AT_ONCE, deleteBatch };
