'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

const { policyText } = require('../policy-text');
const { isObject } = require('../xml-writer');

/**
 * The form fields that let a browser upload what a policy allows, signed with V1.
 *
 * @this {Client}
 * @param {object | string} policy
 * @returns {OSS.PostObjectParams}
 */
function calculatePostSignature(policy) {
  const encoded = Buffer.from(jsonOf(policy)).toString('base64');
  const Signature = this._native.current.signText(Buffer.from(encoded));
  return { OSSAccessKeyId: this.options.accessKeyId, Signature, policy: encoded };
}

/** @param {unknown} policy */
function jsonOf(policy) {
  if (isObject(policy)) return JSON.stringify(policy);
  try {
    if (typeof policy === 'string') return JSON.stringify(JSON.parse(policy));
  } catch {}
  throw new Error('policy must be JSON string or Object');
}

/**
 * The form field `x-oss-signature` of a policy, signed with V4.
 *
 * @this {Client}
 * @param {object | string} policy
 * @param {Date | number | string} date
 */
function signPostObjectPolicyV4(policy, date) {
  const text = Buffer.from(/** @type {string} */ (policyText(policy))).toString();
  const time = Number(date instanceof Date ? date : new Date(date || Date.now()));
  if (Number.isNaN(time)) throw new TypeError('Invalid date');
  const region = /** @type {string} */ (this.options.region).replace(/^oss-/, '');
  return this._native.current.signPolicyV4(text, time, region);
}

module.exports = { calculatePostSignature, signPostObjectPolicyV4 };
