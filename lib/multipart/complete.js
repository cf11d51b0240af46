'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { addCallbackHeaders } = require('../callback');
const { PROLOG } = require('../xml-writer');
const { withoutWhole } = require('./part');

/**
 * Makes an object of the parts that were uploaded.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} uploadId
 * @param {readonly OSS.UploadedPart[]} parts
 * @param {OSS.CompleteMultipartUploadOptions | null} [options]
 * @returns {Promise<OSS.CompleteMultipartUploadResult>}
 */
async function completeMultipartUpload(name, uploadId, parts, options) {
  const content = documentOf(parts);
  options = options || {};
  const headers = withoutWhole(options.headers);
  const params = this._objectRequestParams('POST', name, { ...options, headers, subres: { uploadId } });
  addCallbackHeaders(headers, options.callback);
  params.headers = headers;
  params.mime = 'xml';
  params.content = content;
  const hasCallback = Boolean(headers['x-oss-callback']);
  params.xmlResponse = !hasCallback;
  params.successStatuses = [200];
  const { data, res } = await this.request(params);
  if (options.progress) await options.progress(1, null, res);
  const result = {
    res,
    bucket: /** @type {string} */ (params.bucket),
    name,
    etag: /** @type {string} */ (res.headers.etag),
  };
  // With a callback the service answers what the application server said.
  return hasCallback ? { ...result, data: JSON.parse(String(data)) } : result;
}

/**
 * The parts by number, the first of each.
 *
 * @param {readonly OSS.UploadedPart[]} parts
 */
function documentOf(parts) {
  const rows = parts
    .concat()
    .sort((a, b) => a.number - b.number)
    .filter(({ number }, at, sorted) => at === 0 || number !== sorted[at - 1].number)
    .map(({ number, etag }) => `<Part>\n<PartNumber>${number}</PartNumber>\n<ETag>${etag}</ETag>\n</Part>\n`);
  return `${PROLOG}<CompleteMultipartUpload>\n${rows.join('')}</CompleteMultipartUpload>`;
}

module.exports = { completeMultipartUpload };
