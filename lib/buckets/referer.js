'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each } = require('../listing');
const { PROLOG } = require('../xml-writer');
const { getSetting, putSetting } = require('./params');

/**
 * Sets from which pages the objects of a bucket may be linked.
 *
 * @this {Client}
 * @param {string} name
 * @param {boolean} allowEmpty
 * @param {readonly string[] | null} [referers]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putBucketReferer(name, allowEmpty, referers, options) {
  const lines = Array.from(referers ?? [], (referer) => `    <Referer>${referer}</Referer>\n`).join('');
  const list = lines ? `  <RefererList>\n${lines}  </RefererList>\n` : '  <RefererList />\n';
  const content =
    `${PROLOG}<RefererConfiguration>\n` +
    `  <AllowEmptyReferer>${Boolean(allowEmpty)}</AllowEmptyReferer>\n${list}</RefererConfiguration>`;
  const { res } = await putSetting(this, name, 'referer', content, options);
  return { res };
}

/**
 * From which pages the objects of a bucket may be linked.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketRefererResult>}
 */
async function getBucketReferer(name, options) {
  const { data, res } = await getSetting(this, name, 'referer', options);
  const referers = data.RefererList.Referer;
  return {
    allowEmpty: data.AllowEmptyReferer === 'true',
    referers: referers ? each(referers) : null,
    res,
  };
}

/**
 * Lets all pages link the objects of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 */
async function deleteBucketReferer(name, options) {
  return this.putBucketReferer(name, true, null, options);
}

module.exports = { deleteBucketReferer, getBucketReferer, putBucketReferer };
