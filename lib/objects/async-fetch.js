'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { lowerFirst, renameKeys } = require('../letter-case');
const { elements } = require('../xml-writer');

/**
 * Asks the service to fetch an object from elsewhere, later.
 *
 * @this {Client}
 * @param {string} object
 * @param {string} url
 * @param {OSS.PostAsyncFetchOptions} [options]
 * @returns {Promise<OSS.PostAsyncFetchResult>}
 */
async function postAsyncFetch(object, url, options = {}) {
  const params = orderParams(this, 'POST', options);
  const { host = '', contentMD5 = '', callback = '', storageClass = '', ignoreSameKey = true } = options;
  params.content = elements({
    AsyncFetchTaskConfiguration: {
      Url: url,
      Object: this._objectName(object),
      Host: host,
      ContentMD5: contentMD5,
      Callback: callback,
      StorageClass: storageClass,
      IgnoreSameKey: ignoreSameKey,
    },
  });
  params.mime = 'xml';
  params.xmlResponse = true;
  params.successStatuses = [200];
  const { data, status, res } = await this.request(params);
  return { res, status, taskId: data.TaskId };
}

/**
 * What has become of an order to fetch.
 *
 * @this {Client}
 * @param {string} taskId
 * @param {OSS.ObjectRequestOptions} [options]
 * @returns {Promise<OSS.GetAsyncFetchResult>}
 */
async function getAsyncFetch(taskId, options = {}) {
  const params = orderParams(this, 'GET', options);
  params.headers = { ...options.headers, 'x-oss-task-id': taskId };
  params.xmlResponse = true;
  params.successStatuses = [200];
  const { data, status, res } = await this.request(params);
  const taskInfo = renameKeys(data.TaskInfo, lowerFirst);
  return { res, status, state: data.State, taskInfo };
}

/**
 * @param {Client} client
 * @param {string} method
 * @param {OSS.ObjectRequestOptions} options
 */
function orderParams(client, method, options) {
  const subres = { asyncFetch: '', ...options.subres };
  return client._objectRequestParams(method, '', { ...options, subres });
}

module.exports = { getAsyncFetch, postAsyncFetch };
