'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { xmlDocument } = require('../xml-writer');
const { getSetting, putSetting } = require('./params');

/**
 * Sets who pays for the requests and the traffic of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.PayerType} payer
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.StatusResult>}
 */
async function putBucketRequestPayment(name, payer, options) {
  if (!['BucketOwner', 'Requester'].includes(payer))
    throw new Error('payer must be BucketOwner or Requester');
  const content = xmlDocument({ RequestPaymentConfiguration: { Payer: payer } });
  const { status, res } = await putSetting(this, name, 'requestPayment', content, options);
  return { status, res };
}

/**
 * Who pays for the requests and the traffic of a bucket.
 *
 * @this {Client}
 * @param {string} name
 * @param {OSS.RequestOptions | null} [options]
 * @returns {Promise<OSS.GetBucketRequestPaymentResult>}
 */
async function getBucketRequestPayment(name, options) {
  const { data, status, res } = await getSetting(this, name, 'requestPayment', options);
  return { status, res, payer: data.Payer };
}

module.exports = { getBucketRequestPayment, putBucketRequestPayment };
