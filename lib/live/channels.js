'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { each, page } = require('../listing');
const { escapedElements } = require('../xml-writer');

/**
 * Makes a live channel, which stores what is streamed to it.
 *
 * @this {Client}
 * @param {string} id
 * @param {OSS.PutChannelConf} conf
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.PutChannelResult>}
 */
async function putChannel(id, conf, options) {
  const params = channelParams(this, 'PUT', id, 'live', options);
  params.xmlResponse = true;
  params.content = escapedElements({ LiveChannelConfiguration: conf });
  params.successStatuses = [200];
  const { data, res } = await this.request(params);
  return {
    publishUrls: [data.PublishUrls.Url].flat(),
    playUrls: [data.PlayUrls.Url].flat(),
    res,
  };
}

/**
 * The configuration of a live channel.
 *
 * @this {Client}
 * @param {string} id
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetChannelResult>}
 */
async function getChannel(id, options) {
  const { data, res } = await read(this, id, 'live', options);
  return { data, res };
}

/**
 * Takes a live channel away; what it has stored stays.
 *
 * @this {Client}
 * @param {string} id
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function deleteChannel(id, options) {
  const params = channelParams(this, 'DELETE', id, 'live', options);
  params.successStatuses = [204];
  const { res } = await this.request(params);
  return { res };
}

/**
 * Opens or shuts a live channel.
 *
 * @this {Client}
 * @param {string} id
 * @param {'enabled' | 'disabled'} status
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function putChannelStatus(id, status, options) {
  const params = channelParams(this, 'PUT', id, { live: null, status }, options);
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { res };
}

/**
 * Whether anything is being streamed to a live channel, and what.
 *
 * @this {Client}
 * @param {string} id
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetChannelResult>}
 */
async function getChannelStatus(id, options) {
  const { data, res } = await read(this, id, { live: null, comp: 'stat' }, options);
  return { data, res };
}

/**
 * One page of the live channels of the bucket.
 *
 * @this {Client}
 * @param {OSS.ListChannelsQuery | null} [query]
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.ListChannelsResult>}
 */
async function listChannels(query, options) {
  const params = channelParams(this, 'GET', '', 'live', options);
  const { data, res } = await page(this, params, query);
  return {
    channels: each(data.LiveChannel).map((node) => ({
      ...node,
      PublishUrls: [node.PublishUrls.Url].flat(),
      PlayUrls: [node.PlayUrls.Url].flat(),
    })),
    nextMarker: data.NextMarker || null,
    isTruncated: data.IsTruncated === 'true',
    res,
  };
}

/**
 * The last ten times that something was streamed to a live channel.
 *
 * @this {Client}
 * @param {string} id
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.ChannelHistoryResult>}
 */
async function getChannelHistory(id, options) {
  const { data, res } = await read(this, id, { live: null, comp: 'history' }, options);
  return { records: each(data.LiveRecord), res };
}

/**
 * Makes a playlist of what was streamed to a live channel between two times.
 *
 * @this {Client}
 * @param {string} id
 * @param {string} name
 * @param {OSS.VodPeriod} time
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.EmptyResult>}
 */
async function createVod(id, name, time, options) {
  const params = channelParams(this, 'POST', `${id}/${name}`, { vod: null, ...time }, options);
  params.query = { ...time };
  params.successStatuses = [200];
  const { res } = await this.request(params);
  return { res };
}

/**
 * @param {Client} client
 * @param {string} id
 * @param {OSS.RequestParams['subres']} subres
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.RequestResult<any>>}
 */
function read(client, id, subres, options) {
  const params = channelParams(client, 'GET', id, subres, options);
  params.xmlResponse = true;
  params.successStatuses = [200];
  return client.request(params);
}

/**
 * @param {Client} client
 * @param {string} method
 * @param {string} id
 * @param {OSS.RequestParams['subres']} subres
 * @param {OSS.RequestOptions | null} [options]
 */
function channelParams(client, method, id, subres, options) {
  return client._objectRequestParams(method, id, { ...options, subres: /** @type {any} */ (subres) });
}

module.exports = {
  createVod,
  deleteChannel,
  getChannel,
  getChannelHistory,
  getChannelStatus,
  listChannels,
  putChannel,
  putChannelStatus,
};
