'use strict';

/** @import { Client } from '../types' */

/**
 * The address of an object below the endpoint or below `baseUrl`. The bucket is not in it.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} [baseUrl]
 */
function getObjectUrl(name, baseUrl) {
  return below(this, baseUrl, name, (endpoint) => endpoint);
}

/**
 * The address of an object: below the bucket's host, or below `baseUrl`.
 *
 * @this {Client}
 * @param {string} name
 * @param {string} [baseUrl]
 */
function generateObjectUrl(name, baseUrl) {
  return below(this, baseUrl, name, (endpoint) => endpoint.replace('://', `://${this.options.bucket}.`));
}

/**
 * @param {Client} client
 * @param {string | undefined} baseUrl
 * @param {string} name
 * @param {(endpoint: string) => string} usual what stands for `baseUrl` if there is none
 */
function below(client, baseUrl, name, usual) {
  if (client._native.hasIPEndpoint) throw new Error('can not get the object URL when endpoint is IP');
  const base = baseUrl ? baseUrl.replace(/\/?$/, '/') : usual(client.options.endpoint.format());
  return base + client._escape(client._objectName(name));
}

module.exports = { generateObjectUrl, getObjectUrl };
