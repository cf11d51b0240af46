'use strict';

/** @import OSS from '../index' */
/** @import { Client } from './types' */

const { callable } = require('./callable');
const OSSClient = require('./client');
const { PROLOG } = require('./xml-writer');

/** A client of the image service, for the domain that it is bound to. */
class ImageClient {
  /** @param {OSS.ImageClientOptions} options */
  constructor(options) {
    if (!options.bucket) throw new Error('require bucket for image service instance');
    const { imageHost } = options;
    if (!imageHost) throw new Error('require imageHost for image service instance');
    /** @type {Client} */
    this.ossClient = /** @type {any} */ (new OSSClient({ ...options, endpoint: imageHost }));
    Object.assign(this.ossClient.options, { imageHost });
  }

  /**
   * @param {string} name
   * @param {any} [file]
   * @param {OSS.GetObjectOptions | null} [options]
   */
  async get(name, file, options) {
    return this.ossClient.get(name, file, options);
  }

  /**
   * @param {string} name
   * @param {OSS.GetStreamOptions | null} [options]
   */
  async getStream(name, options) {
    return this.ossClient.getStream(name, options);
  }

  /**
   * @param {string} name
   * @param {OSS.ObjectRequestOptions} [options]
   */
  async getExif(name, options) {
    return this.#send('GET', `${name}@exif`, options);
  }

  /**
   * @param {string} name
   * @param {OSS.ObjectRequestOptions} [options]
   */
  async getInfo(name, options) {
    return this.#send('GET', `${name}@infoexif`, options);
  }

  /**
   * @param {string} styleName
   * @param {string} style
   * @param {OSS.ObjectRequestOptions} [options]
   */
  async putStyle(styleName, style, options) {
    const content = `${PROLOG}<Style><Content>${style}</Content></Style>`;
    return this.#send('PUT', styleKey(styleName), options, content);
  }

  /**
   * @param {string} styleName
   * @param {OSS.ObjectRequestOptions} [options]
   */
  async getStyle(styleName, options) {
    return this.#send('GET', styleKey(styleName), options);
  }

  /** @param {OSS.ObjectRequestOptions} [options] */
  async listStyle(options) {
    const { data, res } = await this.#send('GET', '/?style', options);
    return { res, data: data.Style };
  }

  /**
   * @param {string} styleName
   * @param {OSS.ObjectRequestOptions} [options]
   */
  async deleteStyle(styleName, options) {
    const params = this.ossClient._objectRequestParams('DELETE', styleKey(styleName), options);
    params.successStatuses = [204];
    const { res } = await this.ossClient.request(params);
    return { res };
  }

  /** @param {string} name */
  signatureUrl(name) {
    return this.ossClient.signatureUrl(name);
  }

  /**
   * @param {string} method
   * @param {string} key
   * @param {OSS.ObjectRequestOptions} [options]
   * @param {string} [content]
   */
  async #send(method, key, options, content) {
    const params = this.ossClient._objectRequestParams(method, key, options);
    params.content = content;
    params.successStatuses = [200];
    const { data, res } = await this._parseResponse(await this.ossClient.request(params));
    return { res, data };
  }

  /**
   * The reply as its type says: the values of a JSON object, or a document; anything else stays as it came.
   *
   * @param {OSS.RequestResult<any>} result
   */
  async _parseResponse(result) {
    const text = result.data.toString();
    const type = result.res.headers['content-type'];
    if (type === 'application/json') return { ...result, data: valuesOf(JSON.parse(text)) };
    if (type === 'application/xml') return { ...result, data: await this.ossClient.parseXML(text) };
    return result;
  }
}

/**
 * The service takes a style's name from the key.
 *
 * @param {string} styleName
 */
function styleKey(styleName) {
  return `/?style&styleName=${styleName}`;
}

/**
 * `{ ImageWidth: { value: '10' } }` as `{ ImageWidth: 10 }`; what is no number, and 0, stays text.
 *
 * @param {Record<string, { value: string }> | null} json
 */
function valuesOf(json) {
  const entries = Object.entries(json || {}).map(([name, { value }]) => [name, parseFloat(value) || value]);
  return Object.fromEntries(entries);
}

module.exports = callable(ImageClient);
